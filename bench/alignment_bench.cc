// SPDX-License-Identifier: Apache-2.0
// Aligns the items of many meetings with their captions and prints one JSON line an item; bench/alignment.py drives it,
// compares with the times that the record states, and learns the weights from the features.
// Usage: alignment_bench long-day            how long 15 hours and 500 items take
//        alignment_bench features|places|even|search CAPTIONS_FOLDER ITEMS.jsonl [WEIGHTS.json]
//   ITEMS.jsonl: {"meeting": "ID", "items": [{"title", "start_seconds", "number"?, "matter_name"?, "matter_type"?}]}
//   features: the candidates of each item with their features · places: what alignment answers, with its confidence
//   even: items spread evenly over the recording · search: the best hit of the title in the meeting's own index
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>

#include "alignment/evidence.h"
#include "alignment/spoken.h"
#include "alignment/title_words.h"
#include "alignment/weights.h"
#include "json/json.h"
#include "os/files.h"
#include "search/index.h"
#include "speech/captions.h"

namespace {

using namespace dais;
namespace bj = boost::json;

constexpr std::uint64_t kLargestCaptions = 64'000'000;

struct Meeting {
  std::string id;
  std::vector<alignment::Item> items;
  std::vector<double> starts;
  domain::Transcript transcript;
};

[[noreturn]] void stop(const std::string& message) {
  std::fprintf(stderr, "alignment_bench: %s\n", message.c_str());
  std::exit(1);
}

std::string text_at(const bj::object& object, std::string_view key) {
  const bj::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Meeting read_meeting(const std::string& line, const std::string& captions_folder) {
  const auto parsed = json::parse(line);
  if (!parsed) stop(parsed.error().message);
  Meeting meeting;
  meeting.id = text_at(parsed->as_object(), "meeting");
  for (const bj::value& item : parsed->as_object().at("items").as_array()) {
    const bj::object& object = item.as_object();
    alignment::Item made;
    made.title = text_at(object, "title");
    made.number = text_at(object, "number");
    made.matter_name = text_at(object, "matter_name");
    made.matter_type = text_at(object, "matter_type");
    meeting.items.push_back(std::move(made));
    meeting.starts.push_back(object.at("start_seconds").to_number<double>());
  }
  const std::string path = captions_folder + "/" + meeting.id + ".vtt";
  const auto content = os::read_file(path, kLargestCaptions);
  if (!content) stop(content.error().message);
  auto captions = speech::read_captions(*content, path);
  if (!captions) stop(captions.error().message);
  meeting.transcript = std::move(captions->transcript);
  return meeting;
}

double length_of(const Meeting& meeting) {
  double last = 0;
  for (const auto& sentence : meeting.transcript.sentences)
    last = std::max(last, static_cast<double>(sentence.end) / 1000);
  return last;
}

void print(bj::object line) { std::cout << bj::serialize(line) << '\n'; }

bj::object line_of(const Meeting& meeting, std::size_t item) {
  return {{"meeting", meeting.id}, {"item", item}, {"start", meeting.starts[item]}, {"length", length_of(meeting)}};
}

void print_features(const Meeting& meeting) {
  const alignment::Spoken spoken(meeting.transcript, 0, 1e9);
  const auto candidates = alignment::find_candidates(alignment::read_titles(meeting.items, spoken), spoken);
  for (std::size_t i = 0; i < meeting.items.size(); ++i) {
    bj::array rows;
    for (const alignment::Candidate& candidate : candidates[i]) {
      bj::array row{spoken.positions()[candidate.position].seconds};
      for (const double value : candidate.features) row.emplace_back(value);
      rows.push_back(std::move(row));
    }
    bj::object line = line_of(meeting, i);
    line["candidates"] = std::move(rows);
    print(std::move(line));
  }
}

void print_places(const Meeting& meeting, const alignment::Weights& weights) {
  alignment::Options options;
  options.least_confidence = 0;
  const auto places = alignment::align_with(meeting.items, meeting.transcript, options, weights);
  for (std::size_t i = 0; i < places.size(); ++i) {
    bj::object line = line_of(meeting, i);
    if (places[i].seconds) line["seconds"] = *places[i].seconds;
    line["confidence"] = places[i].confidence;
    line["why"] = places[i].why;
    print(std::move(line));
  }
}

void print_even(const Meeting& meeting) {
  for (std::size_t i = 0; i < meeting.items.size(); ++i) {
    bj::object line = line_of(meeting, i);
    line["seconds"] = length_of(meeting) * static_cast<double>(i) / static_cast<double>(meeting.items.size());
    print(std::move(line));
  }
}

void print_search(const Meeting& meeting) {
  auto folder = os::TempDir::make();
  if (!folder) stop(folder.error().message);
  const std::string file = folder->path() + "/index";
  auto writer = search::open_writer(file);
  if (!writer) stop(writer.error().message);
  search::SessionText session;
  session.session_id = meeting.id;
  session.event_id = meeting.id;
  session.version = "1";
  session.transcript = &meeting.transcript;
  if (const auto put = (*writer)->put(session); !put) stop(put.error().message);
  if (const auto done = (*writer)->commit(); !done) stop(done.error().message);
  auto reader = search::open_reader(file);
  if (!reader) stop(reader.error().message);
  for (std::size_t i = 0; i < meeting.items.size(); ++i) {
    search::Query query;
    query.text = meeting.items[i].title;
    query.limit = 1;
    const auto answer = (*reader)->find(query);
    if (!answer) stop(answer.error().message);
    bj::object line = line_of(meeting, i);
    if (!answer->hits.empty()) line["seconds"] = answer->hits[0].start_seconds;
    print(std::move(line));
  }
}

/// A long day: fifteen hours at 150 words a minute and 500 items of six words, all from one vocabulary.
void print_long_day() {
  constexpr int kHours = 15;
  constexpr std::size_t kItems = 500;
  std::uint64_t state = 1;
  const auto word = [&state] {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const double share = static_cast<double>(state >> 11U) / 9007199254740992.0;
    auto number = 40'503U * (1 + static_cast<std::uint32_t>(20'000 * share * share * share));
    std::string letters;
    for (int i = 0; i < 8; ++i, number = number * 2'654'435'761U + 1)
      letters += static_cast<char>('a' + (number >> 16U) % 26);
    return letters;
  };
  std::vector<alignment::Item> items(kItems);
  for (alignment::Item& item : items) {
    for (int i = 0; i < 6; ++i) item.title += word() + " ";
  }
  domain::Transcript transcript;
  constexpr std::size_t kSentences = kHours * 3600 / 6;
  for (std::size_t i = 0; i < kSentences; ++i) {
    domain::Sentence sentence;
    sentence.start = static_cast<domain::Milliseconds>(i) * 6000;
    sentence.end = sentence.start + 6000;
    const bool begins = i % (kSentences / kItems) == 0 && i / (kSentences / kItems) < kItems;
    if (begins) sentence.text = "The next item is " + items[i / (kSentences / kItems)].title;
    for (int words = begins ? 6 : 15; words > 0; --words) sentence.text += word() + " ";
    transcript.sentences.push_back(sentence);
  }
  const std::clock_t started = std::clock();  // of this process: others may be at work
  const auto places = alignment::align(items, transcript);
  const double taken = static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
  const auto placed =
      std::ranges::count_if(places, [](const alignment::Place& place) { return place.seconds.has_value(); });
  std::printf("%d hours, %zu items: %.2f s, %zd placed\n", kHours, kItems, taken, placed);
}

alignment::Weights read_weights(const std::string& path) {
  const auto content = os::read_file(path, kLargestCaptions);
  if (!content) stop(content.error().message);
  const auto parsed = json::parse(*content);
  if (!parsed) stop(path + ": " + parsed.error().message);
  const bj::object& object = parsed->as_object();
  alignment::Weights weights;
  for (std::size_t f = 0; f < alignment::kFeatures; ++f) {
    const bj::value* value = object.if_contains(alignment::name_of(static_cast<alignment::Feature>(f)));
    if (value != nullptr) weights.features[f] = value->to_number<double>();
  }
  weights.open = object.at("open").to_number<double>();
  weights.out_of_order = object.at("out_of_order").to_number<double>();
  weights.slope = object.at("slope").to_number<double>();
  weights.shift = object.at("shift").to_number<double>();
  return weights;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string(argv[1]) == "long-day") {
    print_long_day();
    return 0;
  }
  if (argc < 4) stop("usage: alignment_bench features|places|even|search CAPTIONS_FOLDER ITEMS.jsonl [WEIGHTS.json]");
  const std::string mode = argv[1];
  const alignment::Weights weights = argc > 4 ? read_weights(argv[4]) : alignment::learned_weights();
  std::ifstream lines(argv[3]);
  if (!lines) stop(std::string(argv[3]) + ": cannot be read");
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const Meeting meeting = read_meeting(line, argv[2]);
    if (mode == "features") print_features(meeting);
    if (mode == "places") print_places(meeting, weights);
    if (mode == "even") print_even(meeting);
    if (mode == "search") print_search(meeting);
  }
}
