// SPDX-License-Identifier: Apache-2.0
// Whether, where and in which words a quotation was said.
#include <cmath>

#include "archive/study.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

using search::QuotePiece;
using search::QuotePieceKind;

constexpr double kNearly = 0.85;

bool leaves_out(const search::QuotedPlace& place) {
  for (const QuotePiece& piece : place.pieces) {
    if (piece.kind == QuotePieceKind::kSkipped) return true;
  }
  return false;
}

std::string_view kind_of(const search::QuotedPlace& place) {
  if (place.likeness >= 1) return leaves_out(place) ? "Word for word, but for what is left out" : "Word for word";
  return place.likeness >= kNearly ? "Nearly" : "In part";
}

std::string_view verdict_of(const archive::QuoteView& view) {
  if (view.quoted_words == 0) return "There is no word in it";
  if (view.places.empty()) return "Not found: nothing like it was said in the meetings searched here";
  const double likeness = view.places.front().place.likeness;
  if (likeness >= 1) return "It was said word for word";
  return likeness >= kNearly ? "Nearly these words were said"
                             : "These words were not said in this order, but some like them";
}

const char* section_of(QuotePieceKind kind) {
  switch (kind) {
    case QuotePieceKind::kContext:
      return "CONTEXT";
    case QuotePieceKind::kSame:
      return "SAME_WORDS";
    case QuotePieceKind::kSaidOnly:
      return "SAID_ONLY";
    case QuotePieceKind::kQuotedOnly:
      return "QUOTED_ONLY";
    case QuotePieceKind::kSkipped:
      return "SKIPPED";
  }
  return "CONTEXT";
}

/// What "…" stands for may be long: its beginning and end.
std::string shown(const QuotePiece& piece) {
  constexpr std::uint32_t kShownWhole = 12;
  if (piece.kind != QuotePieceKind::kSkipped || piece.words <= kShownWhole) return piece.text;
  constexpr int kKept = 4;
  std::size_t first = 0;
  std::size_t last = piece.text.size();
  for (int i = 0; i < kKept && first != std::string::npos; ++i) first = piece.text.find(' ', first + 1);
  for (int i = 0; i < kKept && last != std::string::npos; ++i) last = piece.text.rfind(' ', last - 1);
  if (first == std::string::npos || last == std::string::npos || first >= last) return piece.text;
  return piece.text.substr(0, first) + " … (" + counted(piece.words, "word", "words") + ") …" + piece.text.substr(last);
}

std::string speakers_of(const archive::QuotedMoment& moment) {
  std::string out;
  for (const archive::Ref& speaker : moment.speakers) {
    if (!speaker.name.empty()) out += (out.empty() ? "" : ", ") + speaker.name;
  }
  return out.empty() ? "Speaker not named," : out;
}

void add_place(Dict& answer, const archive::QuotedMoment& moment, std::uint32_t quoted_words) {
  constexpr double kPercent = 100;
  Dict& row = add_section(answer, "PLACE");
  set(row, "KIND", kind_of(moment.place));
  set(row, "HREF", Address(moment.url).fragment("here").str());
  set(row, "SPEAKERS", speakers_of(moment));
  set(row, "CLOCK", format_clock(moment.place.start_seconds));
  set(row, "SAME", with_commas(moment.place.same_words));
  set(row, "QUOTED", with_commas(quoted_words));
  // Never "100 %" for what is not the same.
  set(row, "PERCENT", std::to_string(static_cast<int>(std::floor(moment.place.likeness * kPercent))) + " %");
  set(row, "EVENT", moment.event.ref.id);
  set(row, "BODY", moment.event.body.name);
  set_date(row, "DATE", moment.event.start, moment.event.timezone);
  for (const QuotePiece& piece : moment.place.pieces)
    set(add_section(add_section(row, "PIECE"), section_of(piece.kind)), "TEXT", shown(piece));
}

}  // namespace

Result<http::Response> check_page(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  const std::string text = parameters.text("q", search::kLongestQuotation);
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  Page page(visit.site, "check.tpl", "Check a quotation");
  page.under("/search").canonical("/check").describe("Whether something was said in the meetings of " +
                                                     visit.site.config.instance.name +
                                                     ", by whom, and in which words.");
  Dict& content = page.content();
  set(content, "Q", text);
  set(content, "MOST", std::to_string(search::kLongestQuotation));
  set(content, "MOST_WORDS", with_commas(search::kLongestQuotation));
  if (text.empty()) return page.finish();
  page.keep_out_of_indexes();
  const auto view = visit.reader.quote(text);
  if (!view) return fail(view.error());
  Dict& answer = add_section(content, "ANSWER");
  set(answer, "VERDICT", verdict_of(*view));
  show(answer, "KEY", !view->places.empty());
  for (const archive::QuotedMoment& moment : view->places) add_place(answer, moment, view->quoted_words);
  if (view->places.empty()) {
    Dict& nothing = add_section(answer, "NOTHING");
    set(nothing, "HELD", held_sentence(view->searched, visit.site.config.instance.timezone));
    set(nothing, "SEARCH_HREF", Address("/search").with("q", text.substr(0, Parameters::kLongestValue)).str());
  }
  return page.finish();
}

}  // namespace dais::site
