// SPDX-License-Identifier: Apache-2.0
#include "text/index_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dais::text {
namespace {

/// As in Stemmer: a hostile text does not grow it without end.
constexpr std::size_t kMostKnown = 100'000;

bool is_digits(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool begins_with_digit(std::string_view word) { return !word.empty() && word.front() >= '0' && word.front() <= '9'; }

/// "$1.2m", "$5k": what the letter multiplies by; 0 where there is none.
std::uint64_t money_scale(std::string_view letters) {
  if (letters == "k") return 1'000;
  if (letters == "m" || letters == "mm" || letters == "mn") return 1'000'000;
  return letters == "b" || letters == "bn" ? 1'000'000'000 : 0;
}

bool has_money_sign(std::string_view text, std::size_t begin) {
  const std::string_view before = text.substr(0, begin);
  return std::ranges::any_of(std::to_array<std::string_view>({"$", "€", "£"}),
                             [before](std::string_view sign) { return before.ends_with(sign); });
}

}  // namespace

std::string_view short_form_of(std::string_view folded) {
  static constexpr auto kForms = std::to_array<std::pair<std::string_view, std::string_view>>({{"intro", "int"},
                                                                                               {"introduction", "int"},
                                                                                               {"reso", "res"},
                                                                                               {"resolution", "res"},
                                                                                               {"ordinance", "ord"},
                                                                                               {"number", "no"}});
  const auto found = std::ranges::find(kForms, folded, &std::pair<std::string_view, std::string_view>::first);
  return found == kForms.end() ? std::string_view() : found->second;
}

std::size_t end_of_joined(std::string_view text, const std::vector<FoldedWord>& words, std::size_t first) {
  std::size_t end = first + 1;
  std::size_t length = words[first].folded.size();
  bool digits = is_digits(words[first].folded);
  while (end < words.size() && gap_between(text, words[end - 1].end, words[end].begin) == Gap::kHyphen) {
    length += words[end].folded.size();
    digits = digits && is_digits(words[end].folded);
    ++end;
  }
  return digits || end - first > kMostJoined || length > kLongestWord ? first + 1 : end;
}

IndexWords::IndexWords(const std::string& stemmer) : stemmer_(stemmer), numbers_(stemmer) {}

const IndexWords::Known& IndexWords::look(const std::string& word) {
  if (const auto found = known_.find(word); found != known_.end()) return found->second;
  const auto place = static_cast<std::uint32_t>(known_.size());
  return known_.emplace(word, Known{place, stemmer_.stem(word), numbers_.look(word), short_form_of(word)})
      .first->second;
}

std::string IndexWords::stem(const std::string& folded) { return stemmer_.stem(folded); }

const std::vector<IndexWord>& IndexWords::of(std::string_view text) {
  if (known_.size() > kMostKnown) {
    known_.clear();
    ++generation_;
  }
  fold_words(text, folded_);
  entries_.clear();
  added_.clear();
  forms_used_ = 0;
  has_number_ = has_short_form_ = has_alone_ = false;
  for (const FoldedWord& word : folded_) {
    const Known& known = look(word.folded);
    entries_.push_back(&known);
    has_number_ = has_number_ || known.number.kind != NumberKind::kNone || begins_with_digit(word.folded);
    has_short_form_ = has_short_form_ || !known.short_form.empty();
    has_alone_ = has_alone_ || word.stands_alone;
  }
  find_hyphens(text);
  if (has_number_) find_numbers(text);
  if (has_short_form_ && has_number_) find_short_forms();
  if (has_alone_) find_pairs();
  if (added_.size() > 1) std::ranges::stable_sort(added_, {}, &Added::first);
  words_.clear();
  auto next = added_.begin();
  for (std::size_t i = 0; i < folded_.size(); ++i) {
    const auto position = static_cast<std::uint32_t>(i);
    words_.push_back(
        {folded_[i].begin, folded_[i].end, position, folded_[i].folded, entries_[i]->stem, entries_[i]->place});
    for (; next != added_.end() && next->first == i; ++next) {
      const std::string_view form = *next->form;
      words_.push_back({folded_[i].begin, folded_[next->last].end, position, form, form.substr(1), kNotKept});
    }
  }
  return words_;
}

void IndexWords::add(std::size_t first, std::size_t last, std::string_view term) {
  if (forms_used_ == forms_.size()) forms_.emplace_back();
  std::string& form = forms_[forms_used_++];
  form = kAddedForm;
  form += term;
  added_.push_back({first, last, &form});
}

void IndexWords::find_numbers(std::string_view text) {
  for (std::size_t at = 0; at < folded_.size();) {
    if (entries_[at]->number.kind == NumberKind::kNone) {
      const std::string& word = folded_[at].folded;
      const std::size_t letters = word.find_first_not_of("0123456789.");
      if (letters > 0 && letters < word.size() && has_money_sign(text, folded_[at].begin)) {
        const std::uint64_t scale = money_scale(std::string_view(word).substr(letters));
        const NumberWord many = numbers_.look(std::string_view(word).substr(0, letters));
        row_ = {many, {.kind = NumberKind::kScale, .value = scale}};
        const auto found = scale == 0 ? std::vector<SaidNumber>() : numbers_.read(row_);
        if (found.size() == 1 && found.front().count == 2) add(at, at, found.front().written);
      }
      ++at;
      continue;
    }
    row_.clear();
    const std::size_t first = at;
    do {
      row_.push_back(entries_[at++]->number);
    } while (at < folded_.size() && entries_[at]->number.kind != NumberKind::kNone &&
             gap_between(text, folded_[at - 1].end, folded_[at].begin) != Gap::kOther);
    const bool is_one_written = row_.size() == 1 && row_.front().kind == NumberKind::kWritten;
    if (is_one_written) continue;
    for (const SaidNumber& number : numbers_.read(row_)) {
      add(first + number.first, first + number.first + number.count - 1, number.written);
    }
  }
}

void IndexWords::find_hyphens(std::string_view text) {
  // Most texts have none; a look at the bytes between is cheaper than one at the words.
  if (text.find('-') == std::string_view::npos && text.find("\xe2\x80") == std::string_view::npos) return;
  for (std::size_t first = 0; first < folded_.size();) {
    const std::size_t end = end_of_joined(text, folded_, first);
    if (end > first + 1) {
      std::string joined;
      for (std::size_t i = first; i < end; ++i) joined += folded_[i].folded;
      add(first, end - 1, stemmer_.stem(joined));
    }
    first = end;
  }
}

void IndexWords::find_short_forms() {
  for (std::size_t i = 0; i + 1 < folded_.size(); ++i) {
    if (entries_[i]->short_form.empty()) continue;
    const std::string& next = folded_[i + 1].folded;
    const std::size_t number = next == "no" || next == "number" || next == "nr" ? i + 2 : i + 1;
    if (number >= folded_.size()) continue;
    const NumberKind kind = entries_[number]->number.kind;
    const bool is_number = kind != NumberKind::kNone && kind != NumberKind::kAnd && kind != NumberKind::kArticle;
    if (is_number || begins_with_digit(folded_[number].folded)) add(i, i, entries_[i]->short_form);
  }
}

void IndexWords::find_pairs() {
  for (std::size_t i = 0; i + 1 < folded_.size(); ++i) {
    const FoldedWord& one = folded_[i];
    const FoldedWord& next = folded_[i + 1];
    if (one.stands_alone && next.stands_alone && one.end == next.begin) add(i, i + 1, one.folded + next.folded);
  }
}

}  // namespace dais::text
