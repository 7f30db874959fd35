// SPDX-License-Identifier: Apache-2.0
// A search as it was asked, and the addresses that change one thing of it.
#pragma once

#include <string>

#include "archive/reader.h"
#include "site/address.h"

namespace dais::site {

/// The address as it was asked, so that each link changes one thing of it.
struct Asked {
  archive::SearchRequest request;
  std::string from;
  std::string to;

  [[nodiscard]] bool narrowed() const { return !request.body_id.empty() || !from.empty() || !to.empty(); }
  [[nodiscard]] bool anything() const {
    return !request.text.empty() || narrowed() || !request.person_id.empty() || !request.event_id.empty();
  }
  [[nodiscard]] Address address() const {
    Address out("/search");
    return out.with("q", request.text)
        .with("body", request.body_id)
        .with("person", request.person_id)
        .with("event", request.event_id)
        .with("from", from)
        .with("to", to)
        .with("kind", request.kind)
        .with("sort", request.sort == "relevance" ? "" : request.sort);
  }
  /// What is followed is what is new: no order, no dates.
  [[nodiscard]] std::string followed(std::string path) const {
    return Address(std::move(path))
        .with("q", request.text)
        .with("body", request.body_id)
        .with("person", request.person_id)
        .with("event", request.event_id)
        .str();
  }
  template <typename Change>
  [[nodiscard]] std::string changed(Change change) const {
    Asked copy = *this;
    change(copy);
    return copy.address().str();
  }
};

}  // namespace dais::site
