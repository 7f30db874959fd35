// SPDX-License-Identifier: Apache-2.0
#include "search/quotes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "search/quote_alignment.h"
#include "search/segment.h"
#include "text/words.h"

namespace dais::search {
namespace {

/// Words that places are looked for by: the rarest ones, as long as all their places together are not too many.
constexpr std::size_t kMostAnchors = 12;
constexpr std::uint64_t kMostAnchorPlaces = 400'000;
/// Places that are laid beside the quotation.
constexpr std::size_t kMostCandidates = 80;
/// Where no word is rarer, words in a row are looked for too.
constexpr std::uint64_t kOften = 1'000;
constexpr std::size_t kWordsInRow = 3;
constexpr std::size_t kMostRows = 8;
/// Words that may lie between what the quotation says and what its places let expect.
constexpr std::uint32_t kSlack = 60;
/// Words that one "…" may stand for: about three minutes.
constexpr std::uint32_t kGapWords = 450;
constexpr std::uint32_t kMostGaps = 4;

struct Quotation {
  std::string_view text;
  std::vector<text::FoldedWord> words;
  std::vector<bool> gap_before;
  std::uint32_t gaps = 0;

  [[nodiscard]] std::uint32_t room() const {
    const auto length = static_cast<std::uint32_t>(words.size());
    return length + length / 2 + kSlack + std::min(gaps, kMostGaps) * kGapWords;
  }
};

bool leaves_out(std::string_view between) {
  return between.find("…") != std::string_view::npos || between.find("..") != std::string_view::npos ||
         between.find(". .") != std::string_view::npos;
}

Quotation read_quotation(std::string_view text) {
  Quotation out;
  out.text = text.substr(0, kLongestQuotation);
  out.words = text::folded_words(out.text);
  if (out.words.size() > kMostQuotedWords) out.words.resize(kMostQuotedWords);
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    const std::size_t before = i == 0 ? out.words[0].begin : out.words[i - 1].end;
    out.gap_before.push_back(leaves_out(out.text.substr(before, out.words[i].begin - before)));
    out.gaps += out.gap_before.back() ? 1 : 0;
  }
  return out;
}

/// A word of the quotation, or several in a row, to look for places by.
struct Anchor {
  std::vector<std::string> words;
  std::uint32_t position = 0;  ///< the first one in the quotation
  std::uint64_t times = 0;
};

/// Evenly spread over the quotation.
void add_rows(const Quotation& quotation, std::vector<Anchor>& anchors) {
  const std::size_t all = quotation.words.size();
  if (all < kWordsInRow) return;
  const std::size_t starts = all - kWordsInRow + 1;
  const std::size_t rows = std::min(kMostRows, starts);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t first = row * starts / rows;
    Anchor anchor;
    anchor.position = static_cast<std::uint32_t>(first);
    for (std::size_t i = first; i < first + kWordsInRow; ++i) {
      if (i > first && quotation.gap_before[i]) break;
      anchor.words.push_back(quotation.words[i].folded);
    }
    if (anchor.words.size() == kWordsInRow) anchors.push_back(std::move(anchor));
  }
}

Result<std::vector<Anchor>> choose_anchors(const IndexView& index, const Quotation& quotation) {
  std::map<std::string, std::uint32_t> first;
  for (std::uint32_t i = 0; i < quotation.words.size(); ++i) first.try_emplace(quotation.words[i].folded, i);
  std::vector<Anchor> anchors;
  for (const auto& [word, position] : first) {
    const auto times = index.times_said(word);
    if (!times) return fail(times.error());
    if (*times > 0) anchors.push_back({{word}, position, *times});
  }
  std::ranges::sort(anchors, {}, [](const Anchor& anchor) { return std::tuple(anchor.times, anchor.words); });
  std::uint64_t places = 0;
  std::size_t kept = 0;
  for (; kept < std::min(anchors.size(), kMostAnchors); ++kept) {
    places += anchors[kept].times;
    // A quotation of nothing but common words is looked for by one of them all the same.
    if (kept > 0 && places > kMostAnchorPlaces) break;
  }
  anchors.resize(kept);
  if (!anchors.empty() && anchors.front().times > kOften) add_rows(quotation, anchors);
  return anchors;
}

