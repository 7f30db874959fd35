// SPDX-License-Identifier: Apache-2.0
// Where records come from: a source reads foreign documents and hands their records to a sink, one document at a time.
// A source keeps nothing, knows no catalog, and calls its sink from one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "config/config.h"
#include "domain/values.h"

namespace dais::net {
class Client;
}

namespace dais::sources {

/// One document of a source: a file, an answer, one object of a stream.
struct Document {
  std::string key;     ///< stable name within the source: "events/2022/19019.json"
  std::string digest;  ///< SHA-256 (hex) of everything the records were made from, caption files included
  std::vector<domain::Record> records;
};

/// A record or a document that could not be taken: where it stands (file, line or JSON path) and why.
struct Refusal {
  std::string where;
  Error error;
};

class Sink {
 public:
  virtual ~Sink() = default;
  /// False where the document was taken before with this digest: the source need not parse it.
  virtual bool wants(std::string_view key, std::string_view digest) = 0;
  virtual void take(Document document) = 0;
  virtual void refuse(Refusal refusal) = 0;
  /// Documents done so far, of how many (0: not known yet).
  virtual void progress(std::uint64_t done, std::uint64_t total) = 0;
};

/// The part of the source that is asked for; the whole of it when both ends are open.
struct Window {
  std::optional<Instant> from;
  std::optional<Instant> to;
  [[nodiscard]] bool whole() const { return !from && !to; }
};

/// Whether a completed read has shown every document the source holds, so that what it no longer holds is withdrawn.
enum class Coverage { kWhole, kPart };

class Source {
 public:
  virtual ~Source() = default;
  /// Errors are those that end the whole read (the folder is not there, the command failed); others go to refuse().
  virtual Result<Coverage> read(const Window& window, Sink& sink) = 0;
};

struct SourceContext {
  std::string instance_dir;  ///< relative paths of the config are relative to this folder
  std::string timezone;      ///< of local times without zone
  net::Client& client;
};

/// kinds: "cdp", "legislator". An unknown kind or a missing key is kBadConfig and names the [[source]].
Result<std::unique_ptr<Source>> make_source(const config::Source& config, const SourceContext& context);

/// `dais ingest PATH…`: CDP ingestion JSON from files, folders and "-" (standard input).
std::unique_ptr<Source> make_ingest_source(std::vector<std::string> paths, const SourceContext& context);

}  // namespace dais::sources
