// SPDX-License-Identifier: Apache-2.0
// Any bytes are a query: parsed, run against a small index in memory, and its answer marked up.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "search/index.h"

namespace {

using dais::domain::Sentence;
using dais::domain::Transcript;

/// One file for the life of the fuzzer, in a folder of its own.
std::string index_file() {
  static const std::string file = [] {
    std::string folder = "/tmp/dais-query-fuzz-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) {
      std::abort();
    }
    return folder + "/search.db";
  }();
  return file;
}

std::unique_ptr<dais::search::Reader> small_index() {
  Transcript transcript;
  for (const char* text : {"We need bike lanes on the avenue.", "Élan is part-time at 14:30.",
                           "Snow & <ice> cost $50,000.", "東京 council's \"quoted\" words.", "Running water."}) {
    Sentence sentence;
    sentence.start = static_cast<std::int64_t>(transcript.sentences.size()) * 45'000;
    sentence.end = sentence.start + 30'000;
    sentence.speaker = transcript.sentences.size() % 2 == 0 ? "Ann Lee" : "";
    sentence.text = text;
    transcript.sentences.push_back(sentence);
  }
  auto writer = dais::search::open_writer(index_file());
  if (!writer) {
    std::abort();
  }
  for (const char* id : {"s1", "s2"}) {
    dais::search::SessionText session;
    session.session_id = session.event_id = id;
    session.body_id = session.body_name = "Council";
    session.date = "2023-05-01";
    session.year = 2023;
    session.transcript = &transcript;
    if (!(*writer)->put(session)) {
      std::abort();
    }
  }
  if (!(*writer)->commit()) {
    std::abort();
  }
  auto reader = dais::search::open_reader(index_file());
  if (!reader) {
    std::abort();
  }
  return std::move(*reader);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto reader = small_index();
  dais::search::Query query;
  query.text.assign(reinterpret_cast<const char*>(data), size);
  const auto answer = reader->find(query);
  if (!answer || answer->understood.empty() || answer->hits.size() > static_cast<std::size_t>(answer->total)) {
    std::abort();  // no text is an error
  }
  return 0;
}
