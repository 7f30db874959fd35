// SPDX-License-Identifier: Apache-2.0
// What the index answers, in which order and how often, against plain loops over all that was said.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>

#include "search/plain_search.h"
#include "search/sample_sessions.h"
#include "search/spare_core.h"

namespace dais::search {
namespace {

std::string any_of(const std::vector<std::string>& words) { return *rc::gen::elementOf(words); }

std::string any_word() {
  static const std::vector<std::string> words = {
      "lane",  "lanes",  "tree",      "snow",    "Élan",    "ann",    "lee",    "bob",   "seven", "7",
      "item",  "parks",  "part-time", "the",     "dog",     "fund",   "plow",   "plows", "bike",  "tax",
      "taxes", "budget", "herbold",   "herbald", "Herbolt", "marten", "Martin", "mardin"};
  return any_of(words);
}

std::string any_words(int least, int most) {
  std::string text;
  for (int left = *rc::gen::inRange(least, most); left > 0; --left) text += (text.empty() ? "" : " ") + any_word();
  return text;
}

/// Meetings of an hour or so, some with times that make no sense.
domain::Transcript any_transcript() {
  domain::Transcript transcript;
  domain::Milliseconds now = 0;
  const bool wild = *rc::gen::inRange(0, 6) == 0;
  const int filler = *rc::gen::inRange(0, 8);
  // A word, a silence: passages shorter than two words of a query may be apart.
  const bool sparse = *rc::gen::inRange(0, 5) == 0;
  for (int left = *rc::gen::inRange(0, 130); left > 0; --left) {
    domain::Sentence sentence;
    sentence.speaker = any_of({"", "Ann Lee", "Bob", "Lee", "Ann Lee", "Chair Bob Lee", "Bob Herbold"});
    sentence.text = any_words(0, sparse ? 2 : 5);
    for (int i = 0; i < (sparse ? 0 : filler); ++i) sentence.text += " and so on";
    sentence.start = wild ? *rc::gen::inRange(0, 40) * 7'000 : now;
    sentence.end = sentence.start + (sparse ? 1'000 : *rc::gen::inRange(0, 30'000));
    now = sentence.end + (sparse ? 40'000 : *rc::gen::inRange(0, 20) == 0 ? 200'000 : 0);
    transcript.sentences.push_back(std::move(sentence));
  }
  return transcript;
}

/// The language as people type it, and as they mistype it.
std::string any_text(int depth = 0) {
  switch (*rc::gen::inRange(0, depth > 2 ? 8 : 14)) {
    case 0:
      return "\"" + any_words(1, 4) + "\"";
    case 1:
      return "-" + any_word();
    case 2:
      return any_word() + " OR " + any_word();
    case 3:
      return any_word() + any_of({" NEAR ", " NEAR/3 "}) + any_word();
    case 4:
      return any_of({"la*", "pl*", "pa*", "bu*", "t*"});
    case 5:
      return any_of({"speaker:ann", "speaker:lee", "-speaker:bob", "speaker:\"ann lee\"", "body:finance",
                     "after:2023-02-01", "before:2023-03", "-body:council"});
    case 6:
      return any_of({"what did Ann Lee say about " + any_word(), "-\"" + any_words(1, 3) + "\""});
    case 7:
      return any_word();
    case 8:
    case 9:
      return "(" + any_text(depth + 1) + " " + any_text(depth + 1) + ")";
    case 10:
      return any_text(depth + 1) + any_of({" OR ", " AND ", " "}) + any_text(depth + 1);
    default:
      return any_words(1, 5);
  }
}

Query any_query() {
  Query query;
  query.text = any_text();
  if (*rc::gen::inRange(0, 6) == 0) query.person_id = any_of({"person-Ann Lee", "person-Bob"});
  if (*rc::gen::inRange(0, 8) == 0) query.body_id = "body-Finance";
  if (*rc::gen::inRange(0, 8) == 0) query.session_id = "s1";
  query.sort = *rc::gen::element(Sort::kRelevance, Sort::kRelevance, Sort::kNewest, Sort::kOldest);
  query.limit = static_cast<std::size_t>(*rc::gen::element(1, 2, 5, 1000));
  query.offset = static_cast<std::size_t>(*rc::gen::element(0, 0, 1, 3));
  return query;
}

void compare(const Answer& answer, const PlainAnswer& expected, const Query& query) {
  RC_ASSERT(answer.total == expected.total);
  std::map<std::string, std::int64_t> bodies;
  for (const FacetCount& body : answer.bodies) bodies[body.id] = body.count;
  RC_ASSERT(bodies == expected.bodies);
  RC_ASSERT((std::map<int, std::int64_t>(answer.years.begin(), answer.years.end())) == expected.years);
  const std::size_t all = expected.hits.size();
  const std::size_t first = std::min(query.offset, all);
  RC_ASSERT(answer.hits.size() == std::min(query.limit, all - first));
  RC_ASSERT(answer.has_more == (first + query.limit < all));
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    const PlainHit& other = expected.hits[first + i];
    RC_ASSERT(std::abs(answer.hits[i].score - other.score) < 1e-3);
    RC_ASSERT(answer.hits[i].session_id == other.session_id);
    RC_ASSERT(std::abs(answer.hits[i].start_seconds - other.start_seconds) < 1e-6);
  }
}

