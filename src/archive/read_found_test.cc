// SPDX-License-Identifier: Apache-2.0
// One box: records by their titles and documents by page, beside moments; on each database.
#include <gmock/gmock.h>

#include "archive/document_index.h"
#include "archive/instance.h"
#include "archive/record_fixture_test.h"
#include "documents/document_text.h"

namespace dais::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Found : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (IsSkipped()) return;
    domain::Event first = council("e1", "2024-03-05T18:00");
    first.agenda_uri = "https://town.example/agenda.pdf";
    domain::EventItem item = voted("Protected bike lanes on Mill Street", {{named("Ann Lee", "p1"), "Yes"}});
    item.external_id = "i1";
    item.matter.emplace();
    item.matter->external_id = "m1";
    item.matter->name = "Int 0012-2024";
    item.matter->title = "A local law on bike lanes";
    item.files = std::vector<domain::File>{{"f1", "Letter", "https://town.example/letter.pdf"}};
    domain::EventItem other;
    other.name = "Budget";
    other.files = std::vector<domain::File>{{"f2", "The same letter", "https://town.example/letter.pdf"}};
    first.items = std::vector<domain::EventItem>{item, other};
    first.sessions.push_back(spoken("00:01.000 --> 00:05.000\nWe speak of bike lanes tonight.\n"));
    domain::Event second = council("e2", "2024-04-05T18:00");
    domain::EventItem again;
    again.name = "Bike racks";
    second.items = std::vector<domain::EventItem>{again};
    domain::Matter matter = *item.matter;
    take({{"one", {first}}, {"two", {second}}, {"three", {matter}}});
  }

  void keep_text(const std::string& uri, const std::vector<std::string>& pages, const std::string& note = "") {
    const Places places = places_of(place_->folder(), config_);
    auto database = store::open_database(places.catalog, store::Access::kReadWrite).value();
    store::Blobs blobs(places.blobs);
    FileText text;
    text.uri = uri;
    text.read_by = 1;
    text.kind = "pdf";
    text.pages = static_cast<std::int64_t>(pages.size());
    text.note = note;
    if (!pages.empty()) text.text_blob = blobs.put_text(documents::join_pages(pages)).value();
    auto transaction = store::Transaction::begin(*database).value();
    ASSERT_TRUE(keep_file_text(*database, text));
    ASSERT_TRUE(transaction.commit());
    DocumentIndex index(*database, blobs, places.document_index, config::Instance{});
    ASSERT_TRUE(index.sync({uri}));
  }
  SearchView search(const std::string& text, const std::string& kind = "", std::size_t limit = 20,
                    const std::string& cursor = "") {
    SearchRequest request;
    request.text = text;
    request.kind = kind;
    request.paging = {limit, cursor};
    return reader()->search(request).value();
  }
  static std::vector<std::string> names(const Group<ItemHit>& items) {
    std::vector<std::string> out;
    for (const ItemHit& item : items.items) out.push_back(item.name);
    return out;
  }
};

TEST_P(Found, RecordsStandBesideMoments) {
  const SearchView view = search("bike lanes");
  EXPECT_EQ(view.total, 1);
  EXPECT_THAT(view.hits, SizeIs(1));
  EXPECT_THAT(names(view.items), ElementsAre("Protected bike lanes on Mill Street"));
  ASSERT_THAT(view.matters.items, SizeIs(1));
  EXPECT_EQ(view.matters.items[0].ref.name, "Int 0012-2024");
  EXPECT_THAT(view.people.items, IsEmpty());
  EXPECT_EQ(search("ann l").people.items.at(0).ref.name, "Ann Lee");
  EXPECT_EQ(search("int 12-2024").matters.total, 1);
}

TEST_P(Found, AWordThatIsTypedFindsItemsNewestFirst) {
  EXPECT_THAT(names(search("bik").items), ElementsAre("Bike racks", "Protected bike lanes on Mill Street"));
}

TEST_P(Found, AListOfOneKindHasPages) {
  const SearchView first = search("bike", "item", 1);
  EXPECT_EQ(first.total, 2);
  EXPECT_THAT(names(first.items), ElementsAre("Bike racks"));
  EXPECT_THAT(first.hits, IsEmpty());
  const SearchView second = search("bike", "item", 1, first.next);
  EXPECT_THAT(names(second.items), ElementsAre("Protected bike lanes on Mill Street"));
  EXPECT_EQ(second.next, "");
  EXPECT_FALSE(first.next.empty());
}

