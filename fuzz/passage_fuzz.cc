// SPDX-License-Identifier: Apache-2.0
// Any bytes are a query, and any bytes are said: up to the first line feed the query, then sentences. A query that
// matches still matches with its plain words loosened, and its leaves are within bounds.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "search/marking.h"
#include "search/passage_match.h"

namespace {

using namespace dais::search;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

std::size_t leaves_within(const Unit& unit, std::size_t size) {
  require(unit.begin < unit.end && unit.end <= size);
  std::size_t leaves = unit.parts.empty() ? 1 : 0;
  for (const Unit& part : unit.parts) {
    leaves += leaves_within(part, size);
  }
  return leaves;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static dais::text::IndexWords analysis("english");
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view typed = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(typed.size() + 1, rest.size()));
  const ParsedQuery query = parse_query(typed, {"english", "spanish"});
  std::size_t leaves = 0;
  for (const Group& group : query.groups) {
    for (const Unit& unit : group.any_of) {
      leaves += leaves_within(unit, query.text.size());
    }
  }
  require(leaves <= kMostUnits);
  std::vector<SaidSentence> sentences;
  while (!rest.empty() && sentences.size() < 20) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    sentences.push_back({sentences.size() % 2 == 0 ? "Ann Lee" : "", "", line});
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  const SaidPassage passage(sentences, analysis);
  const bool all = matches_passage(query, passage, {.plain = PlainWords::kAll, .person_id = {}, .whole_names = {}});
  require(!all || matches_passage(query, passage));
  Marker marker(terms_of(query));
  for (const SaidSentence& sentence : sentences) {
    marker.mark(sentence.text);
  }
  return 0;
}
