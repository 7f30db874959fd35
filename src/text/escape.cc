// SPDX-License-Identifier: Apache-2.0
#include "text/escape.h"

namespace dais::text {
namespace {

std::string_view entity_of(char c, Quotes quotes) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return quotes == Quotes::kEscaped ? "&quot;" : "";
    case '\'':
      return quotes == Quotes::kEscaped ? "&#39;" : "";
    default:
      return "";
  }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text, Quotes quotes) {
  for (const char c : text) {
    const std::string_view entity = entity_of(c, quotes);
    if (entity.empty()) {
      out.push_back(c);
    } else {
      out += entity;
    }
  }
}

std::string escaped(std::string_view text, Quotes quotes) {
  std::string out;
  append_escaped(out, text, quotes);
  return out;
}

}  // namespace dais::text
