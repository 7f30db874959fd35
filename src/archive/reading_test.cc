// SPDX-License-Identifier: Apache-2.0
// What a Reader finds: pages of lists, cursors, records by their name. On both databases.
#include <set>

#include "archive/record_fixture_test.h"

namespace dais::archive {
namespace {

class Reading : public RecordTest {};

TEST_P(Reading, AMatterAndAPersonAreFoundByNameInTheSearch) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 12-2024", {{named("Ann Lee", "7"), "Aye"}})};
  (*event.items)[0].matter = domain::Matter{.external_id = "m1", .name = "Res 12-2024"};
  take({{"a", {event}}});
  const SearchView by_number = reader()->search({.text = "res 12-2024"}).value();
  ASSERT_EQ(by_number.matters.items.size(), 1U);
  EXPECT_EQ(by_number.matters.items[0].ref.name, "Res 12-2024");
  const SearchView by_name = reader()->search({.text = "lee"}).value();
  ASSERT_EQ(by_name.people.items.size(), 1U);
  EXPECT_EQ(by_name.people.items[0].ref.name, "Ann Lee");
}

TEST_P(Reading, ACursorGoesOnInItsOwnListOnly) {
  take({{"a", {council("1", "2024-03-05T19:00:00"), council("2", "2024-03-12T19:00:00")}}});
  const std::string next = reader()->events({}, {1, ""}).value().next;
  EXPECT_TRUE(reader()->events({}, {1, next}));
  EXPECT_EQ(reader()->people({}, {1, next}).error().code, ErrorCode::kBadRequest);
  EXPECT_EQ(reader()->search({.text = "x", .paging = {1, next}}).error().code, ErrorCode::kBadRequest);
}

TEST_P(Reading, PagesOfAListShowEachRowOnce) {
  std::vector<Doc> docs;
  for (int i = 0; i < 25; ++i) {
    // Several at one instant, so that the id must break ties.
    docs.push_back({"d" + std::to_string(i),
                    {council(std::to_string(i), i % 2 == 0 ? "2024-03-05T19:00:00" : "2024-03-06T19:00:00")}});
  }
  take(docs);
  std::set<std::string> seen;
  Paging paging{7, ""};
  std::size_t shown = 0;
  do {
    const auto page = reader()->events({}, paging).value();
    EXPECT_EQ(page.total, 25);
    for (const EventSummary& event : page.items) seen.insert(event.ref.id);
    shown += page.items.size();
    paging.cursor = page.next;
  } while (!paging.cursor.empty());
  EXPECT_EQ(seen.size(), 25U);
  EXPECT_EQ(shown, 25U);
  EXPECT_EQ(reader()->events({}, {7, "rubbish"}).error().code, ErrorCode::kBadRequest);
}

INSTANTIATE_TEST_SUITE_P(Both, Reading, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
