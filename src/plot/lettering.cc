// SPDX-License-Identifier: Apache-2.0
#include "plot/lettering.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <array>
#include <cstdint>
#include <memory>

#include "text/encoding.h"

namespace dais::plot {
namespace {

// Thousandths of the size, for the characters from ' ' to '~'; measured with cairo from Debian's
// fonts-dejavu-core 2.37.
constexpr auto kAsciiWidths = std::to_array<std::int16_t>(
    {318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
     636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
     575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
     611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
     278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838});
constexpr int kOtherWidth = 680;
constexpr int kWideWidth = 1000;
constexpr double kBoldFactor = 1.12;
// Screens round each character's advance to whole pixels: measured up to 3 % more at 12 to 14 pixels.
constexpr double kRounding = 1.04;

int thousandths(char32_t c) {
  if (c >= ' ' && c <= '~') return kAsciiWidths.at(c - ' ');
  const auto point = static_cast<UChar32>(c);
  const int category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const int east_asian = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? kWideWidth : kOtherWidth;
}

char32_t decoded(std::string_view character) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(character[at]); };
  switch (character.size()) {
    case 1:
      return byte(0);
    case 2:
      return static_cast<char32_t>((byte(0) & 0x1F) << 6 | (byte(1) & 0x3F));
    case 3:
      return static_cast<char32_t>((byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
    default:
      return static_cast<char32_t>((byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
                                   (byte(3) & 0x3F));
  }
}

/// https://www.w3.org/TR/xml/#charsets, without the two that are not for interchange at the end of each plane.
bool allowed_in_xml(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
  return (c & 0xFFFE) != 0xFFFE;
}

/// Where the character that a reader sees at `at` ends, for each one in turn.
class SeenCharacters {
 public:
  explicit SeenCharacters(std::string_view text) : text_(text) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&bytes_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    breaks_.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (breaks_ != nullptr && U_SUCCESS(status)) breaks_->setText(&bytes_, status);
    if (U_FAILURE(status)) breaks_.reset();
  }
  SeenCharacters(const SeenCharacters&) = delete;
  SeenCharacters& operator=(const SeenCharacters&) = delete;
  ~SeenCharacters() { utext_close(&bytes_); }

  std::size_t end_of(std::size_t at) {
    const auto next = breaks_ == nullptr ? 0 : breaks_->following(static_cast<std::int32_t>(at));
    return next <= static_cast<std::int32_t>(at) ? text_.size() : static_cast<std::size_t>(next);
  }

 private:
  std::string_view text_;
  UText bytes_ = UTEXT_INITIALIZER;
  std::unique_ptr<icu::BreakIterator> breaks_;
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text::utf8_length(text, at);
    const std::string_view character = text.substr(at, length);
    if (character == "\n" || character == "\t" || character == "\r") {
      clean += ' ';
    } else if (length == 0 || !allowed_in_xml(decoded(character))) {
      clean += "\xEF\xBF\xBD";
    } else {
      clean += character;
    }
    at += length == 0 ? 1 : length;
  }
  return clean;
}

double text_width(std::string_view text, double size, Weight weight) {
  std::int64_t sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text::utf8_length(text, at);
    sum += length == 0 ? kOtherWidth : thousandths(decoded(text.substr(at, length)));
    at += length == 0 ? 1 : length;
  }
  return static_cast<double>(sum) * kRounding * size / 1000 * (weight == Weight::kBold ? kBoldFactor : 1);
}

std::string cut_text(std::string_view text, double size, double width, Weight weight) {
  if (text_width(text, size, weight) <= width) return std::string(text);
  SeenCharacters characters(text);
  double room = width - text_width("…", size, weight);
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = characters.end_of(end);
    room -= text_width(text.substr(end, next - end), size, weight);
    if (room < 0) break;
    end = next;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)) + "…";
}

std::vector<std::string> broken_text(std::string_view text, double size, double width, std::size_t most,
                                     Weight weight) {
  std::vector<std::string> lines;
  for (const auto word : words_of(text)) {
    if (!lines.empty()) {
      const std::string longer = lines.back() + " " + std::string(word);
      if (lines.size() == most || text_width(longer, size, weight) <= width) {
        lines.back() = longer;
        continue;
      }
    }
    lines.emplace_back(word);
  }
  for (auto& line : lines) line = cut_text(line, size, width, weight);
  return lines;
}

}  // namespace dais::plot
