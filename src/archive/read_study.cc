// SPDX-License-Identifier: Apache-2.0
// Quotations, terms over time, passages like another, words that go together: the index says what was said, the catalog
// in which meetings and by whom.
#include <algorithm>
#include <cmath>

#include "archive/catalog_reader.h"
#include "archive/term_trends.h"
#include "search/segment.h"

namespace dais::archive {

using store::integer_of;
using store::Row;
using store::Rows;
using store::text_of;

namespace {

std::string moment_url(const EventSummary& event, int session, double seconds) {
  return "/events/" + event.ref.id + "?s=" + std::to_string(session) +
         "&t=" + std::to_string(static_cast<std::int64_t>(std::floor(seconds)));
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Result<std::vector<search::CountedTerm>> terms_of(const TrendsRequest& request) {
  std::vector<search::CountedTerm> terms;
  for (const std::string& typed : search::split_terms(request.terms)) {
    auto term = search::parse_term(typed);
    if (!term) return fail(std::move(term.error()).at("q"));
    terms.push_back(std::move(*term));
  }
  if (terms.size() > kMostTerms)
    return fail(ErrorCode::kBadRequest, "q: at most " + std::to_string(kMostTerms) + " terms, with commas between");
  if (request.apart != Apart::kNothing && terms.size() > 1)
    return fail(ErrorCode::kBadRequest, "by: only one term can be told apart by body or person");
  return terms;
}

TrendSession session_of(const search::IndexView& index, std::uint32_t number, const TrendsRequest& request) {
  const search::SessionHead& head = index.head(number);
  const Instant start{std::chrono::milliseconds(head.start_ms)};
  const bool taken = (request.body_id.empty() || head.body_id == request.body_id) &&
                     (!request.from || start >= *request.from) && (!request.to || start < *request.to);
  constexpr int kYear = 10'000;
  constexpr int kMonth = 100;
  const auto date = static_cast<int>(head.date);
  return {date / kYear, date / kMonth % kMonth, head.body_id, index.persons(number), taken};
}

}  // namespace

Result<QuoteView> CatalogReader::quote(const std::string& text) {
  const auto index = search::IndexView::open(index_folder_);
  if (!index) return fail(index.error());
  auto answer = search::find_quote(*index, text);
  if (!answer) return fail(std::move(answer.error()));
  QuoteView view;
  view.text = text;
  view.quoted_words = answer->quoted_words;
  for (search::QuotedPlace& place : answer->places) {
    const auto where = whereabouts(place.session_id, place.event_id);
    if (!where) return fail(where.error());
    // Between two commits the index may be ahead of the catalog that this reader sees, or behind it.
    if (!*where) continue;
    const Result<const Speakers*> known = speakers();
    if (!known) return fail(known.error());
    QuotedMoment moment{(*where)->event, (*where)->session, {}, {}, {}};
    moment.url = moment_url(moment.event, moment.session, place.start_seconds);
    for (const std::string& label : place.speakers) {
      const KnownPerson* person = label.empty() ? nullptr : (*known)->find(label, moment.event.start);
      moment.speakers.push_back({person == nullptr ? "" : person->id, label, ""});
    }
    moment.place = std::move(place);
    view.places.push_back(std::move(moment));
  }
  Result<Holdings> held = holdings();
  if (!held) return fail(std::move(held.error()));
  view.searched = *held;
  return view;
}

Result<std::optional<CatalogReader::Whereabouts>> CatalogReader::whereabouts(const std::string& session_id,
                                                                             const std::string& event_id) {
  auto events = events_of_ids({event_id});
  if (!events) return fail(std::move(events.error()));
  const Result<Rows> rows = database_->query("select session_index from session where id = $1", {session_id});
  if (!rows) return fail(rows.error());
  if (events->empty() || rows->empty()) return std::optional<Whereabouts>();
  return std::optional<Whereabouts>({std::move(events->front()), static_cast<int>(integer_of(rows->front()[0]))});
}

Result<TrendsView> CatalogReader::trends(const TrendsRequest& request) {
  TrendCounts counts;
  auto terms = terms_of(request);
  if (!terms) return fail(std::move(terms.error()));
  counts.terms = std::move(*terms);
  TrendsView view;
  if (!counts.terms.empty()) {
    const auto index = search::IndexView::open(index_folder_);
    if (!index) return fail(index.error());
    for (std::uint32_t i = 0; i < index->sessions(); ++i) counts.sessions.push_back(session_of(*index, i, request));
    counts.words = search::count_words(*index);
    for (const search::CountedTerm& term : counts.terms) {
      auto times = search::count_times(*index, term.unit);
      if (!times) return fail(std::move(times.error()));
      counts.times.push_back(std::move(*times));
    }
    auto made = trends_of(counts, request);
    if (!made) return fail(std::move(made.error()));
    view = std::move(*made);
    if (Status named = name_groups(view, request.apart); !named) return fail(std::move(named.error()));
  }
  Result<Holdings> held = holdings();
  if (!held) return fail(std::move(held.error()));
  view.searched = *held;
  return view;
}

Status CatalogReader::name_groups(TrendsView& view, Apart apart) {
  if (apart == Apart::kNothing || view.series.empty()) return {};
  Ids ids;
  for (const TrendSeries& series : view.series) ids.push_back(series.group.id);
  const std::string table = apart == Apart::kBody ? "body" : "person";
  const Result<Rows> rows = database_->query("select id, name from " + table + " where id " + database_->in_list("$1"),
                                             {database_->list_value(ids)});
  if (!rows) return fail(rows.error());
  for (TrendSeries& series : view.series) {
    const auto row = std::ranges::find(*rows, series.group.id, [](const Row& each) { return text_of(each[0]); });
    if (row != rows->end()) series.group.name = text_of((*row)[1]);
  }
  return {};
}

Result<LikeView> CatalogReader::like(const std::string& event_id, int session, double seconds) {
  auto events = events_of_ids({event_id});
  if (!events) return fail(std::move(events.error()));
  const Result<Rows> rows = database_->query("select id from session where event_id = $1 and session_index = $2",
                                             {event_id, static_cast<std::int64_t>(session)});
  if (!rows) return fail(rows.error());
  if (events->empty() || rows->empty())
    return fail(ErrorCode::kNotFound, "event " + event_id + ": no recording " + std::to_string(session));
  const auto index = search::IndexView::open(index_folder_);
  if (!index) return fail(index.error());
  const auto number = index->find_session(text_of(rows->front()[0]));
  if (!number) return fail(ErrorCode::kNotFound, "event " + event_id + ": no words of that recording are searched");
  LikeView view;
  view.event = std::move(events->front());
  view.session = session;
  auto telling = search::telling_words(*index, *number, seconds);
  if (!telling) return fail(std::move(telling.error()));
  const auto texts = index->texts(*number, telling->range);
  if (!texts) return fail(texts.error());
  view.text = joined(*texts);
  view.words = std::move(telling->words);
  constexpr double kMs = 1000;
  view.start_seconds = telling->range.end == 0 ? 0 : index->sentence(*number, telling->range.first).start_ms / kMs;
  view.url = moment_url(view.event, session, view.start_seconds);
  if (view.words.empty()) return view;
  SearchRequest request;
  request.text = joined(view.words);
  auto found = search(request);
  if (!found) return fail(std::move(found.error()));
  const double end = index->sentence(*number, telling->range.end - 1).end_ms / kMs;
  std::erase_if(found->hits, [&](const SearchHit& hit) {
    return hit.event.ref.id == event_id && hit.session == session && hit.start_seconds < end &&
           view.start_seconds < hit.end_seconds;
  });
  view.found = std::move(*found);
  return view;
}

Result<std::vector<search::RelatedWord>> CatalogReader::related(const std::string& text) {
  const auto index = search::IndexView::open(index_folder_);
  if (!index) return fail(index.error());
  return search::related_words(*index, text);
}

}  // namespace dais::archive
