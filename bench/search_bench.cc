// SPDX-License-Identifier: Apache-2.0
// Makes a corpus of passages, indexes it, and asks it questions; bench/search_engines.py drives it and asks the same of
// other engines.
// Usage: search_bench make CAPTIONS_FOLDER… --passages N --seed S --into FOLDER
//            FOLDER/passages.tsv: meeting, body, date, start in ms, speaker, text
//        search_bench index …  the same passages into FOLDER/index: prints seconds and bytes
//        search_bench questions FOLDER KIND     200 questions from the passages: FOLDER/KIND.txt, and as Dais is asked
//            FOLDER/KIND.dais.txt; KIND: any (words side by side), all, phrase, filter (a tab and a body follow)
//        search_bench worst FOLDER              the worst that a person can type, of its most frequent words:
//        FOLDER/worst.txt search_bench ask INDEX QUESTIONS       a line a question: milliseconds, those of work, how
//        many answer; on stderr
//            what it took to open, and the memory: of its own, and mapped
//        search_bench cold INDEX QUESTIONS      twenty times: milliseconds from a file that is not in memory to an
//        answer search_bench check INDEX QUESTIONS     whether the first ten hits are those of all hits, sorted
//        search_bench beside INDEX QUESTIONS CAPTIONS_FOLDER…   two readers ask, first alone, then beside a writer
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <thread>

#include "os/files.h"
#include "search/index.h"
#include "search/passages.h"
#include "search_corpus.h"
#include "speech/captions.h"
#include "text/words.h"

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
  return meetings > 0 ? 0 : 1;
}

/// Words side by side of passages spread over the file: 4 to 9 for a question, 2 or 3 for the other kinds.
int make_questions(const std::string& folder, const std::string& kind) {
  constexpr std::uint64_t kQuestions = 200;
  std::uint64_t lines = 0;
  std::string line;
  for (std::ifstream in(folder + "/passages.tsv"); std::getline(in, line);) ++lines;
  std::ofstream out(folder + "/" + kind + ".txt");
  std::ofstream ours(folder + "/" + kind + ".dais.txt");
  std::ifstream in(folder + "/passages.tsv");
  for (std::uint64_t number = 0, made = 0; std::getline(in, line) && made < kQuestions; ++number) {
    if (number != lines * made / kQuestions) continue;
    std::vector<std::string> columns;
    for (std::size_t at = 0; at != std::string::npos;) {
      const std::size_t tab = line.find('\t', at);
      columns.push_back(line.substr(at, tab - at));
      at = tab == std::string::npos ? tab : tab + 1;
    }
    std::vector<std::string> words;
    for (const text::FoldedWord& word : text::folded_words(columns.back())) words.push_back(word.folded);
    const bool is_question = kind == "any" || kind == "filter";
    const std::size_t count = is_question ? 4 + made % 6 : 2 + made % 2;
    const std::size_t first = words.size() / 3;
    std::string text;
    for (std::size_t i = first; i < std::min(words.size(), first + count); ++i)
      text += (i > first ? " " : "") + words[i];
    const std::string filter = kind == "filter" ? "\t" + columns[1] : "";
    out << text << filter << '\n';
    ours << (kind == "phrase" ? "\"" + text + "\"" : text) << (kind == "all" ? "\t\tall" : filter) << '\n';
    ++made;
  }
  return 0;
}

/// The words that most passages have, of every twentieth passage, the most frequent first.
std::vector<std::string> frequent_words(const std::string& folder, std::size_t most) {
  std::map<std::string, std::size_t> counts;
  std::ifstream in(folder + "/passages.tsv");
  std::string line;
  for (std::uint64_t number = 0; std::getline(in, line); ++number) {
    if (number % 20 != 0) continue;
    for (const text::FoldedWord& word : text::folded_words(line.substr(line.rfind('\t') + 1))) ++counts[word.folded];
  }
  std::vector<std::pair<std::size_t, std::string>> by_count;
  for (const auto& [word, count] : counts) by_count.emplace_back(count, word);
  std::ranges::sort(by_count, std::greater());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, by_count.size()); ++i) words.push_back(by_count[i].second);
  return words;
}

std::string joined(const std::vector<std::string>& words, const std::string& between, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, words.size()); ++i) text += (i > 0 ? between : "") + words[i];
  return text;
}

