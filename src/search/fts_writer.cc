// SPDX-License-Identifier: Apache-2.0
// The writing half of the index: one transaction from the first change to commit(), so that a process killed at any
// time leaves the last commit. SQLite's own write lock lets one writer at a time.
#include "base/invariant.h"
#include "search/index.h"
#include "search/index_file.h"
#include "search/outline.h"
#include "search/passages.h"

namespace dais::search {
namespace {

std::int64_t date_in_utc(Instant start) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(start)};
  return int{day.year()} * 10'000 + static_cast<int>(unsigned{day.month()}) * 100 +
         static_cast<int>(unsigned{day.day()});
}

/// 20230119 of "2023-01-19"; 0 where it is not such a date.
std::int64_t date_number(std::string_view date) {
  std::int64_t number = 0;
  int digits = 0;
  for (const char c : date) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      ++digits;
    } else if (c != '-') {
      return 0;
    }
  }
  return digits == 8 ? number : 0;
}

class FtsWriter final : public Writer {
 public:
  static Result<std::unique_ptr<Writer>> open(const std::string& file) {
    auto connection = open_index_file(file);
    if (!connection) {
      return fail(std::move(connection.error()));
    }
    auto writer = std::make_unique<FtsWriter>(std::move(*connection));
    if (auto ready = writer->prepare(); !ready) {
      return fail(std::move(ready.error()));
    }
    return writer;
  }

  explicit FtsWriter(Connection connection) : connection_(std::move(connection)) {}

  Status put(const SessionText& session) override {
    return change([&] { return put_now(session); });
  }

  Status remove(std::string_view session_id) override {
    return change([&]() -> Status {
      auto number = clear(session_id);
      if (!number) {
        return fail(std::move(number.error()));
      }
      drop_session_.bind(1, session_id);
      return drop_session_.run();
    });
  }

  Status commit() override {
    if (!in_transaction_) {
      return {};
    }
    auto done = connection_.execute("UPDATE state SET generation = generation + 1; COMMIT");
    if (done) {
      in_transaction_ = false;
    }
    return done;
  }

  Result<std::map<std::string, std::string>> versions() override {
    std::map<std::string, std::string> all;
    for (;;) {
      auto row = versions_.step();
      if (!row) {
        return fail(std::move(row.error()));
      }
      if (!*row) {
        versions_.reset();
        return all;
      }
      all.emplace(versions_.text(0), versions_.text(1));
    }
  }

  Result<std::string> version(std::string_view session_id) override {
    version_.bind(1, session_id);
    auto row = version_.step();
    if (!row) {
      return fail(std::move(row.error()));
    }
    std::string found = *row ? std::string(version_.text(0)) : "";
    version_.reset();
    return found;
  }

 private:
  Status prepare() {
    const std::pair<Statement*, const char*> all[] = {
        {&find_number_, "SELECT number FROM session WHERE id = ?1"},
        {&next_number_, "SELECT ifnull(max(number), 0) + 1 FROM session"},
        {&moments_, "SELECT id, text FROM moment WHERE id >= ?1 AND id < ?2"},
        {&unindex_, "INSERT INTO moment_fts(moment_fts, rowid, text) VALUES('delete', ?1, ?2)"},
        {&drop_moments_, "DELETE FROM moment WHERE id >= ?1 AND id < ?2"},
        {&drop_session_, "DELETE FROM session WHERE id = ?1"},
        {&add_moment_, "INSERT INTO moment(id, text) VALUES(?1, ?2)"},
        {&index_, "INSERT INTO moment_fts(rowid, text) VALUES(?1, ?2)"},
        // A revision is the generation that will be, so readers know whose outline they must read again.
        {&add_session_,
         "INSERT OR REPLACE INTO session(number, id, revision, version, event_id, body_id, body_name, start_ms, date, "
         "year, outline) SELECT ?1, ?2, generation + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM state"},
        {&versions_, "SELECT id, version FROM session"},
        {&version_, "SELECT version FROM session WHERE id = ?1"}};
    for (const auto& [statement, sql] : all) {
      auto prepared = connection_.prepare(sql);
      if (!prepared) {
        return fail(std::move(prepared.error()));
      }
      *statement = std::move(*prepared);
    }
    return {};
  }

