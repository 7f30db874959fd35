// SPDX-License-Identifier: Apache-2.0
// The measure for the queue: the statements that it says for one job, written down as they pass, and said again by
// nothing but the database's own library, job after job.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/database.h"

namespace dais::bench {

/// A statement and what it was told. A parameter that was an answer of the statement that claims is asked for anew.
struct Said {
  std::string sql;
  store::Params params;
  bool claims = false;  ///< answers the job: number, run, …, fence
};

/// Passes everything on and writes it down.
class Listener : public store::Database {
 public:
  explicit Listener(std::unique_ptr<store::Database> database) : database_(std::move(database)) {}

  [[nodiscard]] store::Engine engine() const override { return database_->engine(); }
  Result<store::Rows> query(std::string_view sql, const store::Params& params) override {
    note(sql, params);
    return database_->query(sql, params);
  }
  Status execute(std::string_view sql, const store::Params& params) override {
    note(sql, params);
    return database_->execute(sql, params);
  }
  Status run_script(std::string_view sql) override { return database_->run_script(sql); }
  Status begin_write() override {
    note(engine() == store::Engine::kSqlite ? "begin immediate" : "begin", {});
    return database_->begin_write();
  }
  Status begin_read() override { return database_->begin_read(); }
  Status commit() override {
    note("commit", {});
    return database_->commit();
  }
  Status rollback() override { return database_->rollback(); }
  Status upsert(std::string_view table, std::span<const store::Column> columns, std::size_t key_columns,
                const store::Rows& rows) override {
    return database_->upsert(table, columns, key_columns, rows);
  }
  [[nodiscard]] std::string in_list(std::string_view parameter) const override { return database_->in_list(parameter); }
  [[nodiscard]] store::Value list_value(std::span<const std::string> texts) const override {
    return database_->list_value(texts);
  }
  Result<std::int64_t> generation() override { return database_->generation(); }
  Status notify(std::string_view channel) override { return database_->notify(channel); }
  Result<bool> wait_for_notice(std::string_view channel, std::chrono::milliseconds longest) override {
    return database_->wait_for_notice(channel, longest);
  }

  void forget() { said_.clear(); }
  [[nodiscard]] const std::vector<Said>& said() const { return said_; }

 private:
  void note(std::string_view sql, const store::Params& params) {
    said_.push_back({std::string(sql), params, sql.starts_with("update job set state = 'running'")});
  }

  std::unique_ptr<store::Database> database_;
  std::vector<Said> said_;
};

class BareDatabase {
 public:
  static std::unique_ptr<BareDatabase> open(const std::string& url);
  virtual ~BareDatabase() = default;
  /// One job; false where none was left. Ends the program where the database refuses.
  virtual bool do_job(const std::vector<Said>& statements) = 0;
};

}  // namespace dais::bench
