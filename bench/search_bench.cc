// SPDX-License-Identifier: Apache-2.0
// Makes a corpus of passages, indexes it, and asks it questions; bench/search_engines.py drives it and asks the same of
// other engines.
// Usage: search_bench make CAPTIONS_FOLDER… --passages N --seed S --into FOLDER
//            FOLDER/passages.tsv: meeting, body, date, start in ms, speaker, text · FOLDER/meetings.jsonl is not needed
//        search_bench index --passages N … as above, into FOLDER/index: seconds and bytes
//        search_bench ask INDEX QUESTIONS      a line a question (JSON: "text", "body", "from", "to"): milliseconds
//        each
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "json/json.h"
#include "os/files.h"
#include "search/index.h"
#include "search/passages.h"
#include "search_corpus.h"
#include "speech/captions.h"

namespace {

using namespace dais;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kLargestCaptions = 64'000'000;

[[noreturn]] void stop(const std::string& message) {
  std::fprintf(stderr, "search_bench: %s\n", message.c_str());
  std::exit(1);
}

struct Options {
  std::vector<std::string> folders;
  std::uint64_t passages = 10'000;
  std::uint64_t seed = 1;
  std::string into = ".";
};

Options options_of(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto value = [&] { return i + 1 < words.size() ? words[++i] : (stop("a value is missing"), std::string()); };
    if (words[i] == "--passages") {
      options.passages = std::stoull(value());
    } else if (words[i] == "--seed") {
      options.seed = std::stoull(value());
    } else if (words[i] == "--into") {
      options.into = value();
    } else {
      options.folders.push_back(words[i]);
    }
  }
  return options;
}

std::vector<domain::Transcript> read_captions(const std::vector<std::string>& folders) {
  std::vector<std::string> files;
  for (const std::string& folder : folders) {
    const auto found = os::list_files(folder, ".vtt", os::Depth::kThisFolder);
    if (!found) stop(found.error().message);
    files.insert(files.end(), found->begin(), found->end());
  }
  std::ranges::sort(files);
  std::vector<domain::Transcript> transcripts;
  for (const std::string& file : files) {
    const auto content = os::read_file(file, kLargestCaptions);
    if (!content) stop(content.error().message);
    auto captions = speech::read_captions(*content, file);
    if (captions) transcripts.push_back(std::move(captions->transcript));
  }
  return transcripts;
}

double seconds_since(Clock::time_point began) { return std::chrono::duration<double>(Clock::now() - began).count(); }

/// Meetings until there are as many passages as wanted; answers how many meetings.
template <typename Take>
std::uint64_t each_meeting(const bench::SearchCorpus& corpus, std::uint64_t passages, Take take) {
  std::uint64_t number = 0;
  for (std::uint64_t made = 0; made < passages; ++number) {
    const bench::MadeMeeting meeting = corpus.meeting(number);
    const auto cut = search::cut_passages(meeting.transcript);
    made += cut.size();
    take(meeting, cut);
  }
  return number;
}

std::string plain(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

int make(const Options& options) {
  const bench::SearchCorpus corpus(read_captions(options.folders), options.seed);
  std::ofstream out(options.into + "/passages.tsv");
  const std::uint64_t meetings = each_meeting(corpus, options.passages, [&](const auto& meeting, const auto& cut) {
    for (const search::Passage& passage : cut) {
      std::string text;
      const auto& sentences = meeting.transcript.sentences;
      for (std::size_t i = passage.first; i < passage.first + passage.count; ++i)
        text += (i > passage.first ? " " : "") + sentences[i].text;
      out << meeting.id << '\t' << meeting.body << '\t' << meeting.date << '\t' << sentences[passage.first].start
          << '\t' << sentences[passage.first].speaker << '\t' << plain(text) << '\n';
    }
  });
  std::ofstream questions(options.into + "/questions.txt");
  for (std::uint64_t i = 0; i < 200; ++i) questions << plain(corpus.question(i, meetings, 4 + i % 6)) << '\n';
  std::ofstream pairs(options.into + "/pairs.txt");
  for (std::uint64_t i = 0; i < 200; ++i) pairs << plain(corpus.question(1000 + i, meetings, 2 + i % 2)) << '\n';
  return 0;
}

int index(const Options& options) {
  const bench::SearchCorpus corpus(read_captions(options.folders), options.seed);
  const std::string folder = options.into + "/index";
  std::filesystem::remove_all(folder);
  auto writer = search::open_writer(folder);
  if (!writer) stop(writer.error().message);
  double making = 0;
  const auto began = Clock::now();
  auto made = Clock::now();
  std::uint64_t count = 0;
  each_meeting(corpus, options.passages, [&](const bench::MadeMeeting& meeting, const auto&) {
    making += seconds_since(made);
    search::SessionText session;
    session.session_id = session.event_id = meeting.id;
    session.body_id = session.body_name = meeting.body;
    session.date = meeting.date;
    session.start = parse_instant(meeting.date + "T18:00:00Z", "UTC").value();
    session.year = std::stoi(meeting.date.substr(0, 4));
    session.version = "1";
    session.transcript = &meeting.transcript;
    for (const domain::Sentence& sentence : meeting.transcript.sentences)
      session.speaker_person_ids.push_back(sentence.speaker);
    if (Status put = (*writer)->put(session); !put) stop(put.error().message);
    ++count;
    made = Clock::now();
  });
  if (Status done = (*writer)->commit(); !done) stop(done.error().message);
  const double taken = seconds_since(began) - making;
  std::uint64_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) bytes += file.file_size();
  std::printf("{\"meetings\": %llu, \"seconds\": %.2f, \"bytes\": %llu}\n", static_cast<unsigned long long>(count),
              taken, static_cast<unsigned long long>(bytes));
  return 0;
}

/// Each line is a query; a tab may follow, then a body.
int ask(const std::string& folder, const std::string& questions) {
  auto began = Clock::now();
  auto reader = search::open_reader(folder);
  if (!reader) stop(reader.error().message);
  std::fprintf(stderr, "opened in %.2f ms\n", seconds_since(began) * 1000);
  std::ifstream in(questions);
  std::string line;
  while (std::getline(in, line)) {
    search::Query query;
    const auto tab = line.find('\t');
    query.text = line.substr(0, tab);
    if (tab != std::string::npos) query.body_id = line.substr(tab + 1);
    query.limit = 10;
    began = Clock::now();
    const std::clock_t worked = std::clock();
    const auto answer = (*reader)->find(query);
    const double ms = seconds_since(began) * 1000;
    const double cpu_ms = static_cast<double>(std::clock() - worked) * 1000 / CLOCKS_PER_SEC;
    if (!answer) stop(answer.error().message);
    std::printf("%.4f\t%.3f\t%lld\t%s\n", ms, cpu_ms, static_cast<long long>(answer->total), line.c_str());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() >= 2 && words[0] == "make") return make(options_of({words.begin() + 1, words.end()}));
  if (words.size() >= 2 && words[0] == "index") return index(options_of({words.begin() + 1, words.end()}));
  if (words.size() == 3 && words[0] == "ask") return ask(words[1], words[2]);
  std::fprintf(
      stderr,
      "usage: search_bench make|index CAPTIONS… [--passages N] [--seed S] [--into FOLDER] | ask INDEX QUESTIONS\n");
  return 2;
}
