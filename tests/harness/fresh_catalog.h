// SPDX-License-Identifier: Apache-2.0
// A catalog of one's own for a test, on each database: SQLite in a temporary folder, PostgreSQL as a database made on
// the server that $DAIS_TEST_POSTGRES names (script/test starts one); without it those tests are skipped by name.
#pragma once

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

#include "os/files.h"

namespace dais::harness {

enum class Backend { kSqlite, kPostgres };

inline std::string name_of(Backend backend) { return backend == Backend::kSqlite ? "Sqlite" : "Postgres"; }

inline bool is_there(Backend backend) {
  return backend == Backend::kSqlite || std::getenv("DAIS_TEST_POSTGRES") != nullptr;
}

/// A new, empty place for a catalog; dropped with its owner. REQUIRES: is_there(backend).
class FreshCatalog {
 public:
  explicit FreshCatalog(Backend backend) : folder_(os::TempDir::make().value()) {
    if (backend == Backend::kSqlite) {
      url_ = folder_.path() + "/catalog.sqlite";
      return;
    }
    static std::atomic<int> made = 0;
    name_ = "dais_test_" + std::to_string(getpid()) + "_" + std::to_string(++made);
    admin("create database " + name_);
    const std::string server = std::getenv("DAIS_TEST_POSTGRES");
    const std::size_t query = server.find('?');
    const std::size_t slash = server.rfind('/', query);
    url_ = server.substr(0, slash + 1) + name_ + (query == std::string::npos ? "" : server.substr(query));
  }
  ~FreshCatalog() {
    if (!name_.empty()) admin("drop database if exists " + name_ + " with (force)");
  }
  FreshCatalog(const FreshCatalog&) = delete;
  FreshCatalog& operator=(const FreshCatalog&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }

 private:
  static void admin(const std::string& sql) {
    PGconn* connection = PQconnectdb(std::getenv("DAIS_TEST_POSTGRES"));
    PQclear(PQexec(connection, sql.c_str()));
    PQfinish(connection);
  }
  os::TempDir folder_;
  std::string name_;
  std::string url_;
};

}  // namespace dais::harness
