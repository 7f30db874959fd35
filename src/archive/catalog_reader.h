// SPDX-License-Identifier: Apache-2.0
// The Reader over the catalog, the index and the blobs. One file a subject: read_events.cc, read_people.cc …
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/cursor.h"
#include "archive/instance.h"
#include "archive/item_spans.h"
#include "archive/reader.h"
#include "archive/record_titles.h"
#include "archive/speakers.h"
#include "archive/study.h"
#include "archive/voting_record.h"
#include "search/index.h"
#include "store/blobs.h"
#include "store/database.h"

namespace dais::archive {

class CatalogReader : public Reader {
 public:
  struct Indexes {
    std::unique_ptr<search::Reader> moments;
    std::unique_ptr<search::Reader> documents;
  };
  CatalogReader(std::unique_ptr<store::Database> database, Indexes indexes, const Places& places, std::string timezone,
                std::shared_ptr<VotingRecordCache> record_cache, std::shared_ptr<RecordTitles> titles);

  Result<HomeView> home() override;
  Result<Page<EventSummary>> events(const EventFilter& filter, const Paging& paging) override;
  Result<EventView> event(const std::string& id) override;
  Result<Page<PersonSummary>> people(const PersonFilter& filter, const Paging& paging) override;
  Result<PersonView> person(const std::string& id, const VoteFilter& filter, const Paging& paging) override;
  Result<Page<PersonVote>> person_votes(const std::string& id, const VoteFilter& filter, const Paging& paging) override;
  Result<Page<MatterSummary>> matters(const MatterFilter& filter, const Paging& paging) override;
  Result<MatterChoices> matter_choices() override;
  Result<MatterView> matter(const std::string& id) override;
  Result<Page<BodySummary>> bodies(const Paging& paging) override;
  Result<BodyView> body(const std::string& id, const Paging& paging) override;
  Result<VoteEventView> vote(const std::string& id) override;
  Result<Page<VoteLine>> votes(const VoteFilter& filter, const Paging& paging) override;
  Result<Page<AttendedMeeting>> attended(const AttendanceFilter& filter, const Paging& paging) override;
  Result<std::shared_ptr<const insight::Record>> record() override;
  Result<SearchView> search(const SearchRequest& request) override;
  Result<QuoteView> quote(const std::string& text) override;
  Result<TrendsView> trends(const TrendsRequest& request) override;
  Result<LikeView> like(const std::string& event_id, int session, double seconds) override;
  Result<std::vector<search::RelatedWord>> related(const std::string& text) override;
  Result<std::vector<Suggested>> suggest(const std::string& text, std::size_t limit) override;
  Result<Located> locate(const std::string& kind, const std::string& id) override;
  Result<std::string> resolve(const std::string& source, const std::string& kind,
                              const std::string& external_id) override;
  Result<std::string> transcript_json(const std::string& event_id, int session) override;
  Result<domain::Transcript> transcript(const std::string& event_id, int session, const std::string& id) override;
  Result<std::string> media_file(const std::string& name) override;
  Result<ChangeFeed> changes(std::int64_t since, std::size_t limit) override;
  std::uint64_t generation() override;

 private:
  using Ids = std::vector<std::string>;

  // What several views show; each call is one query, whatever the number of ids.
  Result<std::vector<EventSummary>> event_summaries(const std::string& where_and_order, const store::Params& params);
  Result<std::vector<EventSummary>> events_of_ids(const Ids& ids);
  Result<std::vector<VoteEventSummary>> vote_summaries(const std::string& where_and_order, const store::Params& params);
  Result<std::vector<VoteEventSummary>> votes_of_ids(const Ids& ids);  ///< in the order of the ids
  Result<std::vector<insight::Index>> found_votes(const insight::Record& record, const VoteFilter& filter);
  Status add_casts(std::vector<VoteLine>& lines, const Ids& persons);
  Status fill_tallies(std::vector<VoteEventSummary>& votes);
  Result<std::vector<MatterSummary>> matter_summaries(const std::string& where_and_order, const store::Params& params);
  Result<std::vector<PersonSummary>> person_summaries(const std::string& where_and_order, const store::Params& params);
  Result<std::vector<BodySummary>> body_summaries(const std::string& where_and_order, const store::Params& params);
  Result<std::vector<RoleView>> roles_of(const std::string& person_id);
  Result<Provenance> provenance(const store::Table& table, const std::string& id, const std::string& source_uri);
  Result<std::int64_t> count(const std::string& sql, const store::Params& params);
  Result<Holdings> holdings();

