// SPDX-License-Identifier: Apache-2.0
#include "deployment/shell_words.h"

#include <utility>

namespace dais::deployment {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Before these a backslash within double quotes is one; before others it stands for itself.
bool is_special_in_quotes(char c) { return c == '"' || c == '\\' || c == '$' || c == '`'; }

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  Result<std::vector<std::string>> run() {
    for (; at_ < text_.size(); ++at_) take(text_[at_]);
    if (quote_ != '\0') return fail(ErrorCode::kUsage, std::string("has a quote (") + quote_ + ") that is not closed");
    end_word();
    return std::move(words_);
  }

 private:
  void take(char c) {
    const bool has_next = at_ + 1 < text_.size();
    if (c == '\\' && quote_ != '\'' && has_next && (quote_ == '\0' || is_special_in_quotes(text_[at_ + 1]))) {
      add(text_[++at_]);
    } else if (quote_ != '\0' && c == quote_) {
      quote_ = '\0';
    } else if (quote_ == '\0' && (c == '\'' || c == '"')) {
      quote_ = c;
      in_word_ = true;
    } else if (quote_ == '\0' && is_blank(c)) {
      end_word();
    } else {
      add(c);
    }
  }

  void add(char c) {
    word_ += c;
    in_word_ = true;
  }

  /// '' is a word, too.
  void end_word() {
    if (in_word_) words_.push_back(std::exchange(word_, {}));
    in_word_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char quote_ = '\0';
  bool in_word_ = false;
  std::string word_;
  std::vector<std::string> words_;
};

}  // namespace

Result<std::vector<std::string>> shell_words(std::string_view text) { return Splitter(text).run(); }

}  // namespace dais::deployment