/// An anchor's place, moved to where the quotation would begin.
struct Pointer {
  std::uint32_t session = 0;
  std::int64_t begin = 0;  ///< word of the session
  std::uint32_t anchor = 0;
  auto operator<=>(const Pointer&) const = default;
};

/// Counts how often each anchor is there.
Result<std::vector<Pointer>> point_at(const IndexView& index, std::vector<Anchor>& anchors) {
  std::vector<Pointer> pointers;
  for (std::uint32_t a = 0; a < anchors.size(); ++a) {
    anchors[a].times = 0;
    Status read = index.each_place(said_exactly(anchors[a].words), [&](SentencePosition place) {
      ++anchors[a].times;
      const std::int64_t word = index.sentence(place.session, place.sentence).first_word;
      pointers.push_back({place.session, word - anchors[a].position, a});
    });
    if (!read) return fail(std::move(read.error()));
  }
  std::ranges::sort(pointers);
  return pointers;
}

/// A stretch of a session where anchors stand close together.
struct Candidate {
  std::uint32_t session = 0;
  std::int64_t begin = 0;  ///< words
  std::int64_t end = 0;
  double weight = 0;
};

/// Of overlapping stretches the one with the rarest words together.
std::vector<Candidate> gather(const std::vector<Pointer>& pointers, const std::vector<Anchor>& anchors,
                              const Quotation& quotation, std::uint64_t words) {
  const std::int64_t reach = quotation.room();
  std::vector<double> weights;
  weights.reserve(anchors.size());
  for (const Anchor& anchor : anchors)
    weights.push_back(
        std::log(1 + static_cast<double>(words) / static_cast<double>(std::max<std::uint64_t>(anchor.times, 1))));
  std::vector<Candidate> all;
  std::vector<std::uint32_t> inside(anchors.size(), 0);
  double weight = 0;
  std::size_t first = 0;
  for (std::size_t last = 0; last < pointers.size(); ++last) {
    if (inside[pointers[last].anchor]++ == 0) weight += weights[pointers[last].anchor];
    while (pointers[first].session != pointers[last].session || pointers[last].begin - pointers[first].begin > reach) {
      if (--inside[pointers[first].anchor] == 0) weight -= weights[pointers[first].anchor];
      ++first;
    }
    const Candidate here{pointers[last].session, pointers[first].begin, pointers[last].begin, weight};
    const bool overlaps = !all.empty() && all.back().session == here.session && here.begin <= all.back().end;
    if (!overlaps) {
      all.push_back(here);
    } else if (here.weight > all.back().weight) {
      all.back() = here;
    }
  }
  std::ranges::sort(all, {}, [](const Candidate& one) { return std::tuple(-one.weight, one.session, one.begin); });
  if (all.size() > kMostCandidates) all.resize(kMostCandidates);
  return all;
}

/// What was said in a stretch of sentences, word by word.
struct Said {
  std::uint32_t session = 0;
  SentenceRange range;
  std::vector<std::string> texts;
  struct Word {
    std::uint32_t sentence = 0;  ///< of `texts`
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<Word> words;
  std::vector<std::uint32_t> numbers;  ///< parallel: as the quotation's words are numbered; else a number it lacks
};

using Numbers = std::unordered_map<std::string, std::uint32_t>;

Result<Said> read_said(const IndexView& index, const Candidate& candidate, const Quotation& quotation,
                       const Numbers& numbers) {
  Said said;
  said.session = candidate.session;
  const std::int64_t low = candidate.begin - kSlack;
  const std::int64_t high = candidate.end + quotation.room();
  const std::uint32_t sentences = index.sentences(candidate.session);
  std::uint32_t first = 0;
  std::uint32_t end = sentences;
  for (std::uint32_t beyond = sentences; first < beyond;) {
    const std::uint32_t middle = first + (beyond - first) / 2;
    const SentenceView at = index.sentence(candidate.session, middle);
    if (std::int64_t{at.first_word} + at.words <= low) {
      first = middle + 1;
    } else {
      beyond = middle;
    }
  }
  for (std::uint32_t i = first; i < sentences; ++i) {
    if (index.sentence(candidate.session, i).first_word >= high) {
      end = i;
      break;
    }
  }
  said.range = {first, end};
  auto texts = index.texts(said.session, said.range);
  if (!texts) return fail(std::move(texts.error()));
  said.texts = std::move(*texts);
  for (std::uint32_t i = 0; i < said.texts.size(); ++i) {
    for (const text::FoldedWord& word : text::folded_words(said.texts[i])) {
      said.words.push_back({i, word.begin, word.end});
      const auto number = numbers.find(word.folded);
      said.numbers.push_back(number == numbers.end() ? UINT32_MAX : number->second);
    }
  }
  return said;
}

QuotePieceKind kind_of_said(QuoteStep step) {
  if (step == QuoteStep::kSame) return QuotePieceKind::kSame;
  return step == QuoteStep::kSkipped ? QuotePieceKind::kSkipped : QuotePieceKind::kSaidOnly;
}

/// Puts the pieces together: neighbours of one kind are one.
class PieceWriter {
 public:
  PieceWriter(const Quotation& quotation, const Said& said) : quotation_(quotation), said_(said) {}

