// SPDX-License-Identifier: Apache-2.0
#include "site/related_part.h"

#include "search/related_words.h"

namespace dais::site {

Status add_related(Dict& content, const Visit& visit, const std::string& text, const Address& here,
                   RelatedWords words) {
  if (text.empty()) return {};
  Dict& part = include(content, "RELATED", "related.tpl");
  if (words == RelatedWords::kLink) {
    Dict& ask = add_section(part, "ASK");
    set(ask, "HREF", Address(here).with("q", text).with("related", "true").str());
    set(ask, "JSON_HREF", Address("/api/v1/related").with("q", text).str());
    return {};
  }
  const auto related = visit.reader.related(text);
  if (!related) return fail(related.error());
  if (related->empty()) {
    part.ShowSection("NONE");
    return {};
  }
  Dict& list = add_section(part, "WORDS");
  for (const search::RelatedWord& each : *related) {
    Dict& word = add_section(list, "WORD");
    set(word, "LABEL", each.word);
    set(word, "HREF", Address(here).with("q", text + " " + each.word).str());
  }
  return {};
}

}  // namespace dais::site
