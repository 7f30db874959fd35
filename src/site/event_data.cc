// SPDX-License-Identifier: Apache-2.0
// A meeting's recording for search engines: schema.org's VideoObject or AudioObject, with a Clip an agenda item whose
// time is known, so that they can lead to the item.
#include <boost/json.hpp>

#include "archive/chapters.h"
#include "json/json.h"
#include "site/event_parts.h"
#include "site/words.h"

namespace dais::site {

std::string recording_data(const SiteContext& site, const Place& place) {
  const archive::SessionView* session = place.session;
  if (session == nullptr || !session->recording_fault.empty()) return {};
  const bool is_video = session->media == archive::MediaKind::kVideo;
  if (!is_video && session->media != archive::MediaKind::kAudio) return {};
  const auto chapters = archive::chapters_of(place.event, *session);
  if (chapters.empty()) return {};
  const auto address = [&site](const std::string& uri) { return uri.starts_with('/') ? absolute(site, uri) : uri; };
  const std::string page = place.path() + "?s=" + std::to_string(session->index);
  boost::json::object out{{"@context", "https://schema.org/"},
                          {"@type", is_video ? "VideoObject" : "AudioObject"},
                          {"name", meeting_title(place.event.summary)},
                          {"description", "Recording of " + meeting_title(place.event.summary)},
                          {"uploadDate", format_utc(session->start)},
                          {"contentUrl", address(session->media_uri)},
                          {"url", address(page)}};
  if (!session->thumbnail.empty()) out["thumbnailUrl"] = address(session->thumbnail);
  boost::json::array clips;
  for (const archive::Chapter& chapter : chapters) {
    clips.push_back(boost::json::object{{"@type", "Clip"},
                                        {"name", chapter.title},
                                        {"startOffset", chapter.start},
                                        {"endOffset", chapter.end},
                                        {"url", address(page + "&t=" + format_seconds(chapter.start))}});
  }
  out["hasPart"] = std::move(clips);
  return json::write(out);
}

}  // namespace dais::site
