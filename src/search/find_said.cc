// SPDX-License-Identifier: Apache-2.0
#include "search/unit_hits.h"

#include <algorithm>
#include <map>

#include "search/block_frame.h"
#include "search/indexed_words.h"
#include "search/patience.h"
#include "search/segment_format.h"
#include "search/words_in_a_row.h"
#include "text/stem.h"

namespace dais::search {
namespace {

/// How many blocks are gone through before it is looked whether that takes too long.
constexpr std::uint32_t kBlocksBetweenLooks = 256;

using InSegment = UnitHits::InSegment;

/// A term in all segments.
Result<std::vector<InSegment>> find_term(const std::string& stem, const Corpus& corpus) {
  std::vector<InSegment> found;
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s) {
    const Segment& segment = *corpus.snapshot.segments[s];
    const auto term = segment.find(stem);
    if (!term) return fail(term.error());
    if (*term) found.push_back({corpus.first_block[s], corpus.first_block[s] + segment.blocks(), (*term)->postings});
  }
  return found;
}

Result<UnitHits> find_stems(const std::vector<std::string>& stems, const Corpus& corpus) {
  UnitHits hits;
  for (const std::string& stem : stems) {
    auto term = find_term(stem, corpus);
    if (!term) return fail(std::move(term.error()));
    if (!term->empty()) hits.add(std::move(*term));
  }
  return hits;
}

/// Of a term, what was said in forms that begin so.
void add_forms(const Term& term, const std::string& begin, std::uint32_t first_block, const Corpus& corpus,
               HitList& list) {
  std::vector<Occurrence> kept;
  Places places;
  term.postings.each_with_occurrences([&](BlockHead head, const std::vector<Occurrence>& occurrences) {
    head.block += first_block;
    if (corpus.session_of_block[head.block] == Corpus::kNoSession) return;
    places.clear();
    for (const Occurrence& one : occurrences) {
      if (one.form < term.forms.size() && term.forms[one.form].word.starts_with(begin)) places.push_back(one.place);
    }
    if (places.empty()) return;
    add_found(list, head, BlockFrame(corpus, head.block), places);
  });
}

Result<UnitHits> find_prefix(const std::string& begin, const Corpus& corpus) {
  UnitHits hits;
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s) {
    const Segment& segment = *corpus.snapshot.segments[s];
    const std::uint32_t first = corpus.first_block[s];
    // A stem begins as its words do, at least with their first letter: "dying" is under "die".
    const std::string letter = begin.substr(0, 1);
    const auto is_meant = [&](const TermForm& form) { return form.word.starts_with(begin); };
    const Status looked = segment.each_term(letter, [&](const Term& term) -> Result<bool> {
      if (Status patient = Patience::for_matching(); !patient) return fail(std::move(patient.error()));
      if (!term.stem.starts_with(letter)) return false;
      if (std::ranges::all_of(term.forms, is_meant)) {
        hits.add(std::vector<InSegment>{{first, first + segment.blocks(), term.postings}});
      } else if (std::ranges::any_of(term.forms, is_meant)) {
        HitList list;
        add_forms(term, begin, first, corpus, list);
        list.bound_by_counts();
        hits.add(std::move(list));
      }
      return true;
    });
    if (!looked) return fail(looked.error());
  }
  return hits;
}

/// Of each part's places, those in stretches of `within` words that have every part.
Places near_places(const std::vector<Places>& parts, std::uint32_t within) {
  struct At {
    std::uint32_t place = 0;
    std::size_t part = 0;
  };
  std::vector<At> all;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (const std::uint32_t place : parts[part]) all.push_back({place, part});
  }
  std::ranges::sort(all, {}, &At::place);
  std::vector<std::size_t> counts(parts.size(), 0);
  std::size_t missing = parts.size();
  Places found;
  std::size_t end = 0;
  std::size_t taken = 0;
  for (std::size_t first = 0; first < all.size(); ++first) {
    for (; end < all.size() && all[end].place - all[first].place <= within; ++end)
      missing -= counts[all[end].part]++ == 0 ? 1 : 0;
    for (taken = std::max(taken, first); missing == 0 && taken < end; ++taken) {
      if (found.empty() || found.back() != all[taken].place) found.push_back(all[taken].place);
    }
    missing += --counts[all[first].part] == 0 ? 1 : 0;
  }
  return found;
}

/// The same within passages: nothing reaches across the end of one.
Places near_in_passages(const std::vector<Places>& parts, std::uint32_t within, const BlockFrame& frame) {
  Places found;
  std::vector<std::size_t> at(parts.size(), 0);
  std::vector<Places> here(parts.size());
  for (std::uint32_t passage = frame.first_passage; passage < frame.end_passage; ++passage) {
    bool has_all = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      here[i].clear();
      while (at[i] < parts[i].size() && frame.passage_of(parts[i][at[i]], passage) == passage)
        here[i].push_back(parts[i][at[i]++]);
      has_all = has_all && !here[i].empty();
    }
    if (has_all) std::ranges::copy(near_places(here, within), std::back_inserter(found));
  }
  return found;
}