TEST_P(Found, MomentsAloneComeWithoutGroups) {
  const SearchView view = search("bike lanes", "moment");
  EXPECT_EQ(view.total, 1);
  EXPECT_EQ(view.items.total, 0);
}

TEST_P(Found, TheKindMayStandInTheText) {
  const SearchView view = search("bike kind:item");
  EXPECT_EQ(view.kind, "item");
  EXPECT_EQ(view.total, 2);
  EXPECT_THAT(view.hits, IsEmpty());
  EXPECT_EQ(search("bike lanes kind:song").kind, "");
}

TEST_P(Found, AnUnknownKindIsNamed) {
  SearchRequest request;
  request.kind = "song";
  const auto view = reader()->search(request);
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().message, "kind: \"song\" is none of moment, person, matter, item, document");
}

TEST_P(Found, WithinAMeetingItsOwnItemsAreFound) {
  SearchRequest request;
  request.text = "bike";
  request.event_id = id("event", "e1");
  const SearchView view = reader()->search(request).value();
  EXPECT_THAT(names(view.items), ElementsAre("Protected bike lanes on Mill Street"));
  EXPECT_EQ(view.matters.total, 0);
}

TEST_P(Found, WhatChangedIsFoundAsItIsNow) {
  const auto one = reader();
  SearchRequest request;
  request.text = "racks";
  EXPECT_EQ(one->search(request)->items.total, 1);
  domain::Event second = council("e2", "2024-04-05T18:00");
  domain::EventItem renamed;
  renamed.name = "Bike sheds";
  second.items = std::vector<domain::EventItem>{renamed};
  take({{"two", {second}}});
  EXPECT_EQ(one->search(request)->items.total, 0);
  request.text = "sheds";
  EXPECT_EQ(one->search(request)->items.total, 1);
}

TEST_P(Found, ADocumentIsFoundByPage) {
  std::vector<std::string> pages(40, "Nothing of note.");
  pages[36] = "The zephyr bridge\nshall be green.";
  keep_text("https://town.example/agenda.pdf", pages);
  const SearchView view = search("zephyr");
  EXPECT_EQ(view.total, 0);
  ASSERT_THAT(view.documents.items, SizeIs(1));
  const DocumentHit& hit = view.documents.items[0];
  EXPECT_EQ(hit.title, "Agenda");
  EXPECT_EQ(hit.page, 37);
  EXPECT_EQ(hit.pages, 40);
  EXPECT_EQ(hit.url, "https://town.example/agenda.pdf#page=37");
  ASSERT_TRUE(hit.event);
  EXPECT_EQ(hit.event->ref.id, id("event", "e1"));
  EXPECT_EQ(search("nothing of note", "document", 200).total, 39);
}

TEST_P(Found, ADocumentLongerThanARecordingCanBeIsFoundToItsEnd) {
  std::vector<std::string> pages(6100, "A page.");
  pages[6050] = "The very distant zephyr.";
  keep_text("https://town.example/agenda.pdf", pages);
  ASSERT_THAT(search("zephyr").documents.items, SizeIs(1));
  EXPECT_EQ(search("zephyr").documents.items[0].page, 6051);
  keep_text("https://town.example/agenda.pdf", {"Only a zephyr now."});
  EXPECT_EQ(search("zephyr", "document").total, 1);
  EXPECT_EQ(search("page", "document").total, 0);
}

TEST_P(Found, AFileOfTwoItemsIsOneDocumentAndWhatIsAmissIsTold) {
  keep_text("https://town.example/letter.pdf", {"A letter of the zephyr."});
  EXPECT_EQ(search("zephyr").documents.total, 1);
  keep_text("https://town.example/letter.pdf", {}, "it is damaged");
  EXPECT_EQ(search("zephyr").documents.total, 0);
  const EventView event = reader()->event(id("event", "e1")).value();
  for (const AgendaItem& item : event.items) EXPECT_EQ(item.files.at(0).note, "it is damaged");
  EXPECT_EQ(event.agenda_note, "");
}

TEST_P(Found, DocumentsOfAWithdrawnMeetingGo) {
  keep_text("https://town.example/agenda.pdf", {"A zephyr."});
  EXPECT_EQ(search("zephyr").documents.total, 1);
  take({{"two", {council("e2", "2024-04-05T18:00")}}}, "ingest", sources::Coverage::kWhole);
  EXPECT_EQ(search("zephyr").documents.total, 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, Found, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
