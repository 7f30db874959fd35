// SPDX-License-Identifier: Apache-2.0
#include "search/corpus.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "search/formula.h"
#include "text/words.h"

namespace dais::search {
namespace {

class Bodies {
 public:
  explicit Bodies(std::vector<CorpusBody>& bodies) : bodies_(bodies) {}

  std::uint32_t number_of(const SessionHead& head) {
    const auto [found, is_new] =
        numbers_.try_emplace({head.body_id, head.body_name}, static_cast<std::uint32_t>(bodies_.size()));
    if (is_new) {
      CorpusBody& body = bodies_.emplace_back();
      body.id = head.body_id;
      body.name = head.body_name;
      for (text::FoldedWord& word : text::folded_words(body.name)) body.words.push_back(std::move(word.folded));
    }
    return found->second;
  }

 private:
  std::vector<CorpusBody>& bodies_;
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> numbers_;
};

void gather_sessions(Corpus& corpus) {
  Bodies bodies(corpus.bodies);
  std::unordered_map<std::string_view, std::uint32_t> events;
  std::uint32_t block = 0;
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s) {
    const Segment& segment = *corpus.snapshot.segments[s];
    const auto& gone = corpus.snapshot.manifest.segments[s].gone;
    corpus.first_block.push_back(block);
    for (std::uint32_t number = 0; number < segment.sessions().size(); ++number) {
      const SegmentSession& record = segment.sessions()[number];
      if (!gone.empty() && gone.contains(number)) {
        corpus.has_gone = true;
        continue;
      }
      // A session without a word has no block, and is nowhere to be found.
      if (record.blocks == 0) continue;
      corpus.sessions.push_back(
          {&segment, &record, number, block + record.first_block, 0, bodies.number_of(record.head),
           events.try_emplace(record.head.event_id, static_cast<std::uint32_t>(events.size())).first->second,
           record.head.year});
    }
    block += segment.blocks();
  }
  corpus.events = static_cast<std::uint32_t>(events.size());
  corpus.session_of_block.assign(block, Corpus::kNoSession);
  corpus.passages_in_block.assign(block, 0);
  std::ranges::sort(corpus.sessions, {}, [](const CorpusSession& session) {
    return std::tie(session.record->head.start_ms, session.record->head.id);
  });
}

void count(Corpus& corpus) {
  for (std::uint32_t i = 0; i < corpus.sessions.size(); ++i) {
    CorpusSession& session = corpus.sessions[i];
    session.first_passage = static_cast<std::uint32_t>(corpus.passages);
    corpus.blocks_of_session.push_back({session.first_block, session.end_block()});
    const auto blocks = corpus.session_of_block.begin();
    std::fill(blocks + session.first_block, blocks + session.end_block(), i);
    for (std::uint32_t b = 0; b < session.record->blocks; ++b) {
      const std::uint32_t left = session.record->passages - b * kPassagesInBlock;
      corpus.passages_in_block[session.first_block + b] =
          left >= kPassagesInBlock ? UINT16_MAX : static_cast<std::uint16_t>((1U << left) - 1);
    }
    corpus.passages += session.record->passages;
    corpus.sentences += session.record->sentences;
    corpus.words += session.record->words;
    const std::string& language = session.record->head.language;
    if (std::ranges::find(corpus.languages, language) == corpus.languages.end()) corpus.languages.push_back(language);
  }
  const float usual =
      corpus.sessions.empty() ? 0 : static_cast<float>(corpus.words) / static_cast<float>(corpus.sessions.size());
  for (const CorpusSession& session : corpus.sessions) {
    corpus.session_norms.push_back(norm_of_session(static_cast<float>(session.record->words), usual));
    corpus.is_wild.push_back(session.record->is_wild);
    if (session.record->has_brief)
      corpus.sessions_with_brief_passages.push_back(static_cast<std::uint32_t>(&session - corpus.sessions.data()));
  }
  if (corpus.languages.empty()) corpus.languages.emplace_back("english");
}

}  // namespace

Result<std::shared_ptr<const Corpus>> load_corpus(const std::string& folder, const Corpus* before) {
  auto snapshot = load_snapshot(folder, before == nullptr ? nullptr : &before->snapshot);
  if (!snapshot) return fail(std::move(snapshot.error()));
  auto corpus = std::make_shared<Corpus>();
  corpus->snapshot = std::move(*snapshot);
  gather_sessions(*corpus);
  count(*corpus);
  return corpus;
}

}  // namespace dais::search