void put_any_session(SampleIndex& index, PlainSearch& plain) {
  const domain::Transcript transcript = any_transcript();
  SessionText session;
  session.session_id = "s" + std::to_string(*rc::gen::inRange(0, 5));
  session.event_id = "event";
  session.body_name = any_of({"Council", "Finance", "Board of Finance"});
  session.body_id = "body-" + session.body_name;
  session.date = any_of({"2022-12-30", "2023-01-19", "2023-02-28", "2023-05-01"});
  session.start = parse_instant(session.date + "T18:00:00Z", "UTC").value();
  session.year = std::stoi(session.date.substr(0, 4));
  session.version = "1";
  session.language = any_of({"english", "english", "spanish"});
  session.transcript = &transcript;
  for (const domain::Sentence& sentence : transcript.sentences)
    session.speaker_person_ids.push_back(sentence.speaker.empty() ? "" : "person-" + sentence.speaker);
  RC_ASSERT(index.writer().put(session).has_value());
  transcript.sentences.empty() ? plain.remove(session.session_id) : plain.put(session);
}

/// Each text a passage of its own.
domain::Transcript apart(const std::vector<std::string>& texts) {
  domain::Transcript transcript;
  for (const std::string& text : texts) {
    domain::Sentence sentence;
    sentence.text = text;
    sentence.start = static_cast<domain::Milliseconds>(transcript.sentences.size()) * 45'000;
    sentence.end = sentence.start + 2'000;
    transcript.sentences.push_back(std::move(sentence));
  }
  return transcript;
}

/// What is near across a passage of one word counts as near, though no passage beside has the other word: sessions
/// that say the words more often, but apart, are looked at first, and must not be taken for the better ones.
TEST(Oracle, WordsAreNearAcrossAPassageOfOneWord) {
  const std::string filler = "and so on and so on and so on and so on and so on and so on";
  for (int more = 0; more < 12; ++more) {
    SampleIndex index;
    PlainSearch plain;
    const auto put = [&](const std::string& id, const domain::Transcript& transcript) {
      SessionText session;
      session.session_id = session.event_id = id;
      session.start = parse_instant("2023-01-19T18:00:00Z", "UTC").value();
      session.version = "1";
      session.language = "english";
      session.transcript = &transcript;
      session.speaker_person_ids.resize(transcript.sentences.size());
      ASSERT_TRUE(index.writer().put(session).has_value());
      plain.put(session);
    };
    // Others that say one of the words each, so that both together are what is rare.
    for (int i = 0; i < 24; ++i) {
      const std::string text = filler + (i % 2 == 0 ? " lane" : " plow");
      put("other" + std::to_string(i), apart({text, text, text, text}));
    }
    put("near", apart({filler, filler + " lane", "then", "plow " + filler, filler}));
    std::string often = filler + " lane";
    for (int i = 0; i < more; ++i) often += i % 2 == 0 ? " lane" : "";
    std::string other = filler + " plow";
    for (int i = 0; i < more; ++i) other += i % 2 == 1 ? " plow" : "";
    // More of them than are looked at before it is known what is to be surpassed.
    for (int i = 0; i < 12; ++i)
      put("often" + std::to_string(i), apart({filler, often + " " + filler, other + " " + filler, filler}));
    ASSERT_TRUE(index.writer().commit().has_value());
    Query query;
    query.text = "lane plow";
    query.limit = 1;
    EXPECT_EQ(index.reader().find(query).value().hits.at(0).session_id, plain.find(query).hits.at(0).session_id)
        << more;
  }
}

RC_GTEST_PROP(Oracle, EveryAnswerIsThatOfPlainLoops, ()) {
  SampleIndex index;
  PlainSearch plain;
  for (int left = *rc::gen::inRange(1, 7); left > 0; --left) {
    if (*rc::gen::inRange(0, 8) == 0) {
      RC_ASSERT(index.writer().remove("s1").has_value());
      plain.remove("s1");
    }
    put_any_session(index, plain);
    if (*rc::gen::inRange(0, 3) == 0) RC_ASSERT(index.writer().commit().has_value());
  }
  RC_ASSERT(index.writer().commit().has_value());
  for (int left = 12; left > 0; --left) {
    const Query query = any_query();
    RC_LOG() << "query: " << query.text << " person: " << query.person_id << " body: " << query.body_id
             << " session: " << query.session_id << " limit: " << query.limit << " offset: " << query.offset << '\n';
    std::optional<AlwaysHelped> helped;
    if (*rc::gen::inRange(0, 2) == 0) helped.emplace();
    const auto answer = index.reader().find(query);
    RC_ASSERT(answer.has_value());
    compare(*answer, plain.find(query), query);
  }
}

}  // namespace
}  // namespace dais::search
