// SPDX-License-Identifier: Apache-2.0
// libpq and not libpqxx: docs/adr/0002.
#include <poll.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <set>
#include <unordered_map>

#include <libpq-fe.h>

#include "base/invariant.h"
#include "store/database.h"

namespace dais::store {
namespace {

struct Closer {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
};
using Handle = std::unique_ptr<PGconn, Closer>;
using Answer = std::unique_ptr<PGresult, Closer>;

// Type numbers of PostgreSQL's catalog (pg_type.dat).
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;
constexpr Oid kNumeric = 1700;

Value cell_value(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) != 0) return Null{};
  std::string text(PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column)));
  switch (PQftype(result, column)) {
    case kInt8:
    case kInt4:
    case kInt2:
    case kNumeric:
      return integer_of(text);
    case kFloat4:
    case kFloat8:
      return real_of(text);
    default:
      return text;
  }
}

/// PostgreSQL text holds no NUL; it is the one character that is left out.
std::string without_nul(std::string text) {
  std::erase(text, '\0');
  return text;
}

/// The text form of an array: {"a","b",NULL}.
class ArrayText {
 public:
  void add(const Value& value) {
    text_ += text_.size() == 1 ? "" : ",";
    if (is_null(value)) {
      text_ += "NULL";
      return;
    }
    text_ += '"';
    for (const char c : text_of(value)) {
      if (c == '\0') continue;
      if (c == '"' || c == '\\') text_ += '\\';
      text_ += c;
    }
    text_ += '"';
  }
  std::string finish() && { return std::move(text_) + "}"; }

 private:
  std::string text_ = "{";
};

std::string_view array_type(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return "text[]";
    case ColumnType::kReal:
      return "double precision[]";
    default:
      return "bigint[]";
  }
}

class PostgresDatabase : public Database {
 public:
  explicit PostgresDatabase(Handle connection) : connection_(std::move(connection)) {}

  Engine engine() const override { return Engine::kPostgres; }

  Result<Rows> query(std::string_view sql, const Params& params) override {
    Result<Answer> answer = ask(sql, params);
    if (!answer) return fail(std::move(answer.error()));
    const PGresult* result = answer->get();
    Rows rows(static_cast<std::size_t>(PQntuples(result)));
    const int columns = PQnfields(result);
    for (int r = 0; r < PQntuples(result); ++r) {
      Row& row = rows[static_cast<std::size_t>(r)];
      row.reserve(static_cast<std::size_t>(columns));
      for (int c = 0; c < columns; ++c) row.push_back(cell_value(result, r, c));
    }
    return rows;
  }

  Status execute(std::string_view sql, const Params& params) override {
    Result<Answer> answer = ask(sql, params);
    if (!answer) return fail(std::move(answer.error()));
    return {};
  }

  Status run_script(std::string_view sql) override {
    return checked(Answer(PQexec(connection_.get(), std::string(sql).c_str())), "catalog");
  }

  Status begin_write() override { return run_script("begin"); }
  Status begin_read() override { return run_script("begin isolation level repeatable read read only"); }
  Status commit() override { return run_script("commit"); }
  Status rollback() override { return run_script("rollback"); }