Places all_in_passages(const std::vector<Places>& parts, std::uint16_t passages, const BlockFrame& frame) {
  Places found;
  for (const Places& part : parts) {
    std::uint32_t passage = frame.first_passage;
    for (const std::uint32_t place : part) {
      passage = frame.passage_of(place, passage);
      if ((passages >> (passage - frame.first_passage) & 1U) != 0) found.push_back(place);
    }
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

/// kNear and kAll: blocks with passages that have every part.
Result<UnitHits> find_together(const Unit& unit, const Corpus& corpus, const KeepPlaces& keep) {
  std::vector<UnitHits> parts;
  std::vector<BlockHead> both(corpus.blocks());
  for (const Unit& part : unit.parts) {
    auto found = find_said(part, corpus, keep);
    if (!found) return found;
    const HeadsByBlock heads(*found, corpus);
    for (std::uint32_t block = 0; block < corpus.blocks(); ++block) {
      const std::uint16_t passages = heads.passages()[block];
      if (parts.empty()) {
        if (passages != 0) both[block] = heads.head(block);
      } else if (std::uint16_t& common = both[block].passages; common != 0) {
        const std::uint16_t left = common & passages;
        if (left != 0) both[block] = together(both[block], heads.head(block));
        common = left;
      }
    }
    parts.push_back(std::move(*found));
  }
  HitList list;
  std::vector<Places> places(parts.size());
  for (std::uint32_t block = 0; block < corpus.blocks(); ++block) {
    if (block % kBlocksBetweenLooks == 0) {
      if (Status patient = Patience::for_matching(); !patient) return fail(std::move(patient.error()));
    }
    if (both[block].passages == 0 || corpus.session_of_block[block] == Corpus::kNoSession) continue;
    const BlockFrame frame(corpus, block);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i].places(block, places[i]);
      if (keep) keep(block, places[i]);
      both[block].passages &= passages_of(frame, places[i]);
    }
    add_found(list, both[block], frame,
              unit.kind == UnitKind::kNear ? near_in_passages(places, unit.within, frame)
                                           : all_in_passages(places, both[block].passages, frame));
  }
  list.bound_by_counts();
  UnitHits hits;
  hits.add(std::move(list));
  return hits;
}

Result<UnitHits> find_any(const Unit& unit, const Corpus& corpus, const KeepPlaces& keep) {
  UnitHits hits;
  for (const Unit& part : unit.parts) {
    auto found = find_said(part, corpus, keep);
    if (!found) return found;
    hits.add(std::move(*found));
  }
  return hits;
}

Result<UnitHits> find_word(const Unit& unit, const Corpus& corpus) {
  auto hits = find_stems(unit.stems, corpus);
  if (!hits || unit.heard_as.empty()) return hits;
  UnitHits all;
  all.add(std::move(*hits));
  for (const std::string& form : unit.heard_as) {
    auto heard = find_in_a_row({form}, 0, 1, corpus);
    if (!heard) return heard;
    all.add(std::move(*heard));
  }
  return all;
}

}  // namespace

Result<UnitHits> find_said(const Unit& unit, const Corpus& corpus, const KeepPlaces& keep) {
  if (Status patient = Patience::for_matching(); !patient) return fail(std::move(patient.error()));
  switch (unit.kind) {
    case UnitKind::kWord:
      return find_word(unit, corpus);
    case UnitKind::kPhrase:
      return find_in_a_row(unit.words, 0, 1, corpus);
    case UnitKind::kPrefix:
      return find_prefix(unit.words.front(), corpus);
    case UnitKind::kAny:
      return find_any(unit, corpus, keep);
    case UnitKind::kNear:
    case UnitKind::kAll:
      return find_together(unit, corpus, keep);
  }
  return UnitHits();
}

std::vector<std::string> stems_of(const std::string& word, const Corpus& corpus) {
  std::vector<std::string> stems;
  for (const std::string& language : corpus.languages) {
    thread_local std::map<std::string, text::Stemmer> stemmers;
    const std::string& stem = stemmers.try_emplace(language, language).first->second.stem(word);
    if (std::ranges::find(stems, stem) == stems.end()) stems.push_back(stem);
  }
  return stems;
}

bool is_anywhere(const UnitHits& hits, const Corpus& corpus) {
  if (!corpus.has_gone) return !hits.empty();
  bool found = false;
  hits.each_head(
      [&](const BlockHead& head) { found = found || corpus.session_of_block[head.block] != Corpus::kNoSession; });
  return found;
}

Result<UnitHits> find_named(const std::vector<std::string>& stems, const Corpus& corpus) {
  std::vector<std::string> terms;
  std::ranges::transform(stems, std::back_inserter(terms), [](const std::string& stem) { return kNameStem + stem; });
  return find_stems(terms, corpus);
}

Result<UnitHits> find_whole_name(const std::vector<std::string>& stems, const Corpus& corpus) {
  SpeakerName name;
  name.stems = stems;
  return find_stems({kWholeName + name.key()}, corpus);
}

Result<UnitHits> find_speaker(const std::vector<std::string>& words, const Corpus& corpus) {
  return find_in_a_row(words, kNameStem, 0, corpus);
}

Result<UnitHits> find_person(const std::string& person_id, const Corpus& corpus) {
  return find_stems({kPersonId + person_id}, corpus);
}

}  // namespace dais::search
