// SPDX-License-Identifier: Apache-2.0
// Recordings that are kept here, pictures of them, and clips: /media/{name} and /events/{id}/clip.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/time.h"
#include "media/clip_shelf.h"
#include "site/moment_time.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/words.h"

namespace dais::site {
namespace {

struct TypeOfEnding {
  std::string_view ending;
  std::string_view type;
};

constexpr auto kTypes = std::to_array<TypeOfEnding>({{".mp4", "video/mp4"},
                                                     {".m4v", "video/mp4"},
                                                     {".mov", "video/quicktime"},
                                                     {".webm", "video/webm"},
                                                     {".ogv", "video/ogg"},
                                                     {".ogg", "audio/ogg"},
                                                     {".oga", "audio/ogg"},
                                                     {".opus", "audio/ogg"},
                                                     {".mp3", "audio/mpeg"},
                                                     {".m4a", "audio/mp4"},
                                                     {".wav", "audio/wav"},
                                                     {".aac", "audio/aac"},
                                                     {".flac", "audio/flac"},
                                                     {".jpg", "image/jpeg"},
                                                     {".png", "image/png"},
                                                     {".webp", "image/webp"}});

std::string_view ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

std::string type_of(std::string_view name) {
  const auto found = std::ranges::find(kTypes, ending_of(name), &TypeOfEnding::ending);
  return std::string(found == kTypes.end() ? "application/octet-stream" : found->type);
}

struct ClipQuestion {
  int session = 0;
  media::Span span;
};

double seconds(Parameters& parameters, std::string_view name) {
  const std::string text = parameters.text(name);
  const auto parsed = parse_moment_time(text);
  if (parsed && !parsed->end) return parsed->start;
  parameters.refuse(name, "must be a second of the recording, such as 90 or 1:02:03");
  return 0;
}

Result<ClipQuestion> read_question(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  ClipQuestion question;
  question.session = parameters.whole_number("s", 0, 1000).value_or(0);
  question.span.start = seconds(parameters, "from");
  question.span.end = seconds(parameters, "to");
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  return question;
}

/// The recording of that session as it is kept here.
Result<std::string> kept_recording(const Visit& visit, const archive::EventView& event, int index) {
  const auto session = std::ranges::find(event.sessions, index, &archive::SessionView::index);
  if (session != event.sessions.end() && !session->recording_fault.empty()) {
    return fail(ErrorCode::kBadInput,
                "No clip can be cut: the recording cannot be read (" + session->recording_fault + ").");
  }
  if (session == event.sessions.end() || session->kept_media.empty())
    return fail(ErrorCode::kNotFound, "no recording of that meeting is kept here to cut a clip from");
  constexpr std::string_view kFolder = "/media/";
  return visit.reader.media_file(session->kept_media.substr(kFolder.size()));
}

/// Whole seconds are what readers see of a recording's end: the second that it ends in is still of it.
Status check_within(const media::Span& span, const archive::EventView& event, int index) {
  const auto session = std::ranges::find(event.sessions, index, &archive::SessionView::index);
  if (session == event.sessions.end() || !session->recording_seconds) return {};
  const double length = std::ceil(*session->recording_seconds);
  const std::string is_long = "The recording is " + format_clock(*session->recording_seconds) + " long: ";
  if (span.start >= *session->recording_seconds)
    return fail(ErrorCode::kBadInput, is_long + "a clip cannot begin at " + format_clock(span.start) + ".");
  if (span.end.value_or(0) > length)
    return fail(ErrorCode::kBadInput, is_long + "a clip cannot end at " + format_clock(*span.end) + ".");
  return {};
}

/// A page that asks again by itself: browsers obey Refresh, programs Retry-After.
http::Response come_back(const Visit& visit, media::ClipShelf::State state) {
  const bool busy = state == media::ClipShelf::State::kBusy;
  Page page(visit.site, "clip.tpl", busy ? "Others are having clips cut" : "The clip is being cut");
  page.keep_out_of_indexes().under("/events");
  set(page.content(), "HEADING", busy ? "Others are having clips cut" : "The clip is being cut");
  set(page.content(), "EXPLANATION",
      busy ? "A few are cut at a time. This page asks again by itself in some seconds."
           : "It takes a moment. The download begins by itself.");
  set(page.content(), "EVENT", visit.request.param("id"));
  http::Response response = page.finish(busy ? 503 : 202);
  const std::string wait = busy ? "10" : "1";
  response.headers.emplace_back("Retry-After", wait);
  response.headers.emplace_back("Refresh", wait);
  return response;
}

http::Response clip_response(const archive::EventSummary& event, const media::Span& span, const std::string& path) {
  http::Response response;
  response.content_type = type_of(path);
  const std::string name = machine_date(event.start, event.timezone).substr(0, 10) + "-from-" +
                           format_seconds(span.start) + "-to-" + format_seconds(*span.end) +
                           std::string(ending_of(path));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  response.headers.emplace_back("Cache-Control", "public, max-age=86400");
  response.body = http::FileBody{path};
  add_safety_headers(response);
  return response;
}

}  // namespace

Result<http::Response> media_file(const Visit& visit) {
  if (auto ok = Parameters(visit.request, visit.site.config.instance.timezone).check(); !ok) return fail(ok.error());
  const std::string& name = visit.request.param("name");
  Result<std::string> path = visit.reader.media_file(name);
  if (!path) return fail(path.error());
  http::Response response;
  response.content_type = type_of(name);
  response.body = http::FileBody{std::move(*path)};
  // Named by what is in them: the bytes under a name never change.
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  add_safety_headers(response);
  return response;
}

Result<http::Response> clip_file(const Visit& visit) {
  const auto question = read_question(visit);
  if (!question) return fail(question.error());
  if (visit.site.clips == nullptr) return fail(ErrorCode::kNotFound, "this site cuts no clips");
  const auto event = visit.reader.event(visit.request.param("id"));
  if (!event) return fail(event.error());
  const auto recording = kept_recording(visit, *event, question->session);
  if (!recording) return fail(recording.error());
  if (Status within = check_within(question->span, *event, question->session); !within) return fail(within.error());
  auto answer = visit.site.clips->ask(*recording, question->span);
  if (!answer) return fail(std::move(answer.error()));
  if (answer->state != media::ClipShelf::State::kReady) return come_back(visit, answer->state);
  return clip_response(event->summary, question->span, answer->path);
}

}  // namespace dais::site
