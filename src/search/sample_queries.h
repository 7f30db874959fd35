// SPDX-License-Identifier: Apache-2.0
// Random queries of the whole language, and random scripts that answer some of them, of so few words that they meet.
#pragma once

#include <rapidcheck.h>

#include <string>

namespace dais::search {

inline std::string any_word() {
  return *rc::gen::element<std::string>("lane", "lanes", "tree", "snow", "plow", "snowplow", "Élan", "the", "of",
                                        "snow-plow", "seven", "7", "twenty", "one", "21", "third", "3rd", "市議",
                                        "議市");
}

inline std::string any_words(int most) {
  std::string text;
  for (int left = *rc::gen::inRange(1, most + 1); left > 0; --left) text += (text.empty() ? "" : " ") + any_word();
  return text;
}

/// Three sentences at most, for transcript_of().
inline std::string any_script() {
  std::string script;
  for (int left = *rc::gen::inRange(1, 4); left > 0; --left) {
    script += script.empty() ? "" : " | ";
    script += *rc::gen::element<std::string>("Ann Lee: ", "Bob Snow: ", "") + any_words(5) + ".";
  }
  return script;
}

inline std::string any_query(int depth = 2) {
  const auto part = [&] {
    switch (*rc::gen::inRange(0, depth > 0 ? 5 : 4)) {
      case 0:
        return "\"" + any_words(3) + "\"";
      case 1:
        return *rc::gen::element<std::string>("sn*", "la*", "t*", "pl*", "e*");
      case 4:
        return "(" + any_query(depth - 1) + ")";
      default:
        return any_word();
    }
  };
  std::string text = *rc::gen::weightedElement<std::string>({{8, ""}, {1, "-"}, {1, "NOT "}}) + part();
  for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
    text += *rc::gen::element<std::string>(" ", " ", " OR ", " NEAR ", " NEAR/2 ", " NEAR/1 ", " -", " AND ") + part();
  }
  return text +
         *rc::gen::weightedElement<std::string>({{8, ""}, {1, " speaker:ann"}, {1, " -speaker:snow"}, {1, " Lee"}});
}

}  // namespace dais::search
