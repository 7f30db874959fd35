// SPDX-License-Identifier: Apache-2.0
#include "text/stem.h"

#include <libstemmer.h>

namespace dais::text {
namespace {

// Speech repeats itself: of two million words some forty thousand differ, so a map is ten times as quick as stemming.
// The bound keeps a hostile text from growing it without end.
constexpr std::size_t kMostKnown = 100'000;

}  // namespace

void Stemmer::Close::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

Stemmer::Stemmer(const std::string& language)
    : stemmer_(sb_stemmer_new(language.c_str(), "UTF_8")), is_spanish_(language == "spanish") {}

bool Stemmer::knows(const std::string& language) { return Stemmer(language).stemmer_ != nullptr; }

const std::string& Stemmer::stem(std::string_view word) {
  if (const auto found = known_.find(word); found != known_.end()) {
    return found->second;
  }
  if (known_.size() >= kMostKnown) {
    known_.clear();
  }
  std::string stemmed(word);
  if (stemmer_ != nullptr) {
    // Folding took the accent that the stemmer knows "información" by.
    if (is_spanish_ && word.ends_with("ion")) stemmed.replace(stemmed.size() - 2, 1, "ó");
    const auto* bytes = reinterpret_cast<const sb_symbol*>(stemmed.data());
    const auto size = static_cast<int>(stemmed.size());
    if (const sb_symbol* out = sb_stemmer_stem(stemmer_.get(), bytes, size); out != nullptr) {
      stemmed.assign(reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get())));
    }
  }
  return known_.emplace(word, std::move(stemmed)).first->second;
}

}  // namespace dais::text