  /// A change that fails leaves what was before it; those before it in the transaction stay.
  template <typename Change>
  Status change(Change make) {
    if (!in_transaction_) {
      if (auto begun = connection_.execute("BEGIN IMMEDIATE"); !begun) {
        return begun;
      }
      in_transaction_ = true;
    }
    if (auto saved = connection_.execute("SAVEPOINT change"); !saved) {
      return saved;
    }
    Status made = make();
    auto ended = connection_.execute(made ? "RELEASE change" : "ROLLBACK TO change; RELEASE change");
    return made ? ended : made;
  }

  Status put_now(const SessionText& session) {
    invariant(session.transcript != nullptr, "a session to be indexed has a transcript");
    auto number = clear(session.session_id);
    if (!number) {
      return fail(std::move(number.error()));
    }
    const std::vector<Passage> passages = cut_passages(*session.transcript);
    if (passages.size() >= (std::size_t{1} << kPassageBits)) {
      return fail(ErrorCode::kTooLarge, "session " + session.session_id + ": more passages than a recording can have");
    }
    std::int64_t row = *number << kPassageBits;
    for (const Passage& passage : passages) {
      if (auto added = add(row++, passage_text(*session.transcript, passage)); !added) {
        return added;
      }
    }
    return add_session(*number, session, write_outline(outline_of(session, passages)));
  }

  /// Takes out what is indexed of the session; answers the number it has or will have.
  Result<std::int64_t> clear(std::string_view session_id) {
    auto number = number_of(session_id);
    if (!number) {
      return number;
    }
    const std::int64_t first = *number << kPassageBits;
    const std::int64_t end = (*number + 1) << kPassageBits;
    moments_.bind(1, first);
    moments_.bind(2, end);
    for (;;) {
      auto row = moments_.step();
      if (!row) {
        return fail(std::move(row.error()));
      }
      if (!*row) {
        break;
      }
      unindex_.bind(1, moments_.integer(0));
      unindex_.bind(2, moments_.text(1));
      if (auto done = unindex_.run(); !done) {
        return fail(std::move(done.error()));
      }
    }
    moments_.reset();
    drop_moments_.bind(1, first);
    drop_moments_.bind(2, end);
    if (auto done = drop_moments_.run(); !done) {
      return fail(std::move(done.error()));
    }
    return number;
  }

  Result<std::int64_t> number_of(std::string_view session_id) {
    find_number_.bind(1, session_id);
    for (Statement* statement : {&find_number_, &next_number_}) {
      auto row = statement->step();
      if (!row) {
        return fail(std::move(row.error()));
      }
      const std::int64_t number = *row ? statement->integer(0) : 0;
      statement->reset();
      if (number != 0) {
        return number;
      }
    }
    return fail(ErrorCode::kStorage, "the search index gave no number to session " + std::string(session_id));
  }

  Status add(std::int64_t row, const std::string& text) {
    for (Statement* statement : {&add_moment_, &index_}) {
      statement->bind(1, row);
      statement->bind(2, text);
      if (auto done = statement->run(); !done) {
        return done;
      }
    }
    return {};
  }

  Status add_session(std::int64_t number, const SessionText& session, const std::string& outline) {
    const std::int64_t given = date_number(session.date);
    add_session_.bind(1, number);
    add_session_.bind(2, session.session_id);
    add_session_.bind(3, session.version);
    add_session_.bind(4, session.event_id);
    add_session_.bind(5, session.body_id);
    add_session_.bind(6, session.body_name);
    add_session_.bind(7, std::int64_t{session.start.time_since_epoch().count()});
    add_session_.bind(8, given != 0 ? given : date_in_utc(session.start));
    add_session_.bind(9, std::int64_t{session.year});
    add_session_.bind_blob(10, outline);
    return add_session_.run();
  }

  Connection connection_;
  Statement find_number_, next_number_, moments_, unindex_, drop_moments_, drop_session_, add_moment_, index_,
      add_session_, versions_, version_;
  bool in_transaction_ = false;
};

}  // namespace

Result<std::unique_ptr<Writer>> open_writer(const std::string& file) { return FtsWriter::open(file); }

}  // namespace dais::search
