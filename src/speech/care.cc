// SPDX-License-Identifier: Apache-2.0
#include "speech/care.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "text/sentences.h"

namespace dais::speech {
namespace {

/// What a file, or a sentence of it, is written in.
enum class Writing { kCapitals, kSmall, kMixed };

// Shares of words. Captions in capitals keep some tokens small ("McDONALD"); recognised text without capitals has none.
constexpr double kMostlyCapitals = 0.8;
constexpr double kSentenceCapitals = 0.6;
constexpr double kHardlyCapitals = 0.01;
constexpr domain::Milliseconds kNewBreath = 1'500;

std::string upper_letters(std::string_view text) {
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
      .toUpper(icu::Locale::getRoot())
      .toUTF8String(out);
  return out;
}

struct Counts {
  std::size_t words = 0;
  std::size_t upper = 0;  ///< two letters and more, all capitals
  std::size_t raised = 0;  ///< with a capital anywhere
  void add(std::string_view token) {
    std::size_t capitals = 0;
    std::size_t letters = 0;
    const auto length = static_cast<std::int32_t>(token.size());
    for (std::int32_t i = 0; i < length;) {
      UChar32 c = 0;
      U8_NEXT(token.data(), i, length, c);
      if (c < 0 || (u_isupper(c) == 0 && u_islower(c) == 0)) continue;
      ++letters;
      if (u_isupper(c) != 0) ++capitals;
    }
    if (letters < 2) return;
    ++words;
    if (capitals == letters) ++upper;
    if (capitals > 0) ++raised;
  }
  [[nodiscard]] double share(std::size_t part) const {
    return words == 0 ? 0 : static_cast<double>(part) / static_cast<double>(words);
  }
};

Writing writing_of(const domain::Transcript& transcript) {
  Counts counts;
  for (const domain::Sentence& sentence : transcript.sentences) {
    for (const domain::Word& word : sentence.words) counts.add(word.text);
  }
  if (counts.words == 0) return Writing::kMixed;
  if (counts.share(counts.upper) >= kMostlyCapitals) return Writing::kCapitals;
  return counts.share(counts.raised) <= kHardlyCapitals ? Writing::kSmall : Writing::kMixed;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

/// "2ND", "1980S": numbers whose letters are small; "R-4", "19A" are names.
bool is_ordinal(const std::string& folded) {
  const std::size_t letters = folded.find_first_not_of("0123456789,.");
  if (letters == 0 || letters == std::string::npos) return false;
  const std::string_view tail = std::string_view(folded).substr(letters);
  return tail == "st" || tail == "nd" || tail == "rd" || tail == "th" || tail == "s";
}

/// "HVAC", "MPRB": no word that could be spoken as one.
bool is_unspeakable(const std::string& folded) {
  constexpr std::array kSpoken =
      std::to_array<std::string_view>({"brr", "dr",  "ft",   "hm",  "hmm", "hrs", "jr", "lbs", "mm", "mmm", "mr", "mrs",
                                       "ms",  "nth", "psst", "pst", "sh",  "shh", "sr", "st",  "th", "tsk", "vs"});
  const bool letters_only = std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters_only && folded.size() >= 2 && folded.size() <= 5 &&
         folded.find_first_of("aeiouy") == std::string::npos &&
         std::find(kSpoken.begin(), kSpoken.end(), folded) == kSpoken.end();
}

/// "U.S.", "J.": letters with a full stop after each.
bool is_dotted(std::string_view token, const CoreWord& core) {
  const std::string_view word = token.substr(core.begin, core.end - core.begin);
  if (word.size() == 1) return core.end < token.size() && token[core.end] == '.' && core.folded != "i";
  if (word.find('.') == std::string_view::npos) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool letter = std::isalpha(static_cast<unsigned char>(word[i])) != 0;
    if (i % 2 == 0 ? !letter : word[i] != '.') return false;
  }
  return true;
}

/// "I", "I'm", "I'll", "I've", "I'd".
bool is_first_person(const std::string& folded) {
  return folded == "i" || folded.starts_with("i'") || folded.starts_with("i\u2019");
}

/// The letters of `token` within `core` replaced by `form`, which differs in case only; the rest small.
std::string with_form(std::string_view token, const CoreWord& core, std::string_view form) {
  std::string out = small_letters(token.substr(0, core.begin));
  out += form;
  return out + small_letters(token.substr(core.end));
}

std::string with_first_capital(std::string token) {
  const auto length = static_cast<std::int32_t>(token.size());
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t begun = i;
    UChar32 c = 0;
    U8_NEXT(token.data(), i, length, c);
    if (c < 0 || u_isalnum(c) == 0) continue;
    const auto first = static_cast<std::size_t>(begun);
    const auto size = static_cast<std::size_t>(i - begun);
    return token.substr(0, first) + upper_letters(token.substr(first, size)) +
           token.substr(static_cast<std::size_t>(i));
  }
  return token;
}

struct Token {
  domain::Word* word = nullptr;
  CoreWord core;
  bool starts = false;  ///< a sentence
  bool written_in_capitals = true;
};

/// Reads a run of tokens and writes them as they should be.
class Caser {
 public:
  Caser(const Lexicon& lexicon, std::vector<Token>& tokens) : lexicon_(lexicon), tokens_(tokens) {
    for (const Token& token : tokens) folded_.push_back(token.core.folded);
    forms_.resize(tokens.size());
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (follows_title(i) && is_new_here(i)) named_here_.insert(folded_[i]);
    }
  }

