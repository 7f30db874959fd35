// SPDX-License-Identifier: Apache-2.0
// Finding moments: a passage of a speaker's turn of some 30 to 60 seconds. An index is a folder of immutable segments
// and a manifest. Knows sessions, speakers, bodies and dates by value, no catalog and no HTTP.
// One writer at a time (a file lock), any number of readers in threads and processes: a Reader belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/transcript.h"

namespace dais::search {

/// A session to be made findable. `version` says what it was made from: the same version need not be indexed again.
struct SessionText {
  std::string session_id;
  std::string event_id;
  std::string body_id;
  std::string body_name;
  Instant start;
  int year = 0;      ///< of `start` on the wall clock of its zone
  std::string date;  ///< the same, "2023-01-19": what after: and before: compare with; empty: the date in UTC
  std::string version;
  std::string language = "english";  ///< by libstemmer's names; another one: words are found as said
  const domain::Transcript* transcript = nullptr;
  std::vector<std::string>
      speaker_person_ids;  ///< parallel to the sentences; empty strings: nobody known. May be empty
};

class Writer {
 public:
  virtual ~Writer() = default;
  /// Replaces what is indexed of this session. Visible to readers after commit().
  virtual Status put(const SessionText& session) = 0;
  virtual Status remove(std::string_view session_id) = 0;
  virtual Status commit() = 0;
  /// Waits for the merging of small segments that commits begin in the background, and says how it ended. Nothing that
  /// is found depends on it; the destructor waits, too. REQUIRES: all is committed.
  virtual Status settle() = 0;
  /// session id → version, of all that is indexed: for finding what a crash left out.
  virtual Result<std::map<std::string, std::string>> versions() = 0;
  /// Of one session; empty: it is not indexed.
  virtual Result<std::string> version(std::string_view session_id) = 0;
};

enum class Sort { kRelevance, kNewest, kOldest };

/// A part of a session's recording.
struct SessionSpan {
  std::string session_id;
  double from_seconds = 0;
  double to_seconds = 0;
};

/// Of plain words: some will do where few passages have all of them, or each must be there.
enum class WordsAsked { kAsFits, kAll };

/// Whether words that sound like those typed are looked for as well (sound_alikes.h).
enum class BySound { kYes, kNo };

struct Query {
  std::string text;  ///< as a person typed it; anything is valid
  std::string body_id;
  std::string person_id;  ///< speaker
  std::string session_id;  ///< search within one session
  std::string event_id;  ///< search within one event
  std::optional<Instant> from;  ///< sessions that start at or after it
  std::optional<Instant> to;  ///< sessions that start before it
  std::optional<std::vector<SessionSpan>> spans;  ///< passages that begin in one of these
  Sort sort = Sort::kRelevance;
  WordsAsked words = WordsAsked::kAsFits;
  BySound by_sound = BySound::kYes;
  /// Matching that takes longer is refused (kBadRequest); ranking ends after the second, counted from the beginning.
  std::chrono::milliseconds for_matching{2'000};
  std::chrono::milliseconds for_all{2'500};
  std::size_t limit = 20;
  std::size_t offset = 0;
};

/// A word looked for and one that was heard in its place: captions write names by ear.
struct SoundAlike {
  std::string asked;
  std::string heard;  ///< folded
  bool operator==(const SoundAlike&) const = default;
};

struct Hit {
  std::string session_id;
  std::string event_id;
  double start_seconds = 0;
  double end_seconds = 0;
  std::string speaker;
  std::string text;  ///< the passage
  std::string snippet_html;  ///< escaped, with <mark>
  double score = 0;
  std::vector<SoundAlike> sounds_like;  ///< those of Answer::sounds_like that stand in the text
  std::int64_t more_in_meeting = 0;  ///< other passages of the same meeting that match
};

struct FacetCount {
  std::string id;
  std::string name;
  std::int64_t count = 0;
};

struct Answer {
  std::string understood;  ///< a sentence: what was searched
  std::vector<std::string> terms;  ///< the words and phrases looked for, folded, for highlighting in a transcript
  std::vector<SoundAlike> sounds_like;  ///< what was also looked for, by its sound
  std::vector<Hit> hits;
  std::int64_t total = 0;  ///< passages that match
  std::int64_t meetings = 0;  ///< that have one
  bool total_is_exact = true;
  bool is_complete = true;  ///< false: it took too long; the hits are the best of what was looked at
  bool has_more = false;  ///< moments after these hits
  std::vector<FacetCount> bodies;  ///< most first
  std::vector<std::pair<int, std::int64_t>> years;
  std::optional<std::string> suggestion;  ///< a query that would find more
};

class Reader {
 public:
  virtual ~Reader() = default;
  /// kStorage for a damaged index, kBadRequest where it takes too long; no query text is wrong.
  virtual Result<Answer> find(const Query& query) = 0;
};

struct WriterLimits {
  std::size_t most_in_memory = 128U << 20U;  ///< bytes that are gathered before they become a file
};

/// The last thing that is done with a writer: what is merged then is merged.
Status commit_and_settle(Writer& writer);

/// The folder is made where it is not there; an index of another format, or a damaged one, is begun anew.
Result<std::unique_ptr<Writer>> open_writer(const std::string& folder, WriterLimits limits = {});
/// A folder without an index is an empty one. kStorage names the segment that cannot be read.
Result<std::unique_ptr<Reader>> open_reader(const std::string& folder);

struct DamagedPart {
  std::string file;
  std::string what;  ///< a sentence that names the file
};
/// Every checksum of the index, which takes as long as reading it. A damaged file may be deleted: its sessions are then
/// missing in versions(), and found again when they are put in anew.
Result<std::vector<DamagedPart>> check_index(const std::string& folder);

}  // namespace dais::search
