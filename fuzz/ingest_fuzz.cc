// SPDX-License-Identifier: Apache-2.0
// Any bytes as ingestion JSON and as legislative files: records or refusals that name a place, never a crash, and the
// promises that records keep. Links lead nowhere here: what looks one up must not find a file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "sources/cdp_links.h"
#include "sources/cdp_objects.h"
#include "sources/cdp_records.h"
#include "sources/legislator_records.h"

namespace {

using dais::sources::Fields;
using dais::sources::Problems;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_session(const dais::domain::Session& session, std::set<int>& numbers) {
  require(session.index >= 0 && numbers.insert(session.index).second);
  if (session.clip_start_seconds && session.clip_end_seconds)
    require(*session.clip_end_seconds > *session.clip_start_seconds);
  const dais::sources::cdp::Surroundings nowhere{"/nowhere/a", "/nowhere/a/b", "/nowhere", "a"};
  require(!dais::sources::cdp::find_linked_file(nowhere, session.media_uri));
  require(!dais::sources::cdp::find_linked_file(nowhere, session.caption_uri.value_or("")));
}

void check(const dais::domain::Record& record) {
  if (const auto* person = std::get_if<dais::domain::Person>(&record)) require(!person->name.empty());
  if (const auto* matter = std::get_if<dais::domain::Matter>(&record)) require(!matter->name.empty());
  const auto* event = std::get_if<dais::domain::Event>(&record);
  if (event == nullptr) return;
  require(!event->body.name.empty());
  std::set<int> numbers;
  bool dated = event->start.has_value();
  for (const auto& session : event->sessions) {
    check_session(session, numbers);
    dated = dated || session.start;
  }
  require(dated);
  for (const auto& item : event->items.value_or(std::vector<dais::domain::EventItem>{})) {
    require(!item.name.empty());
    for (const auto& vote : item.votes.value_or(std::vector<dais::domain::Vote>{})) require(!vote.person.name.empty());
  }
}

void read_as_cdp(const dais::sources::cdp::Object& object) {
  Problems problems("fuzz");
  if (const auto record = dais::sources::cdp::read_record(Fields(object.view, "America/New_York", problems))) {
    check(*record);
  } else {
    require(!problems.empty());
  }
  for (const auto& problem : problems.all())
    require(problem.where.starts_with("fuzz: $") && !problem.error.message.empty());
}

void read_as_legislator(const dais::sources::cdp::Object& object) {
  if (!object.view.is_object()) return;
  Problems problems("fuzz");
  const Fields fields(object.view, "America/New_York", problems);
  if (const auto person = dais::sources::legislator::read_person(fields)) check(*person);
  if (const auto matter = dais::sources::legislator::read_matter(fields)) check(*matter);
  if (const auto event = dais::sources::legislator::read_event(fields, [](std::string_view id) { return id == "7"; }))
    check(*event);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const dais::sources::cdp::Taker taker{
      [](const dais::sources::cdp::Object& object) {
        read_as_cdp(object);
        read_as_legislator(object);
      },
      [](const std::string&, const dais::Error& error) { require(!error.message.empty()); }};
  dais::sources::cdp::for_each_object(text, taker);
  dais::sources::cdp::ObjectFeed feed(taker, 1U << 20U);
  const bool fed = feed.feed(text.substr(0, size / 2)) && feed.feed(text.substr(size / 2));
  if (fed) feed.finish();
  dais::sources::legislator::peek_id(text);
  return 0;
}