  std::vector<QuotePiece> write(const QuoteAlignment& alignment) {
    std::uint32_t first = UINT32_MAX;
    std::uint32_t last = 0;
    for (const QuoteColumn& column : alignment.columns) {
      if (column.step == QuoteStep::kNotSaid) continue;
      first = std::min(first, column.said);
      last = column.said;
    }
    context_before(first);
    for (std::size_t i = 0; i < alignment.columns.size();) {
      // A run of changed words reads as what was quoted, then what was said.
      std::size_t end = i;
      while (end < alignment.columns.size() && is_change(alignment.columns[end].step)) ++end;
      for (std::size_t k = i; k < end; ++k) add_quoted(alignment.columns[k]);
      for (std::size_t k = i; k < end; ++k) add_said(alignment.columns[k]);
      if (end == i) add_said(alignment.columns[end++]);
      i = end;
    }
    context_after(last);
    return std::move(pieces_);
  }

 private:
  static bool is_change(QuoteStep step) { return step != QuoteStep::kSame && step != QuoteStep::kSkipped; }

  void add(QuotePieceKind kind, std::string_view text) {
    if (pieces_.empty() || pieces_.back().kind != kind) pieces_.push_back({kind, "", 0});
    std::string& into = pieces_.back().text;
    if (!into.empty()) into += ' ';
    into += text;
    ++pieces_.back().words;
  }
  /// A word with the signs that stick to it on both sides.
  static std::string_view whole(std::string_view text, std::size_t begin, std::size_t end) {
    const auto before = text.find_last_of(" \t\r\n", begin == 0 ? 0 : begin - 1);
    const std::size_t from = begin == 0 || before == std::string_view::npos ? 0 : before + 1;
    const std::size_t to = std::min(text.find_first_of(" \t\r\n", end), text.size());
    return text.substr(from, to - from);
  }
  void add_quoted(const QuoteColumn& column) {
    if (column.step == QuoteStep::kLeftOut) return;
    const text::FoldedWord& word = quotation_.words[column.quoted];
    add(QuotePieceKind::kQuotedOnly, whole(quotation_.text, word.begin, word.end));
  }
  void add_said(const QuoteColumn& column) {
    if (column.step == QuoteStep::kNotSaid) return;
    add_word(kind_of_said(column.step), column.said);
  }
  /// Words of one token ("part-time") are one text: it is written once.
  void add_word(QuotePieceKind kind, std::uint32_t number) {
    const Said::Word& word = said_.words[number];
    const std::string_view token = whole(said_.texts[word.sentence], word.begin, word.end);
    const bool again = written_ == token.data() && !pieces_.empty() && pieces_.back().kind == kind;
    written_ = token.data();
    if (again) {
      ++pieces_.back().words;
    } else {
      add(kind, token);
    }
  }
  void context_before(std::uint32_t first) {
    if (first == UINT32_MAX) return;
    std::uint32_t from = first;
    while (from > 0 && said_.words[from - 1].sentence == said_.words[first].sentence) --from;
    for (std::uint32_t i = from; i < first; ++i) add_word(QuotePieceKind::kContext, i);
  }
  void context_after(std::uint32_t last) {
    if (said_.words.empty()) return;
    for (std::uint32_t i = last + 1; i < said_.words.size() && said_.words[i].sentence == said_.words[last].sentence;
         ++i)
      add_word(QuotePieceKind::kContext, i);
  }