  // Parts of single views.
  Status add_sessions(EventView& view);
  Status add_recordings(EventView& view);
  Status add_transcripts(EventView& view);
  Status add_items(EventView& view);
  Status add_item_moments(EventView& view);
  Status add_item_files(EventView& view);
  Status add_document_notes(EventView& view);
  Status add_item_votes(EventView& view);
  Status add_attendance(EventView& view);
  Status add_neighbours(EventView& view);
  Result<std::string> body_of_most_people();
  Status add_spoken(std::vector<PersonSummary>& people);
  Status add_matter_actions(MatterView& view);
  Status add_earlier_texts(MatterView& view);
  Status add_person_moments(PersonView& view);
  Result<std::vector<SearchHit>> moments(const search::Query& query);
  Status add_matter_moments(MatterView& view);
  Result<std::string> add_vote_item(VoteEventView& view);  ///< answers the meeting's page at its source
  Status add_vote_rows(VoteEventView& view);
  Status add_changed_votes(VoteEventView& view);
  Status add_members(BodyView& view);
  struct Whereabouts {
    EventSummary event;
    int session = 0;
  };
  Result<std::optional<Whereabouts>> whereabouts(const std::string& session_id, const std::string& event_id);
  Status name_groups(TrendsView& view, Apart apart);
  // Parts of a search (read_search.cc, read_found.cc). Listed: what this page lists of it, and whether more follows.
  struct Listed {
    std::size_t rows = 0;
    bool has_more = false;
  };
  Result<Listed> add_moments(SearchView& view, const search::Query& query);
  Result<Listed> add_listed_group(SearchView& view, const SearchRequest& request, const search::Query& query);
  Status add_groups(SearchView& view, const SearchRequest& request, const search::Query& query);
  Status add_people_group(SearchView& view, const TitleQuery& query, std::size_t offset, std::size_t limit);
  Status add_matter_group(SearchView& view, const TitleQuery& query, std::size_t offset, std::size_t limit);
  Status add_item_group(SearchView& view, const TitleQuery& query, const std::string& event_id, std::size_t offset,
                        std::size_t limit);
  Status add_document_group(SearchView& view, search::Query query);
  // matter: and vote: (read_asked_spans.cc); nothing where neither is asked for.
  Result<std::optional<Spans>> asked_spans(const search::ParsedQuery& parsed);
  Result<AskedItems> items_of_matters(const std::vector<std::string>& words);
  Result<AskedItems> items_of_votes(const std::vector<std::string>& words);
  // What is said of vote: where it names neither an outcome nor anybody.
  Result<std::string> note_on_votes(const search::ParsedQuery& parsed);
  Status suggest_people(const TitleQuery& query, std::vector<Suggested>& out);
  Status suggest_matters(const TitleQuery& query, std::vector<Suggested>& out);
  Status suggest_bodies(const TitleQuery& query, std::vector<Suggested>& out);
  void refresh_phrases();
  /// Why nothing was found, and what would be.
  Status add_nearest(SearchView& view, const search::Query& query);
  Status add_file_notes(const std::vector<FileLink*>& files);
  Status add_hits(SearchView& view, const std::vector<search::Hit>& hits);
  Result<const Speakers*> speakers();

  std::unique_ptr<store::Database> database_;
  std::unique_ptr<search::Reader> index_;
  std::string index_folder_;
  std::unique_ptr<search::Reader> documents_;
  store::Blobs blobs_;
  std::string timezone_;
  std::shared_ptr<VotingRecordCache> record_cache_;
  std::shared_ptr<RecordTitles> titles_;
  std::string phrases_file_;
  TitleTable phrases_;  ///< as of phrases_written_
  std::optional<std::filesystem::file_time_type> phrases_written_;
  std::optional<Speakers> speakers_;      ///< as of speakers_generation_
  std::int64_t speakers_generation_ = -1;
  std::map<std::string, std::int64_t> spoken_;  ///< person → turns, as of spoken_generation_
  std::int64_t spoken_generation_ = -1;
  std::optional<Holdings> holdings_;      ///< as of holdings_generation_
  std::int64_t holdings_generation_ = -1;
};

/// As the index asks for them.
std::vector<search::SessionSpan> session_spans(const Spans& spans);

/// A list's WHERE, grown condition by condition; each value is a numbered parameter.
class Conditions {
 public:
  /// `condition` has "$?" where the value goes, once.
  void add(std::string_view condition, store::Value value);
  void add(std::string_view condition);
  /// "where …", or nothing.
  [[nodiscard]] std::string where() const;
  /// The next parameter's name, for what follows the WHERE.
  std::string parameter(store::Value value);
  [[nodiscard]] const store::Params& params() const { return params_; }

 private:
  std::string text_;
  store::Params params_;
};

/// Cuts a list that was asked for one row more than its limit, and sets `next` from the last row kept.
template <typename T, typename KeyOf>
Page<T> cut_page(ListOf list, std::vector<T> rows, std::size_t limit, std::int64_t total, KeyOf key_of) {
  Page<T> page;
  page.total = total;
  const bool more = rows.size() > limit;
  if (more) rows.resize(limit);
  if (more && !rows.empty()) page.next = encode_cursor(list, key_of(rows.back()));
  page.items = std::move(rows);
  return page;
}

}  // namespace dais::archive
