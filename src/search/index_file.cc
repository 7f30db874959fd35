// SPDX-License-Identifier: Apache-2.0
#include "search/index_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "search/fts_tokenizer.h"

namespace dais::search {
namespace {

// "Dais" in the header's application_id: says whose file it is before anything of it is believed.
constexpr std::int64_t kApplication = 0x44616973;

constexpr const char* kTables = R"sql(
CREATE TABLE state(generation INTEGER NOT NULL, birth INTEGER NOT NULL);
INSERT INTO state VALUES(0, random());
CREATE TABLE session(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, version TEXT NOT NULL,
  event_id TEXT NOT NULL, body_id TEXT NOT NULL, body_name TEXT NOT NULL,
  start_ms INTEGER NOT NULL, date INTEGER NOT NULL, year INTEGER NOT NULL, outline BLOB NOT NULL);
CREATE TABLE moment(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE moment_fts USING fts5(text, content='moment', content_rowid='id', tokenize='dais');
INSERT INTO moment_fts(moment_fts, rank) VALUES('hashsize', 8388608);
)sql";

constexpr const char* kViews = R"sql(
CREATE VIRTUAL TABLE temp.place USING fts5vocab('main', 'moment_fts', 'instance');
CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'moment_fts', 'row');
)sql";

/// Held while a file is looked at, begun or thrown away, so that two openers never do it at once. It waits, for
/// milliseconds at most; the kernel lets go when the process ends.
class OpeningLock {
 public:
  static Result<OpeningLock> acquire(const std::string& file) {
    OpeningLock lock;
    if (file == ":memory:") {
      return lock;
    }
    const std::string path = file + ".lock";
    lock.fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    int held = -1;
    while (lock.fd_ >= 0 && (held = ::flock(lock.fd_, LOCK_EX)) != 0 && errno == EINTR) {
    }
    if (held != 0) {
      return fail(ErrorCode::kIo, path + ": cannot be locked: " + std::strerror(errno));
    }
    return lock;
  }
  OpeningLock(OpeningLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  OpeningLock& operator=(OpeningLock&&) = delete;
  ~OpeningLock() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

 private:
  OpeningLock() = default;
  int fd_ = -1;
};

Result<Connection> connect(const std::string& file) {
  auto connection = Connection::open(file);
  if (!connection) {
    return connection;
  }
  // NORMAL: a process killed loses nothing committed; a power cut may lose the last commits, which versions() tells.
  for (const char* pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA temp_store=MEMORY",
                             "PRAGMA cache_size=-16384", "PRAGMA trusted_schema=OFF"}) {
    if (auto done = connection->execute(pragma); !done) {
      return fail(std::move(done.error()));
    }
  }
  return connection;
}

enum class Found { kNothing, kOurs, kOurOtherFormat };

Result<Found> look_at(Connection& connection) {
  auto objects = connection.integer("SELECT count(*) FROM sqlite_schema");
  auto application = connection.integer("PRAGMA application_id");
  auto format = connection.integer("PRAGMA user_version");
  if (!objects) {
    return fail(std::move(objects.error()));
  }
  if (*objects == 0) {
    return Found::kNothing;
  }
  if (!application || *application != kApplication) {
    return fail(ErrorCode::kBadInput,
                connection.file() + ": is a database, but not a search index of Dais; it is left as it is");
  }
  return format && *format == kIndexFormat ? Found::kOurs : Found::kOurOtherFormat;
}

Status begin_anew(Connection& connection) {
  const std::string header = "PRAGMA application_id=" + std::to_string(kApplication) +
                             "; PRAGMA user_version=" + std::to_string(kIndexFormat) + ";";
  const std::string all = std::string("BEGIN IMMEDIATE;") + kTables + header + "COMMIT;";
  return connection.execute(all.c_str());
}

void move_aside(const std::string& file) {
  ::rename(file.c_str(), (file + ".damaged").c_str());
  for (const char* ending : {"-wal", "-shm"}) {
    ::unlink((file + ending).c_str());
  }
}

void throw_away(const std::string& file) {
  for (const char* ending : {"", "-wal", "-shm"}) {
    ::unlink((file + ending).c_str());
  }
}

}  // namespace

Result<Connection> open_index_file(const std::string& file) {
  auto lock = OpeningLock::acquire(file);
  if (!lock) {
    return fail(std::move(lock.error()));
  }
  auto connection = connect(file);
  // The index is made from the catalog: one that is no database any more is moved aside and begun anew.
  if (!connection && connection.error().code == ErrorCode::kBadInput) {
    move_aside(file);
    connection = connect(file);
  }
  if (!connection) {
    return connection;
  }
  auto found = look_at(*connection);
  if (!found) {
    return fail(std::move(found.error()));
  }
  if (*found == Found::kOurOtherFormat) {
    *connection = Connection();
    throw_away(file);
    connection = connect(file);
    if (!connection) {
      return connection;
    }
  }
  Status done = register_fts(*connection);
  if (done && *found != Found::kOurs) {
    done = begin_anew(*connection);
  }
  if (done) {
    done = connection->execute(kViews);
  }
  if (!done) {
    return fail(std::move(done.error()));
  }
  return connection;
}

}  // namespace dais::search
