// SPDX-License-Identifier: Apache-2.0
// For the tests of what goes into the archive and what a Reader shows of it, on each database: records to put in, and
// runs of sources that bring them.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "archive/ingest.h"
#include "archive/reader.h"
#include "harness/catalog_test.h"

namespace dais::archive {

inline Instant at(const char* text) { return parse_instant(text, "America/New_York").value(); }

inline domain::Person named(const std::string& name, const std::string& external_id = "") {
  domain::Person person;
  person.name = name;
  person.external_id = external_id;
  return person;
}

inline domain::Event council(const std::string& external_id, const char* when) {
  domain::Event event;
  event.external_id = external_id;
  event.body.name = "Council";
  event.start = at(when);
  return event;
}

inline domain::EventItem voted(const std::string& name, std::vector<std::pair<domain::Person, std::string>> votes) {
  domain::EventItem item;
  item.name = name;
  item.decision = "Passed";
  item.votes.emplace();
  for (auto& [person, value] : votes) item.votes->push_back({"", person, value});
  return item;
}

inline domain::Session spoken(const std::string& cues) {
  domain::Session session;
  session.caption = domain::Caption{"a.vtt", "WEBVTT\n\n" + cues};
  return session;
}

class RecordTest : public harness::CatalogTest {
 protected:
  void SetUp() override {
    CatalogTest::SetUp();
    config_.instance.timezone = "America/New_York";
  }

  struct Doc {
    std::string key;
    std::vector<domain::Record> records;
  };
  /// One run of a source, in which every document is new: its digest is its turn.
  Summary take(std::vector<Doc> docs, const std::string& source = "ingest",
               sources::Coverage coverage = sources::Coverage::kPart) {
    auto ingest = Ingest::open(place_->folder(), config_, {source, Effect::kWrite, nullptr}).value();
    for (Doc& doc : docs) give(*ingest, std::move(doc), std::to_string(++turn_));
    return ingest->finish(coverage).value();
  }
  /// One run in which every document has the given digest.
  Summary take_as(std::vector<Doc> docs, const std::string& digest) {
    auto ingest = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr}).value();
    for (Doc& doc : docs) give(*ingest, std::move(doc), digest);
    return ingest->finish(sources::Coverage::kPart).value();
  }
  std::unique_ptr<Reader> reader() { return open_reader(place_->folder(), config_).value(); }
  std::string id(const std::string& kind, const std::string& external_id, const std::string& source = "ingest") {
    return reader()->resolve(source, kind, external_id).value();
  }
  std::vector<PersonSummary> people() { return reader()->people({}, {}).value().items; }

 private:
  static void give(sources::Sink& sink, Doc doc, const std::string& digest) {
    if (sink.wants(doc.key, digest)) sink.take({doc.key, digest, std::move(doc.records)});
  }

  int turn_ = 0;
};

}  // namespace dais::archive