int make_worst(const std::string& folder) {
  const std::vector<std::string> words = frequent_words(folder, 2000);
  if (words.size() < 60) stop("there are too few words in " + folder);
  std::ofstream out(folder + "/worst.txt");
  for (const std::string between : {" ", " AND ", " OR ", " NEAR/1000 ", " NEAR/3 "})
    out << joined(words, between, 48) << '\n';
  for (const std::string between : {"* ", "* OR ", "* NEAR/1000 "}) {
    std::vector<std::string> beginnings;
    for (const std::string& word : words) {
      const std::string two = word.substr(0, 2);
      if (two.size() == 2 && std::ranges::find(beginnings, two) == beginnings.end()) beginnings.push_back(two);
    }
    out << joined(beginnings, between, 24) << "*\n";
  }
  out << '"' << joined(words, " ", 3) << "\"\n\"" << words[0] << ' ' << words[1] << "\" -" << words[2] << '\n';
  std::string nested = words[0];
  for (std::size_t i = 1; i < 48; ++i)
    nested = i % 6 == 0 ? "(" + nested + ")" : nested + (i % 3 == 0 ? " AND " : " OR ") + words[i];
  out << nested << '\n' << joined(words, " ", words.size()).substr(0, 10'240) << '\n';
  out << "-(" << joined(words, " ", 40) << ")\n" << words[0] << "*\n" << words[0] << '\n';
  for (const char letter : std::string("abcdefghijklmnopqrstuvwxyz")) out << letter << "*\n";
  return 0;
}

search::SessionText session_of(const bench::MadeMeeting& meeting, const std::string& prefix) {
  search::SessionText session;
  session.session_id = session.event_id = prefix + meeting.id;
  session.body_id = session.body_name = meeting.body;
  session.date = meeting.date;
  session.start = parse_instant(meeting.date + "T18:00:00Z", "UTC").value();
  session.year = std::stoi(meeting.date.substr(0, 4));
  session.version = "1";
  session.transcript = &meeting.transcript;
  for (const domain::Sentence& sentence : meeting.transcript.sentences)
    session.speaker_person_ids.push_back(sentence.speaker);
  return session;
}

/// Meetings are made beforehand, some hundred thousand passages at a time; while they are, the writer rests.
int index(const Options& options) {
  constexpr std::size_t kMeetingsAtOnce = 15'000;
  const bench::SearchCorpus corpus(read_captions(options.folders), options.seed);
  const std::string folder = options.into + "/index";
  std::filesystem::remove_all(folder);
  auto writer = search::open_writer(folder);
  if (!writer) stop(writer.error().message);
  double taken = 0;
  std::uint64_t count = 0;
  std::vector<bench::MadeMeeting> meetings;
  const auto put_all = [&] {
    const auto began = Clock::now();
    for (const bench::MadeMeeting& meeting : meetings) {
      if (Status put = (*writer)->put(session_of(meeting, "")); !put) stop(put.error().message);
    }
    if (Status done = search::commit_and_settle(**writer); !done) stop(done.error().message);
    taken += seconds_since(began);
    count += meetings.size();
    meetings.clear();
  };
  each_meeting(corpus, options.passages, [&](const bench::MadeMeeting& meeting, const auto&) {
    meetings.push_back(meeting);
    if (meetings.size() == kMeetingsAtOnce) put_all();
  });
  put_all();
  std::uint64_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) bytes += file.file_size();
  std::printf("{\"meetings\": %llu, \"seconds\": %.2f, \"bytes\": %llu}\n", static_cast<unsigned long long>(count),
              taken, static_cast<unsigned long long>(bytes));
  return 0;
}

/// A query; a tab and a body may follow, and a tab and what shows that all words are asked for.
search::Query query_of(const std::string& line) {
  search::Query query;
  std::istringstream columns(line);
  std::string all;
  std::getline(columns, query.text, '\t');
  std::getline(columns, query.body_id, '\t');
  if (columns >> all) query.words = search::WordsAsked::kAll;
  query.limit = 10;
  return query;
}

void print_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon") || line.starts_with("RssFile")) std::fprintf(stderr, "%s\n", line.c_str());
  }
}

/// Each line is one as query_of() has it.
int ask(const std::string& folder, const std::string& questions) {
  auto began = Clock::now();
  auto reader = search::open_reader(folder);
  if (!reader) stop(reader.error().message);
  std::fprintf(stderr, "opened in %.2f ms\n", seconds_since(began) * 1000);
  std::ifstream in(questions);
  std::string line;
  while (std::getline(in, line)) {
    const search::Query query = query_of(line);
    began = Clock::now();
    const std::clock_t worked = std::clock();
    const auto answer = (*reader)->find(query);
    const double ms = seconds_since(began) * 1000;
    const double cpu_ms = static_cast<double>(std::clock() - worked) * 1000 / CLOCKS_PER_SEC;
    if (!answer && answer.error().code != ErrorCode::kBadRequest) stop(answer.error().message);
    const std::string total =
        answer ? std::to_string(answer->total) + (answer->is_complete ? "" : " in part") : "refused";
    std::printf("%.4f\t%.3f\t%s\t%s\n", ms, cpu_ms, total.c_str(), line.substr(0, 80).c_str());
  }
  print_memory();
  return 0;
}

/// The system forgets what it holds of the files: nothing has them mapped now.
void forget(const std::string& folder) {
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const int fd = ::open(file.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0 || ::fsync(fd) != 0 || ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) != 0) stop("it stays in memory");
    ::close(fd);
  }
}

