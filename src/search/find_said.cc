// SPDX-License-Identifier: Apache-2.0
#include "search/unit_hits.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <memory>

#include "search/indexed_words.h"
#include "search/patience.h"
#include "search/said_at.h"
#include "search/segment_format.h"
#include "text/stem.h"

namespace dais::search {
namespace {

/// How many blocks are gone through before it is looked whether that takes too long.
constexpr std::uint32_t kBlocksBetweenLooks = 256;

using Places = std::vector<std::uint32_t>;
using InSegment = UnitHits::InSegment;

/// Where a block lies in its session.
struct BlockFrame {
  Outline outline;
  std::uint32_t first_passage = 0;
  std::uint32_t end_passage = 0;
  std::uint32_t first_word = 0;

  BlockFrame(const Corpus& corpus, std::uint32_t block) {
    const CorpusSession& session = corpus.session_of(block);
    outline = session.outline();
    first_passage = (block - session.first_block) * kPassagesInBlock;
    end_passage = std::min(first_passage + kPassagesInBlock, session.record->passages);
    first_word = outline.passages[first_passage].first_word;
  }
  /// Counted over the session.
  [[nodiscard]] std::uint32_t passage_of(std::uint32_t place, std::uint32_t from) const {
    std::uint32_t passage = from;
    while (passage + 1 < end_passage && outline.passages[passage + 1].first_word <= first_word + place) ++passage;
    return passage;
  }
};

/// The passages that rising places of words lie in.
std::uint16_t passages_of(const BlockFrame& frame, std::span<const std::uint32_t> places) {
  std::uint16_t mask = 0;
  std::uint32_t passage = frame.first_passage;
  for (const std::uint32_t place : places) {
    passage = frame.passage_of(place, passage);
    mask = static_cast<std::uint16_t>(mask | 1U << (passage - frame.first_passage));
  }
  return mask;
}

/// What of two things that can only be there both adds at most.
BlockHead lesser(const BlockHead& a, const BlockHead& b) {
  BlockHead least = a;
  least.passages = a.passages & b.passages;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part)
    least.impact.parts[part] = std::min(a.impact.parts[part], b.impact.parts[part]);
  return least;
}

void add_found(HitList& list, BlockHead head, const BlockFrame& frame, const Places& places) {
  if (places.empty()) return;
  head.passages = passages_of(frame, places);
  list.add(head, places);
}

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

/// One word of a phrase, or of a speaker's name, in one segment: its term in each language, of which one form counts.
class WordAsSaid {
 public:
  WordAsSaid(const PostingsView& postings, std::uint32_t form)
      : postings_(std::make_unique<PostingsView>(postings)), cursor_(*postings_), form_(form) {}

  [[nodiscard]] std::uint64_t heads() const { return postings_->heads(); }
  [[nodiscard]] const PostingsView& postings() const { return *postings_; }
  std::optional<BlockHead> seek(std::uint32_t block) { return cursor_.seek(block); }
  /// Behind what is there.
  void read(Places& into) { cursor_.read(form_, into); }
  [[nodiscard]] std::uint32_t form() const { return form_; }

 private:
  std::unique_ptr<PostingsView> postings_;
  PostingsCursor cursor_;
  std::uint32_t form_;
};

/// All terms that have a word as said.
class Spoken {
 public:
  static Result<Spoken> of(const std::string& word, char kind, const Corpus& corpus, const Segment& segment) {
    Spoken spoken;
    for (const std::string& stem : stems_of(word, corpus)) {
      const auto term = segment.find(kind == 0 ? stem : kind + stem);
      if (!term) return fail(term.error());
      if (!*term) continue;
      const auto form = std::ranges::find((*term)->forms, word, &TermForm::word);
      if (form == (*term)->forms.end()) continue;
      const bool is_only = (*term)->forms.size() == 1;
      spoken.terms_.emplace_back((*term)->postings,
                                 is_only ? kEveryForm : static_cast<std::uint32_t>(form - (*term)->forms.begin()));
    }
    return spoken;
  }
  [[nodiscard]] std::uint64_t heads() const {
    std::uint64_t sum = 0;
    for (const WordAsSaid& term : terms_) sum += term.heads();
    return sum;
  }
  [[nodiscard]] const std::vector<WordAsSaid>& terms() const { return terms_; }
  [[nodiscard]] Places blocks() const {
    Places blocks;
    for (const WordAsSaid& term : terms_) {
      term.postings().each([&](const BlockHead& head) { blocks.push_back(head.block); });
    }
    if (terms_.size() > 1) std::ranges::sort(blocks);
    blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
    return blocks;
  }
  std::optional<BlockHead> seek(std::uint32_t block) {
    std::optional<BlockHead> all;
    here_.clear();
    for (WordAsSaid& term : terms_) {
      const auto head = term.seek(block);
      if (!head) continue;
      here_.push_back(&term);
      all = all ? together(*all, *head) : *head;
    }
    return all;
  }
  /// Of the block found last.
  void read(Places& into) {
    into.clear();
    for (WordAsSaid* term : here_) term->read(into);
    if (here_.size() > 1) std::ranges::sort(into);
  }