  void run() {
    for (std::size_t i = 0; i < tokens_.size();) i += take_name(i);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!forms_[i]) forms_[i] = form_alone(i);
    }
    raise_titles();
    for (std::size_t i = 0; i < tokens_.size(); ++i) write(i);
  }

 private:
  /// How many tokens are settled: those of a name that begins here, or one.
  std::size_t take_name(std::size_t i) {
    if (folded_[i].empty()) return 1;
    const std::vector<std::string>& name = lexicon_.name_at(folded_, i);
    for (std::size_t k = 0; k < name.size(); ++k) forms_[i + k] = name[k];
    return std::max<std::size_t>(1, name.size());
  }

  [[nodiscard]] std::string form_alone(std::size_t i) const {
    const Token& token = tokens_[i];
    const std::string& folded = token.core.folded;
    const std::string_view text = token.word->text;
    std::string written(text.substr(token.core.begin, token.core.end - token.core.begin));
    if (folded.empty()) return written;
    if (has_digit(folded)) return is_ordinal(folded) ? folded : written;
    if (!token.written_in_capitals && written != folded) return written;
    if (is_dotted(text, token.core)) return token.written_in_capitals ? upper_letters(written) : written;
    if (lexicon_.is_english() && is_first_person(folded)) return "I" + folded.substr(1);
    if (folded.size() == 1) return folded == "a" || !token.written_in_capitals ? folded : written;
    if (is_month_here(i)) return with_first_capital(folded);
    if (lexicon_.is_honorific(folded)) return with_first_capital(folded);
    if (follows_title(i)) {
      if (const std::string_view person = lexicon_.person_form_of(folded); !person.empty()) return std::string(person);
      if (lexicon_.is_honorific(folded_[i - 1])) return with_first_capital(folded);
    }
    if (const std::string_view known = lexicon_.form_of(folded); !known.empty()) return std::string(known);
    if (named_here_.contains(folded)) return with_first_capital(folded);
    if (token.written_in_capitals && is_unspeakable(folded)) return written;
    return by_parts(folded);
  }

  /// "Twin-Cities" is known by its parts, where it is not known as a whole.
  [[nodiscard]] std::string by_parts(const std::string& folded) const {
    if (folded.find('-') == std::string::npos) return folded;
    std::string out;
    for (std::size_t at = 0; at <= folded.size();) {
      const std::size_t end = std::min(folded.find('-', at), folded.size());
      const std::string part = folded.substr(at, end - at);
      const std::string_view known = lexicon_.form_of(part);
      out += known.empty() ? part : std::string(known);
      if (end < folded.size()) out += '-';
      at = end + 1;
    }
    return out;
  }

  [[nodiscard]] bool is_month_here(std::size_t i) const {
    return lexicon_.is_months_name(folded_[i]) && i + 1 < folded_.size() && has_digit(folded_[i + 1]);
  }

  [[nodiscard]] bool follows_title(std::size_t i) const {
    return i > 0 && !tokens_[i].starts && lexicon_.is_title(folded_[i - 1]) && !ends_clause(i - 1);
  }

  /// Whoever is called "Council Member Mosqueda" once is called Mosqueda, though no list has the name.
  [[nodiscard]] bool is_new_here(std::size_t i) const {
    const std::string& word = folded_[i];
    return lexicon_.has_word_list() && word.size() > 2 && !has_digit(word) &&
           word.find_first_of("'-\u2019") == std::string::npos && !is_plural_of_ordinary(word) &&
           lexicon_.form_of(word).empty() && !lexicon_.is_title(word);
  }

  /// Lists leave out what follows from rules: "councilmembers".
  [[nodiscard]] bool is_plural_of_ordinary(const std::string& word) const {
    const std::string stem = word.substr(0, word.size() - 1);
    return word.back() == 's' && (lexicon_.is_ordinary(stem) || lexicon_.is_title(stem));
  }

  /// Titles right before a name: "council member Chowdhury" → "Council Member Chowdhury"; and what is called Avenue.
  void raise_titles() {
    for (std::size_t i = forms_.size(); i-- > 1;) {
      if (!tokens_[i].starts && lexicon_.is_part_of_places(folded_[i]) && is_name(i - 1) && !ends_clause(i - 1))
        forms_[i] = with_first_capital(*forms_[i]);
      if (tokens_[i].starts || folded_[i].empty() || !lexicon_.is_title(folded_[i - 1]) || ends_clause(i - 1)) continue;
      if (lexicon_.is_honorific(folded_[i - 1]) && lexicon_.is_title(folded_[i]))
        forms_[i] = with_first_capital(*forms_[i]);
      const bool title_before_title = lexicon_.is_title(folded_[i]) && *forms_[i] != folded_[i];
      const bool name =
          *forms_[i] != folded_[i] && folded_[i] != "i" && !folded_[i].starts_with("i'") && !has_digit(folded_[i]);
      if (name || title_before_title) forms_[i - 1] = with_first_capital(*forms_[i - 1]);
    }
  }

  [[nodiscard]] bool is_name(std::size_t i) const {
    return folded_[i].size() > 1 && *forms_[i] != folded_[i] && !is_first_person(folded_[i]) && !has_digit(folded_[i]);
  }

  /// A comma or a full stop parts a title from the name after it; "Mr." does not.
  [[nodiscard]] bool ends_clause(std::size_t i) const {
    const std::string& text = tokens_[i].word->text;
    if (tokens_[i].core.end == text.size()) return false;
    return !(text[tokens_[i].core.end] == '.' && folded_[i].size() <= 3);
  }

  void write(std::size_t i) {
    Token& token = tokens_[i];
    std::string text = with_form(token.word->text, token.core, *forms_[i]);
    if (token.starts) text = with_first_capital(std::move(text));
    token.word->text = std::move(text);
  }

  const Lexicon& lexicon_;
  std::vector<Token>& tokens_;
  std::vector<std::string> folded_;
  std::vector<std::optional<std::string>> forms_;
  std::unordered_set<std::string> named_here_;
};

