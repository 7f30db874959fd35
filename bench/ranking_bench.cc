// SPDX-License-Identifier: Apache-2.0
// What moments are worth under other weights (search/formula.h): answers judged questions with each set of weights that
// it is given, for script/learn-ranking.
// usage: ranking_bench NAME INDEX QUERIES TRUTH MEETINGS …   five words a set of questions
//   QUERIES, TRUTH: as `dais eval` takes them; MEETINGS: lines of EVENT_ID, tab, the id that TRUTH has.
//   stdin, a line each: {"windows": [5 numbers], "covered", "pairs": [2], "adjacent", "session", "met_in_session",
//   "speaker", "name", "said_name"}; what is left out is as it is. stdout, a line each: {NAME: {QID: [nDCG@10,
//   success@10, MRR@10]}}.
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json/json.h"
#include "os/files.h"
#include "quality/scores.h"
#include "search/corpus.h"
#include "search/newest_corpus.h"
#include "search/ranking.h"
#include "search/sound_alikes.h"

namespace {

using namespace dais;

constexpr std::uint64_t kLargestFile = 1U << 30U;
constexpr std::size_t kMostMoments = 100;

/// A question with what does not depend on weights. Stays where it is: matches point at what was parsed.
struct Asked {
  quality::JudgedQuestion judged;
  search::ParsedQuery parsed;
  std::optional<search::Scope> scope;
  search::Matches matches;
};

struct Set {
  std::string name;
  std::shared_ptr<const search::Corpus> corpus;
  std::deque<Asked> questions;
  std::map<std::string, std::string, std::less<>> meetings;  ///< event → external id
};

Result<std::map<std::string, std::string>> read_texts(const std::string& file) {
  const auto bytes = os::read_file(file, kLargestFile);
  if (!bytes) return fail(bytes.error());
  std::map<std::string, std::string> texts;
  std::string_view rest = *bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) {
      const auto line = json::parse(rest.substr(0, end));
      if (!line) return fail(Error(line.error()).at(file));
      const json::View view(*line);
      const auto qid = view["qid"].text();
      const auto text = view["text"].text();
      if (!qid || !text || !*qid || !*text) return fail(ErrorCode::kBadInput, file + ": a line without qid or text");
      texts[**qid] = **text;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return texts;
}

Result<Set> read_set(char** words) {
  Set set;
  set.name = words[0];
  auto corpus = search::newest_corpus(words[1]);
  if (!corpus) return fail(std::move(corpus.error()));
  set.corpus = std::move(*corpus);
  const auto texts = read_texts(words[2]);
  if (!texts) return fail(texts.error());
  const auto truth = os::read_file(words[3], kLargestFile);
  if (!truth) return fail(truth.error());
  auto questions = quality::parse_questions(*truth);
  if (!questions) return fail(std::move(questions.error()).at(words[3]));
  for (quality::JudgedQuestion& question : *questions) {
    const auto text = texts->find(question.qid);
    if (text == texts->end()) continue;
    Asked& asked = set.questions.emplace_back();
    asked.judged = std::move(question);
    asked.parsed = search::parse_query(text->second);
    if (Status added = search::add_sound_alikes(*set.corpus, asked.parsed); !added)
      return fail(std::move(added.error()));
    auto scope = search::Scope::of(*set.corpus, {}, asked.parsed);
    if (!scope) return fail(std::move(scope.error()));
    asked.scope.emplace(std::move(*scope));
    auto matches = search::find_matches(*set.corpus, *asked.scope, asked.parsed);
    if (!matches) return fail(std::move(matches.error()));
    asked.matches = std::move(*matches);
  }
  std::ifstream meetings(words[4]);
  for (std::string line; std::getline(meetings, line);) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos) set.meetings[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return set;
}

std::vector<quality::FoundMoment> answer(const Set& set, const Asked& asked, const search::RankWeights& weights) {
  std::vector<quality::FoundMoment> found;
  for (const search::Moment& moment : search::rank_moments(*set.corpus, *asked.scope, asked.matches, asked.parsed,
                                                           search::Sort::kRelevance, kMostMoments, weights)) {
    const auto meeting = set.meetings.find(set.corpus->sessions[moment.session].record->head.event_id);
    constexpr double kMs = 1000;
    found.push_back({meeting == set.meetings.end() ? "" : meeting->second, moment.start_ms / kMs});
  }
  return found;
}

boost::json::object measure(const Set& set, const search::RankWeights& weights) {
  boost::json::object out;
  for (const Asked& asked : set.questions) {
    const quality::Scores scores = quality::score(asked.judged, answer(set, asked, weights));
    const auto of = [&](quality::Measure measure) { return scores[static_cast<std::size_t>(measure)]; };
    out[asked.judged.qid] = boost::json::array{of(quality::Measure::kNdcg10), of(quality::Measure::kSuccess10),
                                               of(quality::Measure::kMrr10)};
  }
  return out;
}

template <std::size_t kSize>
void take_weights(const json::View& list, std::array<search::Window, kSize>& into) {
  for (std::size_t i = 0; i < kSize; ++i) {
    if (const auto weight = list.at(i).number(); weight && *weight) into[i].weight = static_cast<float>(**weight);
  }
}

Result<search::RankWeights> read_weights(std::string_view line) {
  const auto parsed = json::parse(line);
  if (!parsed) return fail(parsed.error());
  const json::View view(*parsed);
  search::RankWeights weights;
  take_weights(view["windows"], weights.windows);
  take_weights(view["pairs"], weights.pairs);
  for (const auto& [name, member] :
       {std::pair("covered", &search::RankWeights::covered), std::pair("adjacent", &search::RankWeights::adjacent)}) {
    if (const auto weight = view[name].number(); weight && *weight)
      (weights.*member).weight = static_cast<float>(**weight);
  }
  for (const auto& [name, member] :
       {std::pair("session", &search::RankWeights::session), std::pair("speaker", &search::RankWeights::speaker),
        std::pair("name", &search::RankWeights::name), std::pair("said_name", &search::RankWeights::said_name),
        std::pair("met_in_session", &search::RankWeights::met_in_session)}) {
    if (const auto weight = view[name].number(); weight && *weight) weights.*member = static_cast<float>(**weight);
  }
  return weights;
}

Status run(const std::vector<Set>& sets) {
  for (std::string line; std::getline(std::cin, line);) {
    const auto weights = read_weights(line);
    if (!weights) return fail(weights.error());
    boost::json::object out;
    for (const Set& set : sets) out[set.name] = measure(set, *weights);
    std::cout << json::write(out) << std::endl;
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kWordsASet = 5;
  if (argc < 1 + kWordsASet || (argc - 1) % kWordsASet != 0) {
    std::cerr << "usage: ranking_bench NAME INDEX QUERIES TRUTH MEETINGS …\n";
    return 2;
  }
  std::vector<Set> sets;
  for (int i = 1; i < argc; i += kWordsASet) {
    auto set = read_set(argv + i);
    if (!set) {
      std::cerr << set.error().message << '\n';
      return 1;
    }
    sets.push_back(std::move(*set));
  }
  if (const Status done = run(sets); !done) {
    std::cerr << done.error().message << '\n';
    return 1;
  }
  return 0;
}