  Status upsert(std::string_view table, std::span<const Column> columns, std::size_t key_columns,
                const Rows& rows) override {
    if (rows.empty()) return {};
    std::string& sql = upsert_sql_[std::string(table)];
    if (sql.empty()) sql = make_upsert(table, columns, key_columns);
    std::vector<ArrayText> arrays(columns.size());
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < columns.size(); ++i) arrays[i].add(row[i]);
    }
    Params params;
    for (ArrayText& array : arrays) params.emplace_back(std::move(array).finish());
    return execute(sql, params);
  }

  std::string in_list(std::string_view parameter) const override {
    // Not "in (select unnest …)": that is planned as a join while the table is empty, and the plan is kept (67 s for
    // two years of New York instead of 20).
    return "= any(" + std::string(parameter) + "::text[])";
  }

  Value list_value(std::span<const std::string> texts) const override {
    ArrayText array;
    for (const std::string& text : texts) array.add(text);
    return std::move(array).finish();
  }

  Result<std::int64_t> generation() override {
    constexpr auto kFresh = std::chrono::milliseconds(100);
    const auto now = std::chrono::steady_clock::now();
    if (now - generation_read_ < kFresh) return generation_;
    const Result<Rows> rows = query("select value from meta where key = 'generation'", {});
    if (!rows) return fail(rows.error());
    generation_ = rows->empty() ? 0 : integer_of(rows->front().front());
    generation_read_ = now;
    return generation_;
  }

  Status notify(std::string_view channel) override {
    return execute("select pg_notify($1, '')", {std::string(channel)});
  }

  Result<bool> wait_for_notice(std::string_view channel, std::chrono::milliseconds longest) override {
    const std::string name(channel);
    if (!listens_.contains(name)) {
      if (Status listening = run_script("listen " + name); !listening) return fail(std::move(listening.error()));
      listens_.insert(name);
    }
    const auto until = std::chrono::steady_clock::now() + longest;
    while (true) {
      if (take_notices(name)) return true;
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
      if (left <= 0) return false;
      pollfd waiting{PQsocket(connection_.get()), POLLIN, 0};
      if (poll(&waiting, 1, static_cast<int>(left)) < 0 && errno != EINTR)
        return fail(ErrorCode::kIo, std::string("poll: ") + std::strerror(errno));
      if (waiting.revents != 0 && PQconsumeInput(connection_.get()) == 0)
        return fail(ErrorCode::kUnavailable, std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
    }
  }

 private:
  static std::string make_upsert(std::string_view table, std::span<const Column> columns, std::size_t key_columns) {
    std::string names;
    std::string arrays;
    std::string keys;
    std::string updates;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string name(columns[i].name);
      names += (i == 0 ? "" : ", ") + name;
      arrays += (i == 0 ? "$" : ", $") + std::to_string(i + 1) + "::" + std::string(array_type(columns[i].type));
      if (i < key_columns) {
        keys += (i == 0 ? "" : ", ") + name;
      } else {
        updates += (updates.empty() ? "" : ", ") + name + " = excluded." + name;
      }
    }
    return "insert into " + std::string(table) + " (" + names + ") select * from unnest(" + arrays + ") on conflict (" +
           keys + ") do update set " + updates;
  }

  /// All that have come; whether one was of this channel.
  bool take_notices(const std::string& channel) {
    struct Free {
      void operator()(PGnotify* notice) const { PQfreemem(notice); }
    };
    bool found = false;
    while (const std::unique_ptr<PGnotify, Free> notice{PQnotifies(connection_.get())})
      found = found || channel == notice->relname;
    return found;
  }

  Result<Answer> ask(std::string_view sql, const Params& params) {
    const Result<std::string> name = prepared(sql);
    if (!name) return fail(name.error());
    std::vector<std::string> texts;
    texts.reserve(params.size());
    for (const Value& value : params) texts.push_back(without_nul(text_of(value)));
    std::vector<const char*> pointers;
    pointers.reserve(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) pointers.push_back(is_null(params[i]) ? nullptr : texts[i].c_str());
    Answer answer(PQexecPrepared(connection_.get(), name->c_str(), static_cast<int>(pointers.size()), pointers.data(),
                                 nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return fail(error_of(answer.get(), sql));
    return answer;
  }

  Result<std::string> prepared(std::string_view sql) {
    const auto found = statements_.find(std::string(sql));
    if (found != statements_.end()) return found->second;
    std::string name = "s" + std::to_string(statements_.size());
    const Answer answer(PQprepare(connection_.get(), name.c_str(), std::string(sql).c_str(), 0, nullptr));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return fail(error_of(answer.get(), sql));
    statements_.emplace(std::string(sql), name);
    return name;
  }

  Status checked(const Answer& answer, std::string_view doing) {
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return {};
    return fail(error_of(answer.get(), doing));
  }

  Error error_of(const PGresult* result, std::string_view doing) const {
    const bool lost = PQstatus(connection_.get()) != CONNECTION_OK;
    // 40001 serialization_failure, 40P01 deadlock_detected (appendix A): the same transaction may well succeed again.
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const bool again = state != nullptr && (std::strcmp(state, "40001") == 0 || std::strcmp(state, "40P01") == 0);
    return {lost    ? ErrorCode::kUnavailable
            : again ? ErrorCode::kConflict
                    : ErrorCode::kStorage,
            std::string(doing) + ": " + PQresultErrorMessage(result)};
  }

  Handle connection_;
  std::unordered_map<std::string, std::string> statements_;
  std::unordered_map<std::string, std::string> upsert_sql_;
  std::set<std::string> listens_;
  std::int64_t generation_ = 0;
  std::chrono::steady_clock::time_point generation_read_{};
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url, Access access) {
  Handle connection(PQconnectdb(url.c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    // The address may hold a password: only libpq's own words are shown.
    return fail(ErrorCode::kUnavailable, std::string("PostgreSQL: ") + PQerrorMessage(connection.get()));
  }
  PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
  auto database = std::make_unique<PostgresDatabase>(std::move(connection));
  // Statements are looked up by key and planned once, when a new table is still empty and reading all of it looks
  // cheapest; that plan would be kept while the table grows.
  if (access == Access::kReadWrite) {
    if (Status set = database->run_script("set enable_seqscan = off; set plan_cache_mode = force_generic_plan"); !set) {
      return fail(std::move(set.error()));
    }
  }
  if (access == Access::kReadOnly) {
    if (Status set = database->run_script("set default_transaction_read_only = on"); !set)
      return fail(std::move(set.error()));
  }
  return database;
}

}  // namespace dais::store
