// SPDX-License-Identifier: Apache-2.0
#include "search/sqlite.h"

#include <sqlite3.h>

namespace dais::search {
namespace {

/// kBadInput: the file is no database, or a damaged one.
ErrorCode error_of(int sqlite_code) {
  switch (sqlite_code & 0xFF) {
    case SQLITE_BUSY:
      return ErrorCode::kConflict;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return ErrorCode::kBadInput;
    default:
      return ErrorCode::kStorage;
  }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Connection::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

void Statement::bind(int parameter, std::int64_t value) { sqlite3_bind_int64(handle_.get(), parameter, value); }

// A null pointer would bind NULL; an empty text is a text.
void Statement::bind(int parameter, std::string_view value) {
  sqlite3_bind_text64(handle_.get(), parameter, value.empty() ? "" : value.data(), value.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
}

void Statement::bind_blob(int parameter, std::string_view value) {
  sqlite3_bind_blob64(handle_.get(), parameter, value.empty() ? "" : value.data(), value.size(), SQLITE_TRANSIENT);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW || code == SQLITE_DONE) {
    return code == SQLITE_ROW;
  }
  sqlite3* connection = sqlite3_db_handle(handle_.get());
  const char* file = sqlite3_db_filename(connection, "main");
  Error failure{error_of(code),
                std::string(file == nullptr ? "" : file) + ": the search index: " + sqlite3_errmsg(connection)};
  sqlite3_reset(handle_.get());
  return fail(std::move(failure));
}

Status Statement::run() {
  for (;;) {
    auto row = step();
    if (!row) {
      return fail(std::move(row.error()));
    }
    if (!*row) {
      reset();
      return {};
    }
  }
}

void Statement::reset() { sqlite3_reset(handle_.get()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(handle_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return bytes == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(bytes), size);
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return bytes == nullptr ? std::string_view{} : std::string_view(bytes, size);
}

Result<Connection> Connection::open(const std::string& file) {
  Connection connection;
  connection.file_ = file;
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  connection.handle_.reset(handle);
  if (code != SQLITE_OK) {
    return fail(ErrorCode::kStorage, file + ": the search index cannot be opened: " + sqlite3_errstr(code));
  }
  sqlite3_extended_result_codes(handle, 0);
  sqlite3_busy_timeout(handle, 30'000);
  return connection;
}

Status Connection::execute(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return fail(failure(sql));
  }
  return {};
}

Result<std::int64_t> Connection::integer(const char* sql) {
  auto statement = prepare(sql);
  if (!statement) {
    return fail(std::move(statement.error()));
  }
  auto row = statement->step();
  if (!row) {
    return fail(std::move(row.error()));
  }
  return *row ? statement->integer(0) : 0;
}

Result<Statement> Connection::prepare(std::string_view sql) {
  Statement statement;
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) {
    return fail(failure(sql));
  }
  statement.handle_.reset(handle);
  return statement;
}

Error Connection::failure(std::string_view doing) const {
  return Error{
      error_of(sqlite3_errcode(handle_.get())),
      file_ + ": the search index: " + sqlite3_errmsg(handle_.get()) + " (" + std::string(doing.substr(0, 80)) + ")"};
}

}  // namespace dais::search
