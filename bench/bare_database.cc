// SPDX-License-Identifier: Apache-2.0
#include "bare_database.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <map>

namespace dais::bench {
namespace {

[[noreturn]] void die(const char* why) {
  std::fprintf(stderr, "bare database: %s\n", why);
  std::exit(1);
}

/// Of the claim's answer: the job's number and its fence, which all that follows is told.
constexpr int kJob = 0;
constexpr int kFence = 9;

/// After the claim the first parameter is the job, in statements about it; the second its fence, in the one that moves
/// it. A run and a time are the same for all.
enum class Part { kAsSaid, kJob, kFence };

Part part_of(const Said& said, std::size_t index) {
  const bool moves = said.sql.contains("into job_history");
  if (index == 1 && moves) return Part::kFence;
  const bool about_the_job = moves || said.sql.starts_with("delete from job") || said.sql.contains("from job_need");
  return index == 0 && about_the_job ? Part::kJob : Part::kAsSaid;
}

class BareSqlite : public BareDatabase {
 public:
  explicit BareSqlite(const std::string& path) {
    if (sqlite3_open_v2(path.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
      die("cannot be opened");
    sqlite3_busy_timeout(db_, 10'000);
    sqlite3_exec(db_,
                 "pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -16000; pragma "
                 "temp_store = memory",
                 nullptr, nullptr, nullptr);
  }
  ~BareSqlite() override {
    for (const auto& [said, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }
  BareSqlite(const BareSqlite&) = delete;
  BareSqlite& operator=(const BareSqlite&) = delete;

  bool do_job(const std::vector<Said>& statements) override {
    std::int64_t job = 0;
    std::int64_t fence = 0;
    for (const Said& said : statements) {
      sqlite3_stmt* statement = prepared(said);
      for (std::size_t i = 0; i < said.params.size(); ++i) bind(statement, said, i, job, fence);
      int step = sqlite3_step(statement);
      if (said.claims && step == SQLITE_ROW) {
        job = sqlite3_column_int64(statement, kJob);
        fence = sqlite3_column_int64(statement, kFence);
      }
      while (step == SQLITE_ROW) step = sqlite3_step(statement);
      if (step != SQLITE_DONE) die(sqlite3_errmsg(db_));
      sqlite3_reset(statement);
      if (said.claims && job == 0) return false;
    }
    return true;
  }

 private:
  sqlite3_stmt* prepared(const Said& said) {
    sqlite3_stmt*& statement = statements_[&said];
    if (statement == nullptr &&
        sqlite3_prepare_v3(db_, said.sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      die(sqlite3_errmsg(db_));
    return statement;
  }

  static void bind(sqlite3_stmt* statement, const Said& said, std::size_t i, std::int64_t job, std::int64_t fence) {
    const int at = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(i + 1)).c_str());
    const Part part = part_of(said, i);
    if (part != Part::kAsSaid) {
      sqlite3_bind_int64(statement, at, part == Part::kJob ? job : fence);
    } else if (const auto* number = std::get_if<std::int64_t>(&said.params[i])) {
      sqlite3_bind_int64(statement, at, *number);
    } else if (const auto* text = std::get_if<std::string>(&said.params[i])) {
      sqlite3_bind_text(statement, at, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
    } else {
      sqlite3_bind_null(statement, at);
    }
  }

  sqlite3* db_ = nullptr;
  std::map<const Said*, sqlite3_stmt*> statements_;
};

class BarePostgres : public BareDatabase {
 public:
  explicit BarePostgres(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) die(PQerrorMessage(connection_));
    PQclear(PQexec(connection_, "set enable_seqscan = off; set plan_cache_mode = force_generic_plan"));
  }
  ~BarePostgres() override { PQfinish(connection_); }
  BarePostgres(const BarePostgres&) = delete;
  BarePostgres& operator=(const BarePostgres&) = delete;

  bool do_job(const std::vector<Said>& statements) override {
    std::string job;
    std::string fence;
    for (const Said& said : statements) {
      PGresult* result = ask(said, job, fence);
      const ExecStatusType status = PQresultStatus(result);
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) die(PQresultErrorMessage(result));
      if (said.claims && PQntuples(result) > 0) {
        job = PQgetvalue(result, 0, kJob);
        fence = PQgetvalue(result, 0, kFence);
      }
      PQclear(result);
      if (said.claims && job.empty()) return false;
    }
    return true;
  }

 private:
  PGresult* ask(const Said& said, const std::string& job, const std::string& fence) {
    if (said.params.empty() && (said.sql == "begin" || said.sql == "commit"))
      return PQexec(connection_, said.sql.c_str());
    std::string& name = names_[&said];
    if (name.empty()) {
      name = "s" + std::to_string(names_.size());
      PQclear(PQprepare(connection_, name.c_str(), said.sql.c_str(), 0, nullptr));
    }
    std::vector<std::string> texts;
    std::vector<const char*> pointers;
    texts.reserve(said.params.size());
    for (std::size_t i = 0; i < said.params.size(); ++i) {
      const Part part = part_of(said, i);
      texts.push_back(part == Part::kJob ? job : part == Part::kFence ? fence : store::text_of(said.params[i]));
      pointers.push_back(store::is_null(said.params[i]) ? nullptr : texts.back().c_str());
    }
    return PQexecPrepared(connection_, name.c_str(), static_cast<int>(pointers.size()), pointers.data(), nullptr,
                          nullptr, 0);
  }

  PGconn* connection_;
  std::map<const Said*, std::string> names_;
};

}  // namespace

std::unique_ptr<BareDatabase> BareDatabase::open(const std::string& url) {
  if (url.starts_with("postgres")) return std::make_unique<BarePostgres>(url);
  return std::make_unique<BareSqlite>(url);
}

}  // namespace dais::bench