int cold(const std::string& folder, const std::string& questions) {
  std::ifstream in(questions);
  std::string line;
  for (int i = 0; i < 20 && std::getline(in, line); ++i) {
    forget(folder);
    const auto began = Clock::now();
    auto reader = search::open_reader(folder);
    if (!reader) stop(reader.error().message);
    const double opened = seconds_since(began) * 1000;
    if (const auto answer = (*reader)->find(query_of(line)); !answer) stop(answer.error().message);
    std::printf("%.2f\t%.2f\t%s\n", seconds_since(began) * 1000, opened, line.c_str());
  }
  return 0;
}

/// The first ten hits must be the first ten of all: how many questions differ.
int check(const std::string& folder, const std::string& questions) {
  auto reader = search::open_reader(folder);
  if (!reader) stop(reader.error().message);
  std::ifstream in(questions);
  std::string line;
  int differ = 0;
  while (std::getline(in, line)) {
    search::Query query;
    query.text = line;
    query.limit = 10;
    const auto few = (*reader)->find(query);
    query.limit = 1'000'000;
    const auto all = (*reader)->find(query);
    if (!few || !all) stop("the index is damaged");
    bool same = few->hits.size() == std::min<std::size_t>(10, all->hits.size());
    for (std::size_t i = 0; same && i < few->hits.size(); ++i)
      same = few->hits[i].session_id == all->hits[i].session_id &&
             few->hits[i].start_seconds == all->hits[i].start_seconds;
    if (!same) std::printf("differs: %s\n", line.c_str());
    differ += same ? 0 : 1;
  }
  std::printf("%d questions differ\n", differ);
  return differ == 0 ? 0 : 1;
}

std::vector<std::string> lines_of(const std::string& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Two threads ask until `done`; answers all milliseconds, sorted.
std::vector<double> read_until(const std::string& folder, const std::vector<std::string>& questions,
                               const std::atomic<bool>& done) {
  std::vector<std::vector<double>> times(2);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < times.size(); ++t) {
    threads.emplace_back([&, t] {
      auto reader = search::open_reader(folder);
      if (!reader) stop(reader.error().message);
      for (std::size_t i = t; !done; ++i) {
        search::Query query;
        query.text = questions[i % questions.size()];
        query.limit = 10;
        const auto began = Clock::now();
        if (const auto answer = (*reader)->find(query); !answer) stop(answer.error().message);
        times[t].push_back(seconds_since(began) * 1000);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  times[0].insert(times[0].end(), times[1].begin(), times[1].end());
  std::ranges::sort(times[0]);
  return times[0];
}

void print_times(const char* what, const std::vector<double>& times) {
  if (times.empty()) return;
  std::printf("%s: %zu answers, median %.2f, p99 %.2f ms; ", what, times.size(), times[times.size() / 2],
              times[times.size() * 99 / 100]);
}

int beside(const std::string& folder, const std::string& questions, const std::vector<std::string>& captions) {
  constexpr auto kEach = std::chrono::seconds(15);
  const auto asked = lines_of(questions);
  const bench::SearchCorpus corpus(read_captions(captions), 2);
  std::atomic<bool> done = false;
  std::thread waits([&] {
    std::this_thread::sleep_for(kEach);
    done = true;
  });
  print_times("alone", read_until(folder, asked, done));
  waits.join();
  done = false;
  double longest_commit = 0;
  std::uint64_t written = 0;
  std::thread writes([&] {
    auto writer = search::open_writer(folder);
    if (!writer) stop(writer.error().message);
    for (const auto until = Clock::now() + kEach; Clock::now() < until; ++written) {
      const bench::MadeMeeting meeting = corpus.meeting(written);
      const auto began = Clock::now();
      if (Status put = (*writer)->put(session_of(meeting, "beside-")); !put) stop(put.error().message);
      if (Status put = (*writer)->commit(); !put) stop(put.error().message);
      longest_commit = std::max(longest_commit, seconds_since(began));
    }
    done = true;
  });
  print_times("beside a writer", read_until(folder, asked, done));
  writes.join();
  std::printf("%llu meetings written and committed, the slowest in %.0f ms\n", static_cast<unsigned long long>(written),
              longest_commit * 1000);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() >= 2 && words[0] == "make") return make(options_of({words.begin() + 1, words.end()}));
  if (words.size() >= 2 && words[0] == "index") return index(options_of({words.begin() + 1, words.end()}));
  if (words.size() == 3 && words[0] == "ask") return ask(words[1], words[2]);
  if (words.size() == 3 && words[0] == "cold") return cold(words[1], words[2]);
  if (words.size() == 2 && words[0] == "worst") return make_worst(words[1]);
  if (words.size() == 3 && words[0] == "check") return check(words[1], words[2]);
  if (words.size() == 3 && words[0] == "questions") return make_questions(words[1], words[2]);
  if (words.size() > 3 && words[0] == "beside") return beside(words[1], words[2], {words.begin() + 3, words.end()});
  std::fprintf(stderr,
               "usage: search_bench make|index|questions|worst|ask|cold|check|beside …   see the head of its source\n");
  return 2;
}
