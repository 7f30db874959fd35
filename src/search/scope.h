// SPDX-License-Identifier: Apache-2.0
// Which sessions, and which sentences of them, a query may answer with: its filters, typed or given.
#pragma once

#include <string>
#include <vector>

#include "search/corpus.h"
#include "search/query_parse.h"

namespace dais::search {

class Scope {
 public:
  Scope(const Corpus& corpus, const Query& query, const ParsedQuery& parsed);

  [[nodiscard]] bool has_session(std::uint32_t session) const { return sessions_[session].in; }
  [[nodiscard]] bool has_sentence(std::uint32_t session, const SentencePlace& sentence) const {
    const InSession& filter = sessions_[session];
    return filter.in && (!by_sentence_ || (filter.speakers[sentence.speaker] && filter.persons[sentence.person]));
  }
  /// Some filter was given.
  [[nodiscard]] bool is_narrow() const { return narrow_; }

 private:
  struct InSession {
    bool in = false;
    std::vector<bool> speakers;  ///< empty where every sentence is in
    std::vector<bool> persons;
  };
  std::vector<InSession> sessions_;
  bool by_sentence_ = false;
  bool narrow_ = false;
};

}  // namespace dais::search