bool is_in_capitals(const domain::Sentence& sentence) {
  Counts counts;
  for (const domain::Word& word : sentence.words) counts.add(word.text);
  return counts.words == 0 || counts.share(counts.upper) >= kSentenceCapitals;
}

/// A sentence of a transcript begins anew after the end of another, with another speaker, or after a silence; where
/// long text without punctuation was cut to be shown, it does not.
bool begins_anew(const domain::Sentence* before, const domain::Sentence& sentence) {
  if (before == nullptr || before->words.empty()) return true;
  return sentence.turn_start || sentence.speaker != before->speaker || text::ends_sentence(before->words.back().text) ||
         sentence.start - before->end >= kNewBreath;
}

void write_text(domain::Sentence& sentence) {
  sentence.text.clear();
  for (const domain::Word& word : sentence.words) {
    if (!sentence.text.empty()) sentence.text.push_back(' ');
    sentence.text += word.text;
  }
}

}  // namespace

bool needs_care(const domain::Transcript& transcript) { return writing_of(transcript) != Writing::kMixed; }

Cared care_for(domain::Transcript& transcript, const Lexicon& lexicon) {
  const Writing writing = writing_of(transcript);
  if (writing == Writing::kMixed) return Cared::kNothing;
  std::vector<Token> run;
  std::vector<domain::Sentence*> changed;
  const domain::Sentence* before = nullptr;
  for (domain::Sentence& sentence : transcript.sentences) {
    const bool anew = begins_anew(before, sentence);
    before = &sentence;
    if (writing == Writing::kCapitals && !is_in_capitals(sentence)) continue;
    std::string spelled;
    for (const domain::Word& word : sentence.words) spelled += (spelled.empty() ? "" : " ") + word.text;
    // A text that is not its words joined comes from a source that knows both; it keeps both as they are.
    if (spelled != sentence.text) continue;
    bool starts = anew;
    for (domain::Word& word : sentence.words) {
      run.push_back({&word, core_of(word.text), starts, writing == Writing::kCapitals});
      starts = starts && run.back().core.folded.empty();
    }
    changed.push_back(&sentence);
  }
  if (run.empty()) return Cared::kNothing;
  Caser(lexicon, run).run();
  for (domain::Sentence* sentence : changed) write_text(*sentence);
  return Cared::kCapitals;
}

std::string shown_label(const std::string& label, const Lexicon& lexicon) {
  if (label != upper_letters(label) || label == small_letters(label)) return label;
  domain::Transcript one;
  one.sentences.emplace_back();
  for (std::size_t at = 0; at < label.size();) {
    const std::size_t end = std::min(label.find(' ', at), label.size());
    if (end > at) one.sentences[0].words.push_back({0, 0, label.substr(at, end - at)});
    at = end + 1;
  }
  std::vector<Token> run;
  for (domain::Word& word : one.sentences[0].words) run.push_back({&word, core_of(word.text), false, true});
  Caser(lexicon, run).run();
  std::string out;
  for (const Token& token : run) {
    // A label is a name or an office: what is not known to be either is written like one, but for "of" and "the".
    const bool small_word = token.core.folded.size() < 4 && lexicon.is_ordinary(token.core.folded) &&
                            !lexicon.is_title(token.core.folded) && !out.empty();
    if (!out.empty()) out.push_back(' ');
    out += small_word ? token.word->text : with_first_capital(token.word->text);
  }
  return out;
}

}  // namespace dais::speech
