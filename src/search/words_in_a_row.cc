// SPDX-License-Identifier: Apache-2.0
#include "search/words_in_a_row.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <optional>
#include <utility>

#include "search/block_frame.h"
#include "search/said_at.h"
#include "search/spare_core.h"

namespace dais::search {
namespace {

/// So many blocks to look at are worth another thread.
constexpr std::uint64_t kWorthAHelper = 8'192;

/// What of two things that can only be there both adds at most.
BlockHead lesser(const BlockHead& a, const BlockHead& b) {
  BlockHead least = a;
  least.passages = a.passages & b.passages;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part)
    least.impact.parts[part] = std::min(a.impact.parts[part], b.impact.parts[part]);
  return least;
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
  /// Null where it has several.
  [[nodiscard]] const WordAsSaid* only_term() const { return terms_.size() == 1 ? &terms_.front() : nullptr; }
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

/// Which of some places have another so many on. Each place is looked at once, without branches that nobody can
/// foretell: those of the others leave a mark where they are.
class Followed {
 public:
  Followed() : marks_(kPlaces, 0) {}

  /// Of `starts`, keeps those with one of `others` so many on. REQUIRES: both rise.
  void keep(Places& starts, const Places& others, std::uint32_t on) {
    if (starts.empty() || others.empty()) return starts.clear();
    if (std::max(starts.back() + on, others.back()) >= kPlaces) return keep_searched(starts, others, on);
    ++mark_;
    for (const std::uint32_t other : others) marks_[other] = mark_;
    std::size_t kept = 0;
    for (const std::uint32_t start : starts) {
      starts[kept] = start;
      kept += marks_[start + on] == mark_ ? 1 : 0;
    }
    starts.resize(kept);
  }

 private:
  /// Blocks have about 600 words.
  static constexpr std::uint32_t kPlaces = 4096;

  static void keep_searched(Places& starts, const Places& others, std::uint32_t on) {
    std::erase_if(starts, [&](std::uint32_t start) { return !std::ranges::binary_search(others, start + on); });
  }

  std::vector<std::uint32_t> marks_;  ///< by place
  std::uint32_t mark_ = 0;
};

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
void find_form(const WordAsSaid& word, const Corpus& corpus, std::uint32_t first_block, HitList& list) {
  word.postings().each_of_form(word.form(), [&](BlockHead head, const Places& places) {
    head.block += first_block;
    if (corpus.session_of_block[head.block] == Corpus::kNoSession) return;
    const bool are_all = head.count < kMostCounted && head.count == places.size();
    if (!are_all && !std::has_single_bit(head.passages))
      head.passages = passages_of(BlockFrame(corpus, head.block), places);
    list.add(head, places);
  });
}

/// Words in a row, in one segment.
class RowInSegment {
 public:
  static Result<RowInSegment> of(const std::vector<std::string>& words, char kind, const Corpus& corpus,
                                 std::size_t segment) {
    RowInSegment row(corpus, segment, kind);
    for (const std::string& word : words) {
      auto spoken = Spoken::of(word, kind, corpus, *corpus.snapshot.segments[segment]);
      if (!spoken) return fail(std::move(spoken.error()));
      row.words_.push_back(std::move(*spoken));
    }
    return row;
  }
  /// Blocks that are looked at.
  [[nodiscard]] std::uint64_t heads() const { return rarest().heads(); }

  void find(std::uint32_t step, HitList& list) {
    if (heads() == 0) return;
    if (kind_ == 0 && words_.size() == 1 && words_.front().only_term() != nullptr)
      return find_form(*words_.front().only_term(), corpus_, first_block_, list);
    Followed followed;
    Places starts;
    Places others;
    for (const std::uint32_t in_segment : rarest().blocks()) {
      if (corpus_.session_of_block[first_block_ + in_segment] == Corpus::kNoSession) continue;
      auto head = seek(in_segment);
      if (!head) continue;
      words_.front().read(starts);
      for (std::uint32_t i = 1; i < words_.size() && !starts.empty(); ++i) {
        words_[i].read(others);
        followed.keep(starts, others, i * step);
      }
      if (starts.empty()) continue;
      head->block = first_block_ + in_segment;
      add(*head, starts, list);
    }
  }

 private:
  RowInSegment(const Corpus& corpus, std::size_t segment, char kind)
      : corpus_(corpus), first_block_(corpus.first_block[segment]), kind_(kind) {}

  [[nodiscard]] const Spoken& rarest() const { return *std::ranges::min_element(words_, {}, &Spoken::heads); }
  /// Nothing where no passage has all of them.
  std::optional<BlockHead> seek(std::uint32_t block) {
    std::optional<BlockHead> all;
    for (Spoken& word : words_) {
      const auto here = word.seek(block);
      if (!here) return std::nullopt;
      all = all ? lesser(*all, *here) : *here;
      if (all->passages == 0) return std::nullopt;
    }
    return all;
  }
  void add(const BlockHead& head, Places& starts, HitList& list) const {
    if (kind_ != 0) return list.add(head, starts);
    const BlockFrame frame(corpus_, head.block);
    keep_said_by_one(starts, frame, static_cast<std::uint32_t>(words_.size()));
    add_found(list, head, frame, starts);
  }

  const Corpus& corpus_;
  std::uint32_t first_block_;
  char kind_;
  std::vector<Spoken> words_;
};

}  // namespace

Result<UnitHits> find_in_a_row(const std::vector<std::string>& words, char kind, std::uint32_t step,
                               const Corpus& corpus) {
  std::vector<RowInSegment> rows;
  std::uint64_t heads = 0;
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s) {
    auto row = RowInSegment::of(words, kind, corpus, s);
    if (!row) return fail(std::move(row.error()));
    heads += row->heads();
    rows.push_back(std::move(*row));
  }
  std::vector<HitList> lists(rows.size());
  each_in_turn(rows.size(), help_with(heads, kWorthAHelper), [&](std::size_t s) { rows[s].find(step, lists[s]); });
  HitList all;
  for (HitList& list : lists) all.append(std::move(list));
  all.bound_by_counts();
  UnitHits hits;
  hits.add(std::move(all));
  return hits;
}

}  // namespace dais::search