 private:
  std::vector<WordAsSaid> terms_;
  std::vector<WordAsSaid*> here_;
};

/// Of `starts`, those with one of `others` so many on.
void keep_followed(Places& starts, const Places& others, std::uint32_t on) {
  std::size_t kept = 0;
  std::size_t i = 0;
  std::size_t other = 0;
  // Without branches that nobody can foretell.
  while (i < starts.size() && other < others.size()) {
    const std::uint32_t start = starts[i];
    const std::uint32_t sought = start + on;
    const std::uint32_t there = others[other];
    starts[kept] = start;
    kept += sought == there ? 1 : 0;
    i += sought <= there ? 1 : 0;
    other += there <= sought ? 1 : 0;
  }
  starts.resize(kept);
}

/// What one began and another ended, nobody said; nor does a phrase go on in the next passage.
void keep_said_by_one(Places& starts, const BlockFrame& frame, std::uint32_t words) {
  if (words == 1 || starts.empty()) return;
  const Outline& outline = frame.outline;
  SentenceWalk walk(outline,
                    std::min<std::uint32_t>(outline.first_sentence(frame.first_passage), outline.sentences.size() - 1));
  std::uint32_t passage = frame.first_passage;
  std::erase_if(starts, [&](std::uint32_t start) {
    walk.to(frame.first_word + start);
    const std::uint32_t last = start + words - 1;
    if (frame.first_word + last < outline.end_of_words(walk.sentence())) return false;
    passage = frame.passage_of(start, passage);
    if (frame.passage_of(last, passage) != passage) return true;
    const std::uint32_t end = outline.sentence_of(passage, frame.first_word + last);
    return outline.sentences[walk.sentence()].speaker != outline.sentences[end].speaker;
  });
}

/// One form of one term: all of its places, in order.
void find_form(const WordAsSaid& word, const Corpus& corpus, std::size_t s, HitList& list) {
  word.postings().each_of_form(word.form(), [&](BlockHead head, const Places& places) {
    head.block += corpus.first_block[s];
    if (corpus.session_of_block[head.block] == Corpus::kNoSession) return;
    const bool are_all = head.count < kMostCounted && head.count == places.size();
    if (!are_all && !std::has_single_bit(head.passages))
      head.passages = passages_of(BlockFrame(corpus, head.block), places);
    list.add(head, places);
  });
}

/// Blocks that have all of some words, in one passage where `step` is 1; places of words, `step` apart.
Status find_row(const std::vector<std::string>& words, char kind, std::uint32_t step, const Corpus& corpus,
                std::size_t s, HitList& list) {
  std::vector<Spoken> row;
  for (const std::string& word : words) {
    auto spoken = Spoken::of(word, kind, corpus, *corpus.snapshot.segments[s]);
    if (!spoken) return fail(std::move(spoken.error()));
    if (spoken->heads() == 0) return {};
    row.push_back(std::move(*spoken));
  }
  if (kind == 0 && row.size() == 1 && row.front().terms().size() == 1) {
    find_form(row.front().terms().front(), corpus, s, list);
    return {};
  }
  const auto rarest = std::ranges::min_element(row, {}, &Spoken::heads);
  Places starts;
  Places others;
  for (const std::uint32_t in_segment : rarest->blocks()) {
    const std::uint32_t block = corpus.first_block[s] + in_segment;
    if (corpus.session_of_block[block] == Corpus::kNoSession) continue;
    std::optional<BlockHead> head;
    for (Spoken& word : row) {
      const auto here = word.seek(in_segment);
      head = !here ? std::nullopt : (&word == &row.front() ? here : std::optional(lesser(*head, *here)));
      if (!head || head->passages == 0) break;
    }
    if (!head || head->passages == 0) continue;
    row.front().read(starts);
    for (std::uint32_t i = 1; i < row.size() && !starts.empty(); ++i) {
      row[i].read(others);
      keep_followed(starts, others, i * step);
    }
    if (starts.empty()) continue;
    const BlockFrame frame(corpus, block);
    head->block = block;
    if (kind == 0) {
      keep_said_by_one(starts, frame, static_cast<std::uint32_t>(words.size()));
      add_found(list, *head, frame, starts);
    } else {
      list.add(*head, starts);
    }
  }
  return {};
}

Result<UnitHits> find_rows(const std::vector<std::string>& words, char kind, std::uint32_t step, const Corpus& corpus) {
  HitList list;
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s) {
    if (Status found = find_row(words, kind, step, corpus, s, list); !found) return fail(std::move(found.error()));
  }
  list.bound_by_counts();
  UnitHits hits;
  hits.add(std::move(list));
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
    auto heard = find_rows({form}, 0, 1, corpus);
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
      return find_rows(unit.words, 0, 1, corpus);
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
  return find_rows(words, kNameStem, 0, corpus);
}

Result<UnitHits> find_person(const std::string& person_id, const Corpus& corpus) {
  return find_stems({kPersonId + person_id}, corpus);
}

}  // namespace dais::search
