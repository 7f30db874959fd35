// SPDX-License-Identifier: Apache-2.0
// The record as one thing, for reading: each call answers one view. A Reader holds a connection and belongs to one
// thread at a time; ReaderPool lends them out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/views.h"
#include "base/result.h"
#include "config/config.h"
#include "insight/record.h"
#include "insight/selection.h"

namespace dais::search {
struct RelatedWord;
}

namespace dais::archive {

inline constexpr std::size_t kDefaultLimit = 20;
inline constexpr std::size_t kMaxLimit = 200;

/// `cursor` is what an earlier page gave as `next`; kBadRequest where it is none of ours.
struct Paging {
  std::size_t limit = kDefaultLimit;
  std::string cursor;
};

struct EventFilter {
  std::string body_id = {};
  std::optional<Instant> from = {};
  std::optional<Instant> to = {};
  std::string has = {};  ///< "", "recording", "transcript", "votes"
  std::string when = {};  ///< "", "past", "upcoming"
};

struct MatterFilter {
  std::string text = {};  ///< part of the file number or the title
  std::string matter_type = {};
  std::string status = {};
  std::string sponsor_id = {};
  std::optional<Instant> from = {};  ///< introduced then or later
  std::optional<Instant> to = {};    ///< introduced before
};

struct PersonFilter {
  std::string text = {};
  std::string body_id = {};
  std::string active = {};  ///< "", "true", "false"
};

/// Vote events, by who took part and how. Ids that are empty mean any.
struct VoteFilter {
  std::string body_id = {};
  std::optional<Instant> from = {};
  std::optional<Instant> to = {};  ///< the first moment that is no longer meant
  std::optional<domain::VoteClass> vote_class = {};  ///< of the person
  std::optional<int> year = {};  ///< on the calendar of the meeting
  insight::Contested contested = insight::Contested::kAny;
  std::string matter_type = {};
  std::string text = {};  ///< part of the matter's number or title, or of the agenda item
  std::string person_id = {};
  insight::Side side = insight::Side::kAny;  ///< of the person
  std::string with_id = {};  ///< the other person: both said yes or no
  std::optional<insight::Accord> accord = {};  ///< of the two
  insight::Stated stated = insight::Stated::kAny;
};

/// Roll calls of one person.
struct AttendanceFilter {
  std::string person_id = {};
  std::string body_id = {};
  std::optional<Instant> from = {};
  std::optional<Instant> to = {};
  std::optional<int> year = {};  ///< on the calendar of the meeting
  insight::Contested contested = insight::Contested::kAny;
  std::optional<insight::Presence> presence = {};
};

/// Of plain words: some will do where few moments have all of them, or each is wanted.
enum class WordsWanted { kAsFits, kAll };

struct SearchRequest {
  std::string text;
  std::string body_id;
  std::string person_id;
  std::string event_id;
  std::optional<Instant> from;
  std::optional<Instant> to;
  std::string sort = "relevance";  ///< relevance, newest, oldest
  std::string kind = {};           ///< moment, person, matter, item or document: only these; empty: all, in groups
  Paging paging;
  WordsWanted words = WordsWanted::kAsFits;
};

/// A list's own choices, for filter forms.
struct MatterChoices {
  std::vector<std::string> types;
  std::vector<std::string> statuses;
};

// archive/study.h
struct QuoteView;
struct TrendsRequest;
struct TrendsView;
struct LikeView;

/// Where an id leads: to itself, to its successor (redirect), or to nothing (kNotFound). CDP's 12-hex ids lead to ours.
struct Located {
  std::string id;
  bool moved = false;
};

struct ChangeFeed;

class Reader {
 public:
  virtual ~Reader() = default;

