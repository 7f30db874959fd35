// SPDX-License-Identifier: Apache-2.0
// Phrases of two to four words that are said in many meetings of an archive, for suggestions while a query is typed.
// Learned from the transcripts in two readings and little memory (32 MB, whatever the archive's size), kept in one
// small text file that may be deleted at any time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dais::archive {

struct Phrase {
  std::string text;           ///< as it was first said, in small letters where it was all in capitals
  std::int64_t meetings = 0;  ///< in which it is said
  bool operator==(const Phrase&) const = default;
};

struct PhraseRules {
  std::int64_t least_meetings = 3;
  double most_share = 0.5;  ///< of the meetings: what nearly all of them say ("thank you very much") suggests nothing …
  std::int64_t share_from = 20;  ///< … where there are at least that many
  std::size_t most = 2000;
};

/// Reads the nth meeting; it is read twice. What cannot be read may be left out, both times.
using ReadMeeting = std::function<Status(std::size_t nth, const std::function<void(std::string_view sentence)>& take)>;

/// Most meetings first, then by text. None begins or ends with a word that is everywhere, has a number in it, or is
/// said only as part of a longer one.
Result<std::vector<Phrase>> learn_phrases(std::size_t meetings, const ReadMeeting& read, const PhraseRules& rules = {});

/// "12\tbike lanes", one a line.
std::string write_phrases(const std::vector<Phrase>& phrases);
/// Lines that are none are left out: the file is ours, and made again.
std::vector<Phrase> read_phrases(std::string_view text);

}  // namespace dais::archive
