// SPDX-License-Identifier: Apache-2.0
#include "harness/fake_reader.h"

#include <algorithm>

namespace dais::harness {
namespace {

using namespace archive;

template <typename View>
Result<View> find_in(const std::map<std::string, View>& views, const std::string& id, const char* kind) {
  const auto found = views.find(id);
  if (found == views.end()) return fail(ErrorCode::kNotFound, std::string("no ") + kind + " " + id);
  return found->second;
}

template <typename T>
Page<T> page_of(std::vector<T> items, const FakeTown& town) {
  const auto total = static_cast<std::int64_t>(items.size());
  return Page<T>{std::move(items), town.next_cursor, total};
}

}  // namespace

Status FakeReader::check(const Paging& paging) {
  town_->last_paging = paging;
  if (town_->failure) return fail(*town_->failure);
  if (!paging.cursor.empty() && paging.cursor != town_->only_cursor)
    return fail(ErrorCode::kBadRequest, "cursor: not one of ours");
  return {};
}

Result<HomeView> FakeReader::home() {
  if (town_->failure) return fail(*town_->failure);
  return town_->home;
}

Result<Page<EventSummary>> FakeReader::events(const EventFilter& filter, const Paging& paging) {
  town_->last_events = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<EventSummary> items;
  for (const auto& [id, view] : town_->events) {
    const EventSummary& event = view.summary;
    if (!filter.body_id.empty() && event.body.id != filter.body_id) continue;
    if (filter.from && event.start < *filter.from) continue;
    if (filter.to && event.start > *filter.to) continue;
    if (filter.has == "recording" && !event.has_recording) continue;
    if (filter.has == "transcript" && !event.has_transcript) continue;
    if (filter.has == "votes" && event.vote_count == 0) continue;
    if (filter.when == "upcoming" && event.state != EventState::kUpcoming) continue;
    if (filter.when == "past" && event.state == EventState::kUpcoming) continue;
    items.push_back(event);
  }
  std::ranges::sort(items, [](const EventSummary& a, const EventSummary& b) { return a.start > b.start; });
  return page_of(std::move(items), *town_);
}

Result<EventView> FakeReader::event(const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->events, id, "event");
}

Result<Page<PersonSummary>> FakeReader::people(const PersonFilter& filter, const Paging& paging) {
  town_->last_people = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<PersonSummary> items;
  for (const auto& [id, view] : town_->people) {
    if (view.summary.ref.name.find(filter.text) == std::string::npos) continue;
    if (filter.active == "true" && !view.summary.is_active) continue;
    if (filter.active == "false" && view.summary.is_active) continue;
    items.push_back(view.summary);
  }
  return page_of(std::move(items), *town_);
}

Result<PersonView> FakeReader::person(const std::string& id, const VoteFilter& filter, const Paging& paging) {
  town_->last_votes = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  Result<PersonView> view = find_in(town_->people, id, "person");
  if (view && filter.vote_class) {
    std::erase_if(view->votes.items, [&](const PersonVote& vote) { return vote.vote_class != *filter.vote_class; });
    view->votes.total = static_cast<std::int64_t>(view->votes.items.size());
  }
  return view;
}

Result<Page<PersonVote>> FakeReader::person_votes(const std::string& id, const VoteFilter& filter,
                                                  const Paging& paging) {
  Result<PersonView> view = person(id, filter, paging);
  if (!view) return fail(view.error());
  return view->votes;
}

Result<Page<MatterSummary>> FakeReader::matters(const MatterFilter& filter, const Paging& paging) {
  town_->last_matters = filter;
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<MatterSummary> items;
  for (const auto& [id, view] : town_->matters) {
    const bool named = view.summary.ref.name.find(filter.text) != std::string::npos ||
                       view.summary.title.find(filter.text) != std::string::npos;
    if (!named) continue;
    if (!filter.matter_type.empty() && view.summary.matter_type != filter.matter_type) continue;
    if (!filter.status.empty() && view.summary.status != filter.status) continue;
    items.push_back(view.summary);
  }
  return page_of(std::move(items), *town_);
}

Result<MatterChoices> FakeReader::matter_choices() {
  if (town_->failure) return fail(*town_->failure);
  return MatterChoices{{"Ordinance", "Resolution"}, {"Adopted", "In committee"}};
}

Result<MatterView> FakeReader::matter(const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->matters, id, "matter");
}

Result<Page<BodySummary>> FakeReader::bodies(const Paging& paging) {
  if (auto ok = check(paging); !ok) return fail(ok.error());
  std::vector<BodySummary> items;
  for (const auto& [id, view] : town_->bodies) items.push_back(view.summary);
  return page_of(std::move(items), *town_);
}

Result<BodyView> FakeReader::body(const std::string& id, const Paging& paging) {
  if (auto ok = check(paging); !ok) return fail(ok.error());
  return find_in(town_->bodies, id, "body");
}

Result<VoteEventView> FakeReader::vote(const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->votes, id, "vote");
}

Result<SearchView> FakeReader::search(const SearchRequest& request) {
  town_->last_search = request;
  if (auto ok = check(request.paging); !ok) return fail(ok.error());
  SearchView view = town_->found;
  view.text = request.text;
  view.next = town_->next_cursor;
  return view;
}

Result<Located> FakeReader::locate(const std::string& kind, const std::string& id) {
  if (town_->failure) return fail(*town_->failure);
  if (town_->locate_failure) return fail(*town_->locate_failure);
  if (const auto found = town_->moved.find(id); found != town_->moved.end()) return Located{found->second, true};
  const bool known =
      (kind == "event" && town_->events.contains(id)) || (kind == "person" && town_->people.contains(id)) ||
      (kind == "matter" && town_->matters.contains(id)) || (kind == "body" && town_->bodies.contains(id)) ||
      (kind == "vote_event" && town_->votes.contains(id));
  if (!known) return fail(ErrorCode::kNotFound, "no " + kind + " " + id);
  return Located{id, false};
}

Result<std::string> FakeReader::resolve(const std::string& source, const std::string& kind,
                                        const std::string& external_id) {
  if (town_->failure) return fail(*town_->failure);
  if (kind == "event") {
    for (const auto& [id, view] : town_->events) {
      if (view.provenance.source == source && view.provenance.external_id == external_id) return id;
    }
  }
  return fail(ErrorCode::kNotFound, "no " + kind + " " + external_id + " of " + source);
}

Result<std::string> FakeReader::transcript_json(const std::string& event_id, int session) {
  if (town_->failure) return fail(*town_->failure);
  if (event_id != kHeld || session != 0) return fail(ErrorCode::kNotFound, "no transcript");
  return std::string(R"({"generator":"Alder Cross captions","sentences":[]})");
}

Result<std::string> FakeReader::media_file(const std::string& name) {
  if (town_->failure) return fail(*town_->failure);
  return find_in(town_->media, name, "recording");
}

ReaderPool pool_of(std::shared_ptr<FakeTown> town) {
  return ReaderPool([town]() -> Result<std::unique_ptr<Reader>> { return std::make_unique<FakeReader>(town); });
}

}  // namespace dais::harness
