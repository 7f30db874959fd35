// SPDX-License-Identifier: Apache-2.0
// Where records come from: a source reads foreign documents and hands their records to a sink, one document at a time.
// A source keeps nothing itself (what it must know the next time it has the sink remember), knows no catalog, and calls
// its sink from one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
  std::string key;  ///< stable name within the source: "events/2022/19019.json"
  std::string digest;  ///< SHA-256 (hex) of everything the records were made from, caption files included
  std::vector<domain::Record> records;
  /// What the source remembers of this document, key and value: kept if, and when, the document is.
  std::vector<std::pair<std::string, std::string>> memory = {};
};

/// A record or a document that could not be taken: where it stands (file, line or JSON path) and why.
struct Refusal {
  std::string where;
  Error error;
};

/// Key → value, the source's own words.
using Memory = std::map<std::string, std::string, std::less<>>;

class Sink {
 public:
  virtual ~Sink() = default;
  /// False where the document was taken before with this digest: the source need not parse it.
  virtual bool wants(std::string_view key, std::string_view digest) = 0;
  virtual void take(Document document) = 0;
  virtual void refuse(Refusal refusal) = 0;
  /// Documents done so far, of how many (0: not known yet).
  virtual void progress(std::uint64_t done, std::uint64_t total) = 0;

  // For sources that are asked piece by piece, and need to know what they learnt before.

  /// What was remembered by earlier runs of this source; it does not change while a run lasts.
  [[nodiscard]] virtual const Memory& memory() const = 0;
  /// Kept for the next run, in place of what the key held; an empty value forgets it. Never kept before what was taken
  /// earlier is.
  virtual void remember(std::string key, std::string value) = 0;
  /// The source no longer has the document: its records are marked withdrawn.
  virtual void withdraw(std::string_view key) = 0;
  /// Something the operator should know although nothing was refused.
  virtual void note(std::string text) = 0;
  /// Requests made so far, by what came of them; the last call holds.
  virtual void requests(const std::map<std::string, std::uint64_t>& by_outcome) = 0;
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
  std::string timezone;  ///< of local times without zone
  net::Client& client;
  std::function<bool()> stopping = {};  ///< true: nothing more is asked for; the read ends soon, with an error
};

/// kinds: "cdp", "legislator", "legistar". An unknown kind or a missing key is kBadConfig and names the [[source]].
Result<std::unique_ptr<Source>> make_source(const config::Source& config, const SourceContext& context);

/// `dais ingest PATH…`: CDP ingestion JSON from files, folders and "-" (standard input).
std::unique_ptr<Source> make_ingest_source(std::vector<std::string> paths, const SourceContext& context);

}  // namespace dais::sources