  const Quotation& quotation_;
  const Said& said_;
  std::vector<QuotePiece> pieces_;
  const char* written_ = nullptr;
};

struct Found {
  Said said;
  std::uint32_t cost = 0;
};

/// Nothing where no quoted word is said in order.
std::optional<QuotedPlace> place_of(const IndexView& index, const Found& found, const Quotation& quotation,
                                    const QuotedWords& quoted) {
  const QuoteAlignment alignment = align_quote(quoted, found.said.numbers);
  QuotedPlace place;
  place.likeness = alignment.likeness();
  place.same_words = alignment.same;
  if (place.likeness < kLeastLikeness) return std::nullopt;
  std::uint32_t first = UINT32_MAX;
  std::uint32_t last = 0;
  for (const QuoteColumn& column : alignment.columns) {
    if (column.step != QuoteStep::kSame) continue;
    const std::uint32_t sentence = found.said.range.first + found.said.words[column.said].sentence;
    first = std::min(first, sentence);
    last = std::max(last, sentence);
  }
  const SessionHead& head = index.head(found.said.session);
  place.session_id = head.id;
  place.event_id = head.event_id;
  const auto labels = index.speakers(found.said.session);
  std::uint32_t end_ms = 0;
  for (std::uint32_t i = first; i <= last; ++i) {
    const SentenceView sentence = index.sentence(found.said.session, i);
    end_ms = std::max(end_ms, sentence.end_ms);
    const std::string& label = labels[sentence.speaker];
    if (std::ranges::find(place.speakers, label) == place.speakers.end()) place.speakers.push_back(label);
  }
  constexpr double kMs = 1000;
  place.start_seconds = index.sentence(found.said.session, first).start_ms / kMs;
  place.end_seconds = end_ms / kMs;
  place.pieces = PieceWriter(quotation, found.said).write(alignment);
  return place;
}

bool overlap(const QuotedPlace& a, const QuotedPlace& b) {
  return a.session_id == b.session_id && a.start_seconds < b.end_seconds && b.start_seconds < a.end_seconds;
}

}  // namespace

Result<QuoteAnswer> find_quote(const IndexView& index, std::string_view quotation_text, std::size_t most) {
  const Quotation quotation = read_quotation(quotation_text);
  QuoteAnswer answer;
  answer.quoted_words = static_cast<std::uint32_t>(quotation.words.size());
  if (quotation.words.empty()) return answer;
  Numbers numbers;
  QuotedWords quoted;
  quoted.gap_before = quotation.gap_before;
  for (const text::FoldedWord& word : quotation.words)
    quoted.words.push_back(numbers.try_emplace(word.folded, static_cast<std::uint32_t>(numbers.size())).first->second);
  auto anchors = choose_anchors(index, quotation);
  if (!anchors) return fail(anchors.error());
  const auto pointers = point_at(index, *anchors);
  if (!pointers) return fail(pointers.error());
  std::vector<Found> found;
  const auto worst =
      static_cast<std::uint32_t>((1 - kLeastLikeness) / kLeastLikeness * static_cast<double>(quotation.words.size()));
  for (const Candidate& candidate : gather(*pointers, *anchors, quotation, index.words())) {
    auto said = read_said(index, candidate, quotation, numbers);
    if (!said) return fail(std::move(said.error()));
    const std::uint32_t cost = quote_cost(quoted, said->numbers, worst);
    if (cost <= worst) found.push_back({std::move(*said), cost});
  }
  std::ranges::stable_sort(found, {}, &Found::cost);
  for (const Found& one : found) {
    if (answer.places.size() == 2 * most) break;
    auto place = place_of(index, one, quotation, quoted);
    const auto same = [&](const QuotedPlace& other) { return overlap(*place, other); };
    if (place && std::ranges::none_of(answer.places, same)) answer.places.push_back(std::move(*place));
  }
  std::ranges::stable_sort(answer.places, {}, [](const QuotedPlace& place) { return -place.likeness; });
  if (answer.places.size() > most) answer.places.resize(most);
  return answer;
}

}  // namespace dais::search
