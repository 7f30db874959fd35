// SPDX-License-Identifier: Apache-2.0
#include "quality/judged.h"

#include <algorithm>
#include <functional>
#include <set>

#include "json/json.h"

namespace dais::quality {
namespace {

Error missing(const json::View& view) { return {ErrorCode::kBadInput, view.path() + " is missing"}; }

Result<std::string> text_in(const json::View& view) {
  auto text = view.text();
  if (!text) return fail(std::move(text.error()));
  if (!*text || (*text)->empty()) return fail(missing(view));
  return std::move(**text);
}

Result<double> number_in(const json::View& view) {
  const auto number = view.number();
  if (!number) return fail(number.error());
  if (!*number) return fail(missing(view));
  return **number;
}

/// Hands each line that is not blank over; an error is told with its line.
Status each_line(std::string_view text, const std::function<Status(const json::View&)>& take) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    const std::string where = "line " + std::to_string(number);
    const auto parsed = json::parse(line);
    if (!parsed) return fail(Error(parsed.error()).at(where));
    if (Status taken = take(json::View(*parsed)); !taken) return fail(std::move(taken.error()).at(where));
  }
  return {};
}

Result<Span> parse_span(const json::View& view) {
  const auto start = number_in(view.at(0));
  if (!start) return fail(start.error());
  const auto end = number_in(view.at(1));
  if (!end) return fail(end.error());
  return Span{*start, *end};
}

Result<JudgedMeeting> parse_meeting(const json::View& view) {
  JudgedMeeting out;
  auto meeting = text_in(view["meeting"]);
  if (!meeting) return fail(std::move(meeting.error()));
  out.meeting = std::move(*meeting);
  const json::View spans = view["spans"];
  if (spans.size() == 0) return fail(missing(spans));
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto span = parse_span(spans.at(i));
    if (!span) return fail(span.error());
    out.spans.push_back(*span);
  }
  return out;
}

Result<JudgedQuestion> parse_question(const json::View& view) {
  JudgedQuestion out;
  auto qid = text_in(view["qid"]);
  if (!qid) return fail(std::move(qid.error()));
  out.qid = std::move(*qid);
  auto domain = view["domain"].text();
  if (!domain) return fail(std::move(domain.error()));
  out.domain = std::move(*domain).value_or("");
  const json::View meetings = view["meetings"];
  if (meetings.size() == 0) return fail(missing(meetings));
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    auto meeting = parse_meeting(meetings.at(i));
    if (!meeting) return fail(std::move(meeting.error()));
    if (std::ranges::find(out.meetings, meeting->meeting, &JudgedMeeting::meeting) != out.meetings.end())
      return fail(ErrorCode::kBadInput, meetings.at(i).path() + ": the meeting is there twice");
    out.meetings.push_back(std::move(*meeting));
  }
  return out;
}

Result<std::vector<FoundMoment>> parse_results(const json::View& results) {
  if (!results.is_array()) return fail(missing(results));
  std::vector<FoundMoment> out;
  for (std::size_t i = 0; i < std::min(results.size(), kMostResults); ++i) {
    const json::View result = results.at(i);
    auto meeting = text_in(result["meeting"]);
    if (!meeting) return fail(std::move(meeting.error()));
    const auto start = number_in(result["start_seconds"]);
    if (!start) return fail(start.error());
    out.push_back({std::move(*meeting), *start});
  }
  return out;
}

}  // namespace

Result<std::vector<JudgedQuestion>> parse_questions(std::string_view json_lines) {
  std::vector<JudgedQuestion> questions;
  std::set<std::string, std::less<>> known;
  Status read = each_line(json_lines, [&](const json::View& line) -> Status {
    auto question = parse_question(line);
    if (!question) return fail(std::move(question.error()));
    if (!known.insert(question->qid).second)
      return fail(ErrorCode::kBadInput, "the question \"" + question->qid + "\" is there twice");
    questions.push_back(std::move(*question));
    return {};
  });
  if (!read) return fail(std::move(read.error()));
  if (questions.empty()) return fail(ErrorCode::kBadInput, "there is no question in it");
  return questions;
}

Result<AnsweredRun> parse_run(std::string_view json_lines, const std::vector<JudgedQuestion>& questions) {
  std::set<std::string_view> known;
  for (const JudgedQuestion& question : questions) known.insert(question.qid);
  AnsweredRun run;
  Status read = each_line(json_lines, [&](const json::View& line) -> Status {
    auto qid = text_in(line["qid"]);
    if (!qid) return fail(std::move(qid.error()));
    if (!known.contains(*qid))
      return fail(ErrorCode::kBadInput, "\"" + *qid + "\" is none of the questions that are judged");
    auto results = parse_results(line["results"]);
    if (!results) return fail(std::move(results.error()));
    if (!run.emplace(*qid, std::move(*results)).second)
      return fail(ErrorCode::kBadInput, "\"" + *qid + "\" is answered twice");
    return {};
  });
  if (!read) return fail(std::move(read.error()));
  return run;
}

}  // namespace dais::quality
