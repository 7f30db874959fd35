// SPDX-License-Identifier: Apache-2.0
// What is kept here of a meeting's recordings: what a page plays, shows and draws.
#include <algorithm>

#include "archive/catalog_reader.h"
#include "archive/media_kind.h"
#include "archive/recordings.h"
#include "json/json.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

constexpr std::size_t kMostPeaks = 4096;

std::string address_of(const std::string& blob) { return blob.empty() ? "" : "/media/" + blob; }

bool plays(const SessionView& session) {
  return session.media == MediaKind::kVideo || session.media == MediaKind::kAudio;
}

/// What is kept plays before a link, a recording before its sound, and a link that plays before the sound alone.
void choose_media(SessionView& session, const std::string& media, const std::string& audio) {
  session.kept_audio = audio;
  if (session.kept_media.empty()) session.kept_media = media.empty() ? audio : media;
  if (!media.empty()) {
    session.media_uri = media;
  } else if (!plays(session) && !audio.empty()) {
    session.elsewhere_uri = session.media_uri;
    session.media_uri = audio;
  }
  session.media = media_kind_of(session.media_uri);
}

/// Drawn beside a recording only: a lost or damaged one leaves nothing out that matters.
std::vector<std::uint8_t> read_peaks(const store::Blobs& blobs, const std::string& blob) {
  std::vector<std::uint8_t> peaks;
  if (blob.empty()) return peaks;
  const auto text = blobs.text(blob);
  const auto parsed = text ? json::parse(*text) : fail(text.error());
  if (!parsed || !parsed->is_array() || parsed->get_array().size() > kMostPeaks) return peaks;
  for (const auto& value : parsed->get_array()) {
    const std::int64_t peak = value.is_int64() ? value.get_int64() : 0;
    peaks.push_back(static_cast<std::uint8_t>(std::clamp<std::int64_t>(peak, 0, 255)));
  }
  return peaks;
}

}  // namespace

Status CatalogReader::add_recordings(EventView& view) {
  const Result<Rows> rows = database_->query(
      "select r.session_id, r.media_blob, r.audio_blob, r.thumbnail_blob, r.waveform_blob, r.duration_seconds, r.note "
      "from recording r join session s on s.id = r.session_id where s.event_id = $1 and s.withdrawn is null",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    const auto session = std::ranges::find(view.sessions, text_of(row[0]), &SessionView::id);
    if (session == view.sessions.end()) continue;
    choose_media(*session, address_of(text_of(row[1])), address_of(text_of(row[2])));
    session->thumbnail = address_of(text_of(row[3]));
    session->loudness = read_peaks(blobs_, text_of(row[4]));
    session->recording_seconds = store::maybe_real(row[5]);
    const bool is_kept = !text_of(row[1]).empty() || !text_of(row[2]).empty();
    // The page of a player elsewhere is linked, whatever could be fetched from there.
    if (!is_kept && plays(*session)) session->recording_fault = without_place(text_of(row[6]), {session->media_uri});
  }
  return {};
}

}  // namespace dais::archive
