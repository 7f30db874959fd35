// SPDX-License-Identifier: Apache-2.0
// search_eval SET INDEX RUN.jsonl [QUERIES.jsonl]: indexes a folder of ../shared/data/moments (captions/, ingest/) into
// the file INDEX, answers its questions into RUN.jsonl as evaluate.py reads it, and prints times. No archive is needed.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "search/index.h"
#include "speech/captions.h"

namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

std::string read_all(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Answers how many sessions were put; -1: stopped, and said why.
int put_all(const std::filesystem::path& set, dais::search::Writer& writer) {
  int put = 0;
  double reading = 0;
  for (const auto& entry : std::filesystem::directory_iterator(set / "ingest")) {
    const auto start = Clock::now();
    const auto event = boost::json::parse(read_all(entry.path()));
    const auto& session = event.at("sessions").at(0);
    const std::string uri(session.at("caption_uri").as_string());
    const auto captions = dais::speech::read_captions(read_all(set / uri), uri);
    const auto when = dais::parse_instant(std::string(session.at("session_datetime").as_string()), "America/Chicago");
    if (!captions || !when) {
      std::cerr << uri << ": " << (captions ? when.error().message : captions.error().message) << "\n";
      continue;
    }
    reading += ms_since(start);
    dais::search::SessionText text;
    text.session_id = text.event_id = entry.path().stem();
    text.body_id = text.body_name = std::string(event.at("body").at("name").as_string());
    text.start = *when;
    text.year = 2023;
    text.transcript = &captions->transcript;
    if (auto done = writer.put(text); !done) {
      std::cerr << done.error().message << "\n";
      return -1;
    }
    ++put;
  }
  std::cout << fmt::format("reading captions {:.0f} ms\n", reading);
  if (auto done = writer.commit(); !done) {
    std::cerr << done.error().message << "\n";
    return -1;
  }
  return put;
}

int answer_all(const std::string& queries, const std::string& index, const std::string& run) {
  auto reader = dais::search::open_reader(index);
  if (!reader) {
    std::cerr << reader.error().message << "\n";
    return 1;
  }
  std::ifstream in(queries);
  std::ofstream out(run);
  std::vector<double> times;
  for (std::string line; std::getline(in, line);) {
    const auto question = boost::json::parse(line);
    dais::search::Query query;
    query.text = std::string(question.at("text").as_string());
    query.limit = 100;
    const auto start = Clock::now();
    const auto answer = (*reader)->find(query);
    times.push_back(ms_since(start));
    if (!answer) {
      std::cerr << answer.error().message << "\n";
      return 1;
    }
    boost::json::array results;
    for (const auto& hit : answer->hits) {
      results.push_back({{"meeting", hit.event_id}, {"start_seconds", hit.start_seconds}});
    }
    out << boost::json::serialize(boost::json::value{{"qid", question.at("qid")}, {"results", results}}) << "\n";
  }
  std::cout << fmt::format("first question {:.1f} ms\n", times.empty() ? 0 : times.front());
  std::ranges::sort(times);
  const auto at = [&](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
  std::cout << fmt::format("questions {} median {:.1f} p99 {:.1f} max {:.1f} ms\n", times.size(), at(.5), at(.99), at(1));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: search_eval SET INDEX RUN.jsonl [QUERIES.jsonl]\n";
    return 2;
  }
  const std::filesystem::path set = argv[1];
  auto writer = dais::search::open_writer(argv[2]);
  if (!writer) {
    std::cerr << writer.error().message << "\n";
    return 1;
  }
  const auto known = (*writer)->versions();
  if (known && known->empty()) {
    const auto start = Clock::now();
    const int put = put_all(set, **writer);
    if (put < 0) {
      return 1;
    }
    std::cout << fmt::format("indexed {} sessions in {:.0f} ms, {} bytes\n", put, ms_since(start),
                             std::filesystem::file_size(argv[2]));
  }
  return answer_all(argc > 4 ? argv[4] : (set / "queries.jsonl").string(), argv[2], argv[3]);
}
