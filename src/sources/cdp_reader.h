// SPDX-License-Identifier: Apache-2.0
// Takes CDP ingestion JSON object by object to a sink: maps it, follows its links, asks whether it is wanted, fetches
// what is only worth fetching then. One Reader a read.
#pragma once

#include <cstdint>
#include <string>

#include "net/client.h"
#include "sources/cdp_links.h"
#include "sources/cdp_objects.h"
#include "sources/source.h"

namespace dais::sources::cdp {

/// Where text comes from: for messages, for keys, and for the links in it.
struct Origin {
  std::string shown;  ///< "ingest/1.json"
  std::string key;    ///< of a file: its path within what was given. Of a stream: what stands before "#".
  /// Objects of a stream have no lasting number: they are named by their external id, else by their content.
  enum class Naming { kByNumber, kByContent } naming = Naming::kByNumber;
  Surroundings surroundings;
};

class Reader {
 public:
  Reader(std::string zone, net::Client& client, const Window& window, Sink& sink)
      : zone_(std::move(zone)), client_(client), window_(window), sink_(sink) {}

  void read_file(const std::string& path, const Origin& origin);
  void read_text(std::string_view text, const Origin& origin);
  /// For an ObjectFeed. `origin` must outlive it.
  Taker taker(const Origin& origin);
  /// False once something could not be read at all: then nothing may be taken for withdrawn.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  void take(const Object& object, const Origin& origin);
  void take_event(const Object& object, domain::Event& event, Document& document, const Origin& origin,
                  Problems& problems);
  void hand_over(Document document, domain::Record record);
  void refuse(const std::string& where, Error error);
  [[nodiscard]] bool inside_window(const domain::Event& event) const;

  std::string zone_;
  net::Client& client_;
  const Window& window_;
  Sink& sink_;
  bool complete_ = true;
};

}  // namespace dais::sources::cdp
