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
  // Once a second is asked for, its own picture is the one to see.
  if (fragment.empty()) show_text(element, "POSTER", place.session->thumbnail, "HREF");
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

/// How loud it is from left to right: a shape about a middle line, 360 steps wide and 32 high.
std::string outline_of(const std::vector<std::uint8_t>& loudness) {
  constexpr std::size_t kSteps = 360;
  constexpr int kMiddle = 16;
  std::string above = "M0 16";
  std::string below;
  for (std::size_t step = 0; step < kSteps; ++step) {
    const std::size_t begin = step * loudness.size() / kSteps;
    const std::size_t end = std::max(begin + 1, (step + 1) * loudness.size() / kSteps);
    const int peak = *std::max_element(loudness.begin() + static_cast<std::ptrdiff_t>(begin),
                                       loudness.begin() + static_cast<std::ptrdiff_t>(end));
    const int height = 1 + peak * 14 / 255;
    const std::string x = "L" + std::to_string(step) + " ";
    above += x + std::to_string(kMiddle - height);
    below.insert(0, x + std::to_string(kMiddle + height));
  }
  return above + below + "Z";
}

void add_elsewhere(Dict& player, const Place& place, const std::string& uri) {
  const double seconds = place.time ? place.time->start : 0;
  if (!is_web_link(uri)) {
    set(add_section(player, "NO_MEDIA"), "WHY",
        "The source names a recording, but gives no web address for it: " + uri);
    return;
  }
  const OutsideLink link = outside_link(uri, seconds);
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

/// In the place of a player that would stay black.
void add_fault(Dict& player, const Place& place) {
  Dict& part = add_section(player, "FAULT");
  set(part, "WHY", place.session->recording_fault);
  if (is_web_link(place.session->media_uri)) show_text(part, "ORIGINAL", place.session->media_uri, "URL");
}

enum class Plays { kHere, kElsewhere };

void add_what_is_kept(Dict& player, const Place& place, Plays plays) {
  const archive::SessionView& session = *place.session;
  if (plays == Plays::kHere && !session.loudness.empty())
    set(add_section(player, "WAVE"), "OUTLINE", outline_of(session.loudness));
  if (session.kept_audio != session.media_uri) show_text(player, "KEPT_SOUND", session.kept_audio, "HREF");
  if (!session.elsewhere_uri.empty()) add_elsewhere(player, place, session.elsewhere_uri);
}

std::string why_no_media(const archive::EventView& event) {
  switch (event.summary.state) {
    case archive::EventState::kCancelled:
      return "This meeting was cancelled; there is no recording.";
    case archive::EventState::kUpcoming:
      return "This meeting is still to come. A recording appears here once there is one.";
    case archive::EventState::kHeld:
      return "No recording of this meeting is here.";
  }
  return {};
}

}  // namespace

void add_player(Dict& content, const Place& place) {
  Dict& player = include(content, "PLAYER", "player.tpl");
  const MediaKind media = place.session != nullptr ? place.session->media : MediaKind::kNone;
  if (place.session != nullptr && !place.session->recording_fault.empty()) {
    add_fault(player, place);
    return;
  }
  switch (media) {
    case MediaKind::kVideo:
      add_element(player, place, "VIDEO");
      break;
    case MediaKind::kAudio:
      add_element(player, place, "AUDIO");
      break;
    case MediaKind::kElsewhere:
      add_elsewhere(player, place, place.session->media_uri);
      break;
    case MediaKind::kNone:
      set(add_section(player, "NO_MEDIA"), "WHY", why_no_media(place.event));
      break;
  }
  const bool plays = media == MediaKind::kVideo || media == MediaKind::kAudio;
  show(player, "BAR", plays);
  if (place.session != nullptr) add_what_is_kept(player, place, plays ? Plays::kHere : Plays::kElsewhere);
}

std::string media_origin(const Place& place) {
  if (place.session == nullptr || !place.session->recording_fault.empty()) return {};
  const bool plays = place.session->media == MediaKind::kVideo || place.session->media == MediaKind::kAudio;
  return plays ? origin_of(place.session->media_uri) : "";
}

}  // namespace dais::site
