// SPDX-License-Identifier: Apache-2.0
// The parts of a meeting's page and what of its address they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "site/moment_time.h"
#include "site/page.h"

namespace dais::site {

/// What of a meeting is looked at.
struct Place {
  const archive::EventView& event;
  const archive::SessionView* session;  ///< null: the meeting has none
  std::optional<MomentTime> time;
  std::string text;  ///< looked for within the transcript; empty: nothing
  /// The sentence spoken at `time`; absent: no time given, or nothing to read there.
  std::optional<std::size_t> sentence;

  [[nodiscard]] std::string path() const { return "/events/" + event.summary.ref.id; }
  /// Whether there is anything to play or to open.
  [[nodiscard]] bool has_recording() const { return session != nullptr && session->media != archive::MediaKind::kNone; }
  [[nodiscard]] const domain::Transcript* transcript() const {
    return session != nullptr && session->transcript && !session->transcript->sentences.empty()
               ? session->transcript.get()
               : nullptr;
  }
};

/// The sentence under way at `seconds`, or the last one before; absent before the first.
std::optional<std::size_t> sentence_at(const domain::Transcript& transcript, double seconds);

/// What is said within `time`, in its order: from sentence_at its start to before its end; of a single second that one
/// sentence. Empty where nothing was said by then.
std::vector<std::size_t> sentences_within(const domain::Transcript& transcript, const MomentTime& time);

/// The name to show for who speaks a sentence; empty: not known.
std::string speaker_name(const archive::SessionView& session, std::size_t sentence);

/// What is against the transcript that is shown; empty: nothing, or none is shown.
std::string fault_of_shown(const Place& place);

void add_player(Dict& content, const Place& place);
/// The origin that the page's own recording is played from; empty: from here, or not at all.
std::string media_origin(const Place& place);

/// The words at the second or in the range that was asked for; nothing without a time.
void add_asked(Dict& content, const Place& place);
/// The form for a clip of what was asked for, or of the beginning; nothing where the recording is not kept here.
void add_clip(Dict& content, const SiteContext& site, const Place& place);
/// Title, place, lasting address, and of when the record is.
void add_citation(Dict& content, const SiteContext& site, const Place& place);

/// JSON for Page::data_set; empty where no recording plays here, or no agenda item has a time in it.
std::string recording_data(const SiteContext& site, const Place& place);

void add_agenda(Dict& content, const Place& place);
void add_attendance(Dict& content, const std::vector<archive::AttendanceRow>& attendance);

/// `terms`: what to mark (SearchView::terms).
void add_transcript(Dict& content, const Place& place, const std::vector<std::string>& terms);

}  // namespace dais::site
