// SPDX-License-Identifier: Apache-2.0
// A small world for the tests of search: sessions written in a line, an index of them in a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "os/files.h"
#include "search/index.h"

namespace dais::search {

/// "Ann: We need bike lanes. | Bob: No." A sentence every ten seconds; "|" parts sentences, "Name:" starts a turn.
inline domain::Transcript transcript_of(std::string_view script, domain::Milliseconds each = 10'000) {
  domain::Transcript transcript;
  std::string speaker;
  while (!script.empty()) {
    const auto bar = script.find(" | ");
    std::string_view line = script.substr(0, bar);
    script = bar == std::string_view::npos ? "" : script.substr(bar + 3);
    domain::Sentence sentence;
    if (const auto colon = line.find(": "); colon != std::string_view::npos) {
      speaker = line.substr(0, colon);
      line.remove_prefix(colon + 2);
      sentence.turn_start = true;
    }
    sentence.speaker = speaker;
    sentence.text = line;
    sentence.start = static_cast<domain::Milliseconds>(transcript.sentences.size()) * each;
    sentence.end = sentence.start + each;
    transcript.sentences.push_back(std::move(sentence));
  }
  return transcript;
}

/// `transcript` must outlive what is made of it.
inline SessionText session_of(const std::string& id, const domain::Transcript& transcript) {
  SessionText session;
  session.session_id = session.event_id = id;
  session.version = "v";
  session.transcript = &transcript;
  return session;
}

struct SampleSession {
  std::string id;
  std::string date;  ///< "2023-01-19"
  std::string body = "Council";
  std::string script;
};

class SampleIndex {
 public:
  SampleIndex() : own_(os::TempDir::make().value()), folder_(own_->path() + "/search") {}
  /// Of another one.
  explicit SampleIndex(std::string folder) : folder_(std::move(folder)) {}

  [[nodiscard]] const std::string& folder() const { return folder_; }

  Writer& writer() {
    if (writer_ == nullptr) {
      writer_ = open_writer(folder_).value();
    }
    return *writer_;
  }

  Reader& reader() {
    if (reader_ == nullptr) {
      reader_ = open_reader(folder_).value();
    }
    return *reader_;
  }

  void put(const SampleSession& sample) {
    const domain::Transcript transcript = transcript_of(sample.script);
    put(sample, transcript);
  }

  void put(const SampleSession& sample, const domain::Transcript& transcript) {
    SessionText session;
    session.session_id = sample.id;
    session.event_id = "event-" + sample.id;
    session.body_id = "body-" + sample.body;
    session.body_name = sample.body;
    session.date = sample.date;
    session.start = parse_instant(sample.date + "T18:00:00Z", "UTC").value();
    session.year = std::stoi(sample.date.substr(0, 4));
    session.version = "v1";
    session.transcript = &transcript;
    for (const domain::Sentence& sentence : transcript.sentences) {
      session.speaker_person_ids.push_back(sentence.speaker.empty() ? "" : "person-" + sentence.speaker);
    }
    const auto done = writer().put(session);
    ASSERT_TRUE(done) << done.error().message;
  }

  void commit() { ASSERT_TRUE(writer().commit()); }

  Answer find(const Query& query) {
    auto answer = reader().find(query);
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? std::move(*answer) : Answer{};
  }

  Answer find(std::string text) {
    Query query;
    query.text = std::move(text);
    return find(query);
  }

  /// The sessions of the hits, in order.
  std::vector<std::string> sessions(const std::string& text) {
    std::vector<std::string> ids;
    for (const Hit& hit : find(text).hits) {
      ids.push_back(hit.session_id);
    }
    return ids;
  }

 private:
  std::optional<os::TempDir> own_;
  std::string folder_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Reader> reader_;
};

}  // namespace dais::search
