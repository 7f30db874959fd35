// SPDX-License-Identifier: Apache-2.0
// What of a meeting was asked for by its address: the words said there, the form for a clip, and how to cite it.
#include <algorithm>
#include <span>

#include "site/event_parts.h"
#include "site/parts.h"
#include "site/words.h"

namespace dais::site {
namespace {

/// Of a longer range the transcript below has the rest.
constexpr std::size_t kMostQuoted = 100;

/// A second as readers write it, and as the form reads it back.
std::string clock_field(double seconds) {
  const std::string exact = format_seconds(seconds);
  return exact.find('.') == std::string::npos ? format_clock(seconds) : exact;
}

std::string span_words(const MomentTime& time, std::string_view before_one) {
  const bool is_range = time.end && *time.end > time.start;
  if (!is_range) return std::string(before_one) + " " + format_clock(time.start);
  return (before_one == "At" ? "From " : "from ") + format_clock(time.start) + " to " + format_clock(*time.end);
}

/// To its end where one was asked for, else a minute; no longer than a clip may be, nor than the recording.
double end_of_clip(const SiteContext& site, const Place& place, double start) {
  constexpr double kMinute = 60;
  const double wanted = place.time && place.time->end ? *place.time->end : start + kMinute;
  const double end = std::min(wanted, start + site.config.recordings.clip_max_seconds);
  return place.session->recording_seconds ? std::min(end, *place.session->recording_seconds) : end;
}

void add_quote(Dict& part, const Place& place) {
  const archive::SessionView& session = *place.session;
  const std::vector<std::size_t> sentences = sentences_within(*place.transcript(), *place.time);
  const std::string first_speaker = speaker_name(session, sentences.front());
  const bool is_one_voice = std::ranges::all_of(
      sentences, [&](std::size_t sentence) { return speaker_name(session, sentence) == first_speaker; });
  if (is_one_voice) show_text(part, "SPEAKER", first_speaker);
  Dict& quote = add_section(part, "QUOTE");
  set(quote, "LIKE_HREF", like_address(place.event.summary.ref.id, session.index, place.time->start));
  std::string words;
  std::string speaker;
  const auto end_turn = [&] {
    if (words.empty()) return;
    Dict& turn = add_section(quote, "TURN");
    if (!is_one_voice) show_text(turn, "VOICE", speaker);
    set(turn, "TEXT", words);
    words.clear();
  };
  for (const std::size_t sentence : std::span(sentences).first(std::min(sentences.size(), kMostQuoted))) {
    if (std::string next = speaker_name(session, sentence); next != speaker) {
      end_turn();
      speaker = std::move(next);
    }
    words += (words.empty() ? "" : " ") + place.transcript()->sentences.at(sentence).text;
  }
  end_turn();
  show(quote, "MORE", sentences.size() > kMostQuoted);
}

/// What the record and the transcript were when this was read: either may be mended later.
std::string version_words(const Place& place) {
  const std::string& zone = place.event.summary.timezone;
  std::string out = "Record as of " + short_date(place.event.provenance.last_changed, zone);
  if (place.transcript() != nullptr && !place.session->transcripts.empty()) {
    const archive::TranscriptNote& shown = place.session->transcripts.front();
    out += "; transcript " + shown.id + " of " + short_date(shown.since, zone);
  }
  const std::string fault = fault_of_shown(place);
  return out + (fault.empty() ? "." : ". Something is wrong with these captions: " + fault + ".");
}

}  // namespace

std::vector<std::size_t> sentences_within(const domain::Transcript& transcript, const MomentTime& time) {
  const std::optional<std::size_t> first = sentence_at(transcript, time.start);
  std::vector<std::size_t> out;
  const auto end = static_cast<domain::Milliseconds>(time.end.value_or(time.start) * 1000);
  const auto start = static_cast<domain::Milliseconds>(time.start * 1000);
  const domain::Milliseconds begin = first ? transcript.sentences[*first].start : start;
  for (std::size_t i = 0; i < transcript.sentences.size(); ++i) {
    const domain::Sentence& sentence = transcript.sentences[i];
    if (sentence.start > begin && sentence.start < end) out.push_back(i);
  }
  // One that was over before the range is not of it, unless there is nothing else.
  const bool is_over = first && transcript.sentences[*first].end <= start && begin < start;
  if (first && (!is_over || out.empty())) out.push_back(*first);
  std::ranges::stable_sort(out, {}, [&](std::size_t i) { return transcript.sentences[i].start; });
  return out;
}

void add_asked(Dict& content, const Place& place) {
  if (!place.time) return;
  Dict& part = add_section(content, "ASKED");
  set(part, "WHEN", span_words(*place.time, "At"));
  const bool is_quoted = place.transcript() != nullptr && !sentences_within(*place.transcript(), *place.time).empty();
  if (is_quoted) {
    add_quote(part, place);
    return;
  }
  set(add_section(part, "NO_QUOTE"), "TEXT",
      place.transcript() != nullptr ? "Nothing is said before this second." : "There is no transcript to quote.");
}

void add_clip(Dict& content, const SiteContext& site, const Place& place) {
  const archive::SessionView* session = place.session;
  if (site.clips == nullptr || session == nullptr || session->kept_media.empty() || !session->recording_fault.empty())
    return;
  const double start = place.time ? place.time->start : session->clip_start_seconds;
  const double end = end_of_clip(site, place, start);
  if (end <= start) return;
  Dict& clip = add_section(content, "CLIP");
  show(clip, "OPEN", place.time.has_value());
  set(clip, "ACTION", place.path() + "/clip");
  set(clip, "SESSION", std::to_string(session->index));
  set(clip, "FROM", clock_field(start));
  set(clip, "TO", clock_field(end));
  set(clip, "LONGEST", format_clock(site.config.recordings.clip_max_seconds));
}

void add_citation(Dict& content, const SiteContext& site, const Place& place) {
  std::string address = place.path();
  std::string where;
  if (place.session != nullptr && place.time) {
    const bool is_range = place.time->end && *place.time->end > place.time->start;
    address += "?s=" + std::to_string(place.session->index) + "&t=" + format_seconds(place.time->start);
    if (is_range) address += "," + format_seconds(*place.time->end);
    where = ", " + span_words(*place.time, "at");
    if (place.event.sessions.size() > 1) where = ", recording " + std::to_string(place.session->index + 1) + where;
  }
  Dict& cite = add_section(content, "CITE");
  set(cite, "WHAT", meeting_title(place.event.summary) + where + ". " + site.config.instance.name);
  set(cite, "HREF", absolute(site, address));
  set(cite, "VERSION", version_words(place));
}

}  // namespace dais::site
