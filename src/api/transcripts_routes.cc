// SPDX-License-Identifier: Apache-2.0
// A session's transcript as files: CDP's JSON, captions, plain text; and its agenda items as chapters.
#include <algorithm>
#include <charconv>

#include "api/routes.h"
#include "archive/chapters.h"
#include "speech/captions.h"

namespace dais::api {
namespace {

using Written = std::string (*)(const domain::Transcript& transcript);

tl::unexpected<Error> no_session(const http::Request& request) {
  return fail(ErrorCode::kNotFound, "event " + request.param("id") + " has no session " + request.param("n"));
}

Result<int> session_number(const http::Request& request) {
  const std::string& text = request.param("n");
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size() && number >= 0;
  if (!is_number) return no_session(request);
  return number;
}

constexpr std::string_view kWhich = "transcript";

/// The transcript that is asked for by its id; nullopt: none is, so that the one that is shown is meant.
Result<std::optional<domain::Transcript>> chosen(archive::Reader& reader, const http::Request& request, int session) {
  const std::optional<std::string> id = request.query_value(kWhich);
  if (!id) return std::optional<domain::Transcript>();
  auto transcript = reader.transcript(request.param("id"), session, *id);
  if (!transcript) return fail(std::move(transcript.error()));
  return std::optional(std::move(*transcript));
}

Answer transcript_json(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto number = session_number(request);
  if (!number) return fail(number.error());
  const auto other = chosen(reader, request, *number);
  if (!other) return fail(other.error());
  if (*other) return text_answer("application/json", speech::write_cdp_json(**other));
  auto json = reader.transcript_json(request.param("id"), *number);
  if (!json) return fail(json.error());
  return text_answer("application/json", std::move(*json));
}

http::Response written_as(const domain::Transcript& transcript, const char* content_type, Written write) {
  http::Response response = text_answer(content_type, write(transcript));
  if (!transcript.language.empty()) response.headers.emplace_back("Content-Language", transcript.language);
  return response;
}

Answer written(archive::Reader& reader, const http::Request& request, const char* content_type, Written write) {
  const auto number = session_number(request);
  if (!number) return fail(number.error());
  const auto other = chosen(reader, request, *number);
  if (!other) return fail(other.error());
  if (*other) return written_as(**other, content_type, write);
  const auto event = reader.event(request.param("id"));
  if (!event) return fail(event.error());
  const auto session = std::ranges::find(event->sessions, *number, &archive::SessionView::index);
  if (session == event->sessions.end()) return no_session(request);
  if (!session->transcript) {
    return fail(ErrorCode::kNotFound,
                "session " + request.param("n") + " of event " + request.param("id") + " has no transcript");
  }
  return written_as(*session->transcript, content_type, write);
}

Answer transcript_vtt(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  return written(reader, request, "text/vtt; charset=utf-8", speech::write_vtt);
}
Answer transcript_srt(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  return written(reader, request, "application/x-subrip; charset=utf-8", speech::write_srt);
}
Answer transcript_txt(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  return written(reader, request, "text/plain; charset=utf-8", speech::write_txt);
}

Answer chapters_vtt(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto number = session_number(request);
  if (!number) return fail(number.error());
  const auto event = reader.event(request.param("id"));
  if (!event) return fail(event.error());
  const auto session = std::ranges::find(event->sessions, *number, &archive::SessionView::index);
  if (session == event->sessions.end()) return no_session(request);
  return text_answer("text/vtt; charset=utf-8", archive::write_chapters(archive::chapters_of(*event, *session)));
}

}  // namespace

void add_transcript_routes(http::Router& router, const SharedContext& context) {
  const std::string address = "/api/v1/events/{id}/sessions/{n}/transcript";
  router.add({address + ".json", record_handler(context, "event", {kWhich}, transcript_json)});
  router.add({address + ".vtt", record_handler(context, "event", {kWhich}, transcript_vtt)});
  router.add({address + ".srt", record_handler(context, "event", {kWhich}, transcript_srt)});
  router.add({address + ".txt", record_handler(context, "event", {kWhich}, transcript_txt)});
  router.add({"/api/v1/events/{id}/sessions/{n}/chapters.vtt", record_handler(context, "event", {}, chapters_vtt)});
}

}  // namespace dais::api
