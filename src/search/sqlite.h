// SPDX-License-Identifier: Apache-2.0
// The little of SQLite that the index needs: a connection, prepared statements, values. Failures are kStorage Errors
// that name the file. One connection belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dais::search {

class Statement {
 public:
  Statement() = default;

  void bind(int parameter, std::int64_t value);
  void bind(int parameter, std::string_view value);
  void bind_blob(int parameter, std::string_view value);

  /// True: a row is there.
  Result<bool> step();
  /// Steps to the end and makes ready for the next use.
  Status run();
  void reset();

  [[nodiscard]] std::int64_t integer(int column) const;
  /// Valid until the next step or reset.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view blob(int column) const;

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

class Connection {
 public:
  /// Makes the file when it is not there. ":memory:" is a private index of this connection.
  static Result<Connection> open(const std::string& file);

  Status execute(const char* sql);
  /// One integer of one row; 0 where there is none.
  Result<std::int64_t> integer(const char* sql);
  Result<Statement> prepare(std::string_view sql);

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  [[nodiscard]] Error failure(std::string_view doing) const;
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string file_;
};

}  // namespace dais::search
