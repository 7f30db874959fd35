// SPDX-License-Identifier: Apache-2.0
// Stems of folded words by libstemmer: "housing" and "houses" meet in "hous". An object belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sb_stemmer;

namespace dais::text {

class Stemmer {
 public:
  /// `language` is libstemmer's name; one it does not know leaves words as they are. English is Porter2.
  explicit Stemmer(const std::string& language = "english");

  /// Whether libstemmer has this one.
  static bool knows(const std::string& language);

  /// REQUIRES: `word` is folded. The answer stays valid until the next call.
  const std::string& stem(std::string_view word);

 private:
  struct Close {
    void operator()(sb_stemmer* stemmer) const;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unique_ptr<sb_stemmer, Close> stemmer_;
  bool is_spanish_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> known_;
};

}  // namespace dais::text