  virtual Result<HomeView> home() = 0;
  virtual Result<Page<EventSummary>> events(const EventFilter& filter, const Paging& paging) = 0;
  virtual Result<EventView> event(const std::string& id) = 0;
  virtual Result<Page<PersonSummary>> people(const PersonFilter& filter, const Paging& paging) = 0;
  virtual Result<PersonView> person(const std::string& id, const VoteFilter& filter, const Paging& paging) = 0;
  virtual Result<Page<PersonVote>> person_votes(const std::string& id, const VoteFilter& filter,
                                                const Paging& paging) = 0;
  virtual Result<Page<MatterSummary>> matters(const MatterFilter& filter, const Paging& paging) = 0;
  virtual Result<MatterChoices> matter_choices() = 0;
  virtual Result<MatterView> matter(const std::string& id) = 0;
  virtual Result<Page<BodySummary>> bodies(const Paging& paging) = 0;
  virtual Result<BodyView> body(const std::string& id, const Paging& paging) = 0;
  virtual Result<VoteEventView> vote(const std::string& id) = 0;
  /// Newest first; each with the votes of `person_id` and `with_id`, where the filter names them.
  virtual Result<Page<VoteLine>> votes(const VoteFilter& filter, const Paging& paging) = 0;
  /// The roll calls that a figure of attendance counts, newest first.
  virtual Result<Page<AttendedMeeting>> attended(const AttendanceFilter& filter, const Paging& paging) = 0;
  /// What figures are counted from (insight/figures.h, insight/coverage.h); the same for all readers of a generation.
  virtual Result<std::shared_ptr<const insight::Record>> record() = 0;
  virtual Result<SearchView> search(const SearchRequest& request) = 0;
  /// Where a quotation was said, and how exactly.
  virtual Result<QuoteView> quote(const std::string& text) = 0;
  /// How often terms are said over time. kBadRequest names the parameter as addresses have it.
  virtual Result<TrendsView> trends(const TrendsRequest& request) = 0;
  /// Passages like the one at that second of a recording; kNotFound where there is none.
  virtual Result<LikeView> like(const std::string& event_id, int session, double seconds) = 0;
  /// Words that go with those of a query.
  virtual Result<std::vector<search::RelatedWord>> related(const std::string& text) = 0;
  /// People, bodies, matters and phrases of the archive that `text` may be the beginning of, likeliest first; none for
  /// less than two characters.
  virtual Result<std::vector<Suggested>> suggest(const std::string& text, std::size_t limit) = 0;

  /// kind: event, person, matter, body, vote_event.
  virtual Result<Located> locate(const std::string& kind, const std::string& id) = 0;
  virtual Result<std::string> resolve(const std::string& source, const std::string& kind,
                                      const std::string& external_id) = 0;

  /// CDP's Transcript JSON of a session: the file as it came where it was one.
  virtual Result<std::string> transcript_json(const std::string& event_id, int session) = 0;
  /// Any of the session's transcripts, by its id.
  virtual Result<domain::Transcript> transcript(const std::string& event_id, int session, const std::string& id) = 0;
  /// The path of a recording kept here, by its content hash (file name of "/media/…").
  virtual Result<std::string> media_file(const std::string& name) = 0;

  /// What was changed after number `since` (changes.h), at most `limit` records; kBadRequest where the archive never
  /// gave that number.
  virtual Result<ChangeFeed> changes(std::int64_t since, std::size_t limit) = 0;

  /// Changes with every committed write, by whichever process; cheap enough to ask for every request.
  virtual std::uint64_t generation() = 0;
};

class RecordTitles;
class VotingRecordCache;
std::shared_ptr<VotingRecordCache> make_record_cache(const config::Config& config);

std::shared_ptr<RecordTitles> make_record_titles();

/// Opens the instance's catalog, indexes and blobs for reading. Readers that are given one cache share their record,
/// and those that are given the same titles share these.
/// kStorage, kBadConfig.
Result<std::unique_ptr<Reader>> open_reader(const std::string& instance_dir, const config::Config& config,
                                            std::shared_ptr<VotingRecordCache> cache = nullptr,
                                            std::shared_ptr<RecordTitles> titles = nullptr);

/// Readers for as many threads as ask at once.
class ReaderPool {
 public:
  /// `open` makes one more Reader when all are lent out; it may be called from several threads.
  explicit ReaderPool(std::function<Result<std::unique_ptr<Reader>>()> open);
  ~ReaderPool();

  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Reader> reader) : pool_(&pool), reader_(std::move(reader)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Reader* operator->() const { return reader_.get(); }
    Reader& operator*() const { return *reader_; }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Reader> reader_;
  };
  Result<Lease> lease();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dais::archive
