// SPDX-License-Identifier: Apache-2.0
// An archive::Reader over values in memory: Alder Cross, a small town that does not exist, with a recorded meeting, one
// without a recording, one to come, one cancelled and one withdrawn. For tests of the pages and of the API; a test may
// change the town first. Remembers what it was asked.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "archive/changes.h"
#include "archive/reader.h"
#include "archive/study.h"

namespace dais::harness {

struct FakeTown {
  archive::HomeView home;
  std::map<std::string, archive::EventView> events;
  std::map<std::string, archive::PersonView> people;
  std::map<std::string, archive::MatterView> matters;
  std::map<std::string, archive::BodyView> bodies;
  std::map<std::string, archive::VoteEventView> votes;
  archive::SearchView found;  ///< answered to every search, with the request's text
  std::map<std::string, std::string> moved;  ///< old id → new id
  std::map<std::string, std::string> media;  ///< name → path
  std::optional<Error> failure;  ///< answered to everything, where set
  std::optional<Error> locate_failure;  ///< answered by locate only
  std::vector<archive::Suggested> suggested;  ///< answered to every beginning of a query
  std::string only_cursor;  ///< the one cursor that lists and searches take, besides none
  std::string next_cursor;  ///< given as `next` by lists and searches
  std::uint64_t generation = 1;
  archive::ChangeFeed changes;  ///< answered to every question for changes
  std::int64_t last_since = -1;
  std::size_t last_change_limit = 0;

  archive::QuoteView quoted;  ///< answered to every quotation, with its text
  archive::TrendsView trends;  ///< answered to every question for trends
  archive::LikeView like;  ///< answered for a moment of a known event
  std::vector<search::RelatedWord> related;

  archive::SearchRequest last_search;
  archive::TrendsRequest last_trends;
  std::string last_suggest;
  archive::EventFilter last_events;
  archive::MatterFilter last_matters;
  archive::PersonFilter last_people;
  archive::VoteFilter last_votes;
  archive::AttendanceFilter last_attendance;
  archive::Paging last_paging;
};

// Ids in the town. Public ids look like this: 13 of a-z and 2-7.
inline constexpr const char* kCouncil = "bodycouncil22";
inline constexpr const char* kPlanning = "bodyplanning2";
inline constexpr const char* kAnn = "personannlee2";
inline constexpr const char* kBo = "personbooder2";  ///< whose name is hostile
inline constexpr const char* kHeld = "eventheld2222";  ///< two sessions: a video with a transcript, a page elsewhere
inline constexpr const char* kUnrecorded = "eventbare2222";
inline constexpr const char* kUpcoming = "eventnext2222";
inline constexpr const char* kCancelled = "eventoff22222";
inline constexpr const char* kWithdrawn = "eventgone2222";
inline constexpr const char* kBikeMatter = "matterbike222";
inline constexpr const char* kTaxMatter = "mattertax2222";
inline constexpr const char* kSplitVote = "votesplit2222";
inline constexpr const char* kVoiceVote = "votevoice2222";
inline constexpr const char* kOddVote = "voteodd222222";  ///< stated "Passed", rows say no

std::shared_ptr<FakeTown> make_alder_cross();

class FakeReader : public archive::Reader {
 public:
  explicit FakeReader(std::shared_ptr<FakeTown> town) : town_(std::move(town)) {}

  Result<archive::HomeView> home() override;
  Result<archive::Page<archive::EventSummary>> events(const archive::EventFilter& filter,
                                                      const archive::Paging& paging) override;
  Result<archive::EventView> event(const std::string& id) override;
  Result<archive::Page<archive::PersonSummary>> people(const archive::PersonFilter& filter,
                                                       const archive::Paging& paging) override;
  Result<archive::PersonView> person(const std::string& id, const archive::VoteFilter& filter,
                                     const archive::Paging& paging) override;
  Result<archive::Page<archive::PersonVote>> person_votes(const std::string& id, const archive::VoteFilter& filter,
                                                          const archive::Paging& paging) override;
  Result<archive::Page<archive::MatterSummary>> matters(const archive::MatterFilter& filter,
                                                        const archive::Paging& paging) override;
  Result<archive::MatterChoices> matter_choices() override;
  Result<archive::MatterView> matter(const std::string& id) override;
  Result<archive::Page<archive::BodySummary>> bodies(const archive::Paging& paging) override;
  Result<archive::BodyView> body(const std::string& id, const archive::Paging& paging) override;
  Result<archive::VoteEventView> vote(const std::string& id) override;
  Result<archive::Page<archive::VoteLine>> votes(const archive::VoteFilter& filter,
                                                 const archive::Paging& paging) override;
  Result<archive::Page<archive::AttendedMeeting>> attended(const archive::AttendanceFilter& filter,
                                                           const archive::Paging& paging) override;
  Result<std::shared_ptr<const insight::Record>> record() override;
  Result<archive::SearchView> search(const archive::SearchRequest& request) override;
  Result<archive::QuoteView> quote(const std::string& text) override;
  Result<archive::TrendsView> trends(const archive::TrendsRequest& request) override;
  Result<archive::LikeView> like(const std::string& event_id, int session, double seconds) override;
  Result<std::vector<search::RelatedWord>> related(const std::string& text) override;
  Result<std::vector<archive::Suggested>> suggest(const std::string& text, std::size_t limit) override;
  Result<archive::Located> locate(const std::string& kind, const std::string& id) override;
  Result<std::string> resolve(const std::string& source, const std::string& kind,
                              const std::string& external_id) override;
  Result<std::string> transcript_json(const std::string& event_id, int session) override;
  Result<domain::Transcript> transcript(const std::string& event_id, int session, const std::string& id) override;
  Result<std::string> media_file(const std::string& name) override;
  Result<archive::ChangeFeed> changes(std::int64_t since, std::size_t limit) override;
  std::uint64_t generation() override { return town_->generation; }

 private:
  [[nodiscard]] Status check(const archive::Paging& paging);
  std::shared_ptr<FakeTown> town_;
};

/// A pool whose readers all look at `town`.
archive::ReaderPool pool_of(std::shared_ptr<FakeTown> town);

}  // namespace dais::harness
