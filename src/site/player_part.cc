// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "site/address.h"
#include "site/event_parts.h"

namespace dais::site {
namespace {

using archive::MediaKind;

std::string session_address(const Place& place) {
  return "/api/v1" + place.path() + "/sessions/" + std::to_string(place.session->index);
}

std::string transcript_address(const Place& place, std::string_view format) {
  return session_address(place) + "/transcript." + std::string(format);
}

bool has_chapters(const Place& place) {
  return std::ranges::any_of(place.event.items, [&](const archive::AgendaItem& item) {
    return item.moment && item.moment->session == place.session->index && !item.withdrawn;
  });
}

/// Where to begin: the second asked for, or where the meeting begins in a longer recording. W3C Media Fragments.
std::string fragment_of(const Place& place) {
  if (place.time) {
    return "#t=" + format_seconds(place.time->start) + (place.time->end ? "," + format_seconds(*place.time->end) : "");
  }
  if (place.session->clip_start_seconds > 0) return "#t=" + format_seconds(place.session->clip_start_seconds);
  return {};
}

void add_element(Dict& player, const Place& place, const char* section) {
  Dict& element = add_section(player, section);
  const std::string fragment = fragment_of(place);
  set(element, "SRC", place.session->media_uri + fragment);
  // With a second asked for, the first picture of that second is wanted; else nothing is loaded until it is played.
  set(element, "PRELOAD", fragment.empty() ? "none" : "metadata");
  const domain::Transcript* transcript = place.transcript();
  const std::string language = transcript == nullptr || transcript->language.empty() ? "en" : transcript->language;
  if (has_chapters(place)) {
    Dict& chapters = add_section(element, "CHAPTERS");
    set(chapters, "HREF", session_address(place) + "/chapters.vtt");
    set(chapters, "LANG", language);
  }
  if (transcript == nullptr) return;
  Dict& track = add_section(element, "TRACK");
  set(track, "HREF", transcript_address(place, "vtt"));
  set(track, "LANG", language);
}

void add_elsewhere(Dict& player, const Place& place) {
  const double seconds = place.time ? place.time->start : 0;
  if (!is_web_link(place.session->media_uri)) {
    set(add_section(player, "NO_MEDIA"), "WHY",
        "The source names a recording, but gives no web address for it: " + place.session->media_uri);
    return;
  }
  const OutsideLink link = outside_link(place.session->media_uri, seconds);
  Dict& part = add_section(player, "ELSEWHERE");
  set(part, "URL", link.url);
  std::string host = origin_of(link.url);
  host.erase(0, host.find("://") == std::string::npos ? 0 : host.find("://") + 3);
  if (host.starts_with("www.")) host.erase(0, 4);
  std::string label = "Watch";
  if (link.jumps) label += " at " + format_clock(seconds);
  set(part, "LABEL", host.empty() ? label + " at the source" : label + " on " + host);
  if (seconds > 0 && !link.jumps) set(add_section(part, "BY_HAND"), "CLOCK", format_clock(seconds));
}

std::string why_no_media(const archive::EventView& event) {
  switch (event.summary.state) {
    case archive::EventState::kCancelled:
      return "This meeting was cancelled; there is no recording.";
    case archive::EventState::kUpcoming:
      return "This meeting is still to come. A recording appears here once there is one.";
    case archive::EventState::kHeld:
      return "The sources give no recording of this meeting.";
  }
  return {};
}

}  // namespace

void add_player(Dict& content, const Place& place) {
  Dict& player = include(content, "PLAYER", "player.tpl");
  const MediaKind media = place.session != nullptr ? place.session->media : MediaKind::kNone;
  switch (media) {
    case MediaKind::kVideo:
      add_element(player, place, "VIDEO");
      break;
    case MediaKind::kAudio:
      add_element(player, place, "AUDIO");
      break;
    case MediaKind::kElsewhere:
      add_elsewhere(player, place);
      break;
    case MediaKind::kNone:
      set(add_section(player, "NO_MEDIA"), "WHY", why_no_media(place.event));
      break;
  }
  show(player, "BAR", media == MediaKind::kVideo || media == MediaKind::kAudio);
}

std::string media_origin(const Place& place) {
  if (place.session == nullptr) return {};
  const bool plays = place.session->media == MediaKind::kVideo || place.session->media == MediaKind::kAudio;
  return plays ? origin_of(place.session->media_uri) : "";
}

}  // namespace dais::site
