// SPDX-License-Identifier: Apache-2.0
// A transcript as turns of speakers, in paragraphs of sentences. Pages of a day's hearing have ten thousand sentences:
// each costs some seventy bytes of markup and no more.
#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>

#include "site/address.h"
#include "site/event_parts.h"
#include "site/marking.h"
#include "site/words.h"

namespace dais::site {
namespace {

constexpr std::size_t kParagraphBytes = 600;
constexpr domain::Milliseconds kParagraphTime = 45'000;
constexpr std::size_t kMostTimes = 60;

double seconds_of(domain::Milliseconds time) { return static_cast<double>(time) / 1000; }

bool names_nobody(const archive::SessionView& session) {
  for (std::size_t i = 0; i < session.transcript->sentences.size(); ++i) {
    if (!speaker_name(session, i).empty()) return false;
  }
  return true;
}

/// A sentence in which something was found.
struct Find {
  std::size_t sentence = 0;
  std::int64_t first_number = 0;
};

class TranscriptWriter {
 public:
  TranscriptWriter(Dict& turns, const Place& place, const std::vector<std::string>& terms)
      : turns_(turns),
        place_(place),
        session_(*place.session),
        names_nobody_(names_nobody(session_)),
        marker_(terms),
        session_number_(std::to_string(session_.index)) {}

  void write() {
    const auto& sentences = place_.transcript()->sentences;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (begins_turn(i))
        begin_turn(i);
      else if (begins_paragraph(i))
        begin_paragraph(i);
      write_sentence(i);
    }
  }
  [[nodiscard]] const std::vector<Find>& finds() const { return finds_; }
  [[nodiscard]] std::int64_t marks() const { return marks_; }

 private:
  [[nodiscard]] const domain::Sentence& sentence(std::size_t i) const { return place_.transcript()->sentences[i]; }

  [[nodiscard]] bool begins_turn(std::size_t i) const {
    return i == 0 || sentence(i).turn_start || sentence(i).speaker != sentence(i - 1).speaker;
  }
  [[nodiscard]] bool begins_paragraph(std::size_t i) const {
    return paragraph_bytes_ > kParagraphBytes || sentence(i).start - paragraph_start_ > kParagraphTime;
  }

  void begin_turn(std::size_t i) {
    turn_ = &add_section(turns_, "TURN");
    anchor_ = fresh_anchor(sentence(i));
    const std::string name = speaker_name(session_, i);
    // Where nobody is named anywhere, a dash marks that somebody else begins; a heading each time would say nothing.
    show(*turn_, "NEW_VOICE", names_nobody_ && i > 0);
    if (!names_nobody_) {
      Dict& heading = add_section(*turn_, "NAMED");
      const bool known = i < session_.speakers.size() && !session_.speakers[i].id.empty();
      Dict& person = add_section(heading, known ? "LINKED" : "UNLINKED");
      if (known) set(person, "PERSON", session_.speakers[i].id);
      set(person, "NAME", name.empty() ? "Speaker not named" : name);
      set_place(heading, sentence(i), anchor_);
    }
    begin_paragraph(i);
  }

  void begin_paragraph(std::size_t i) {
    paragraph_ = &add_section(*turn_, "PARAGRAPH");
    paragraph_bytes_ = 0;
    paragraph_start_ = sentence(i).start;
  }

  void write_sentence(std::size_t i) {
    const domain::Sentence& spoken = sentence(i);
    paragraph_bytes_ += spoken.text.size();
    Dict& out = add_section(*paragraph_, "SENTENCE");
    if (anchor_.empty()) anchor_ = fresh_anchor(spoken);
    set_place(out, spoken, anchor_);
    anchor_.clear();
    show(out, "HERE", place_.sentence == i);
    if (marker_.looks_for_nothing()) {
      show_text(out, "PLAIN", spoken.text);
      return;
    }
    write_marked(out, i);
  }

  void write_marked(Dict& out, std::size_t i) {
    const std::int64_t before = marks_;
    for (const Part& part : marker_.split(sentence(i).text)) {
      const bool marked = part.emphasis == Emphasis::kMarked;
      Dict& piece = add_section(add_section(out, "PART"), marked ? "MARKED" : "UNMARKED");
      set(piece, "TEXT", part.text);
      if (marked) set(piece, "NUMBER", std::to_string(++marks_));
    }
    if (marks_ > before) finds_.push_back({i, before + 1});
  }

  void set_place(Dict& out, const domain::Sentence& spoken, const std::string& anchor) const {
    set(out, "SESSION", session_number_);
    set(out, "ANCHOR", anchor);
    set(out, "T", format_seconds(seconds_of(spoken.start)));
    set(out, "CLOCK", format_clock(seconds_of(spoken.start)));
  }

  /// Two sentences may begin in the same instant; an anchor is one sentence's.
  std::string fresh_anchor(const domain::Sentence& spoken) {
    const std::string time = format_seconds(seconds_of(spoken.start));
    std::string anchor = time;
    for (int copy = 2; !anchors_.insert(anchor).second; ++copy) anchor = time + "-" + std::to_string(copy);
    return anchor;
  }

  Dict& turns_;
  const Place& place_;
  const archive::SessionView& session_;
  bool names_nobody_;
  Marker marker_;
  std::string session_number_;
  Dict* turn_ = nullptr;
  Dict* paragraph_ = nullptr;
  std::size_t paragraph_bytes_ = 0;
  domain::Milliseconds paragraph_start_ = 0;
  std::string anchor_;  ///< made for a turn's heading, not yet taken by its first sentence
  std::set<std::string> anchors_;
  std::vector<Find> finds_;
  std::int64_t marks_ = 0;
};

std::string_view words_for(domain::TranscriptKind kind) {
  switch (kind) {
    case domain::TranscriptKind::kHuman:
      return "Written by people";
    case domain::TranscriptKind::kCaptions:
      return "Made from captions";
    case domain::TranscriptKind::kMachine:
      return "Made by machine; expect mistakes, above all in names";
    case domain::TranscriptKind::kDraft:
      return "A rough draft made by machine; expect many mistakes";
  }
  return "";
}

std::string made_by(domain::TranscriptKind kind, const std::string& generator, double confidence) {
  std::string out(words_for(kind));
  if (!generator.empty()) out += " (" + generator + ")";
  if (confidence > 0) out += fmt::format(". Stated confidence: {:.0f} %", confidence * 100);
  return out + ".";
}

std::string made_by(const archive::SessionView& session) {
  const domain::Transcript& transcript = *session.transcript;
  std::string out = made_by(transcript.kind, transcript.generator, transcript.confidence);
  out += " The recording is the record.";
  if (names_nobody(session)) out += " Speakers are not named; a dash marks where another one begins.";
  return out;
}

std::string download_address(const Place& place) {
  return "/api/v1" + place.path() + "/sessions/" + std::to_string(place.session->index) + "/transcript.";
}

/// Captions that the archive judged, shown because there is nothing better.
void add_fault(Dict& part, const Place& place) {
  const std::string fault = fault_of_shown(place);
  if (fault.empty()) return;
  Dict& banner = add_section(part, "FAULT");
  set(banner, "WHAT", "Something is wrong with these captions:");
  set(banner, "TEXT", fault + ". They are shown because nothing better is here.");
}

/// The session's transcripts that are not shown.
void add_others(Dict& part, const Place& place) {
  const auto& all = place.session->transcripts;
  if (all.size() < 2) return;
  Dict& others = add_section(part, "OTHERS");
  set(others, "SUMMARY",
      counted(static_cast<std::int64_t>(all.size()) - 1, "other transcript is kept", "other transcripts are kept"));
  for (const archive::TranscriptNote& note : std::span(all).subspan(1)) {
    Dict& other = add_section(others, "OTHER");
    set(other, "WHAT", made_by(note.kind, note.generator, note.confidence));
    show_text(other, "FAULT", note.fault);
    set(other, "HREF", download_address(place) + "txt?transcript=" + note.id);
  }
}

/// Which labels are taken for which persons, and why.
void add_who(Dict& part, const archive::SessionView& session) {
  if (session.identified.empty()) return;
  Dict& who = add_section(part, "WHO");
  const auto count = static_cast<std::int64_t>(session.identified.size());
  set(who, "SUMMARY", "How " + counted(count, "speaker was", "speakers were") + " recognised");
  for (const archive::Identified& known : session.identified) {
    Dict& row = add_section(who, "KNOWN");
    set(row, "LABEL", known.label);
    set(row, "ID", known.person.id);
    set(row, "NAME", known.person.name);
    set(row, "EVIDENCE", known.evidence);
  }
}

void add_downloads(Dict& part, const Place& place) {
  const std::string base = download_address(place);
  for (const auto& [extension, label] :
       {std::pair{"txt", "text"}, {"vtt", "WebVTT"}, {"srt", "SRT"}, {"json", "JSON"}}) {
    Dict& link = add_section(part, "DOWNLOAD");
    set(link, "HREF", base + extension);
    set(link, "LABEL", label);
  }
}

std::string href_of(const Place& place, const Find& find) {
  const double start = seconds_of(place.transcript()->sentences.at(find.sentence).start);
  return Address(place.path())
      .with("s", std::to_string(place.session->index))
      .with("t", format_seconds(start))
      .with("q", place.text)
      .fragment("m" + std::to_string(find.first_number))
      .str();
}

void add_walk(Dict& found, const Place& place, const std::vector<Find>& finds) {
  Dict& walk = add_section(found, "WALK");
  // Where no second was asked for, the walk begins before the first sentence.
  const auto here = std::ranges::lower_bound(finds, place.sentence.value_or(0), {}, &Find::sentence);
  if (place.sentence && here != finds.begin()) show_text(walk, "PREV", href_of(place, *std::prev(here)), "HREF");
  const auto next = place.sentence && here != finds.end() && here->sentence == *place.sentence ? std::next(here) : here;
  if (next != finds.end()) show_text(walk, "NEXT_HIT", href_of(place, *next), "HREF");
  set(walk, "CLEAR_HREF", Address(place.path()).with("s", std::to_string(place.session->index)).str());
  set(walk, "EVERYWHERE_HREF", Address("/search").with("q", place.text).str());
  for (const Find& find :
       std::vector(finds.begin(), finds.begin() + static_cast<std::ptrdiff_t>(std::min(finds.size(), kMostTimes)))) {
    Dict& time = add_section(walk, "TIME");
    set(time, "HREF", href_of(place, find));
    set(time, "CLOCK", format_clock(seconds_of(place.transcript()->sentences.at(find.sentence).start)));
  }
  if (finds.size() > kMostTimes) {
    show_text(walk, "MORE", "and " + with_commas(static_cast<std::int64_t>(finds.size() - kMostTimes)) + " more");
  }
}

void add_found(Dict& part, const Place& place, const TranscriptWriter& writer) {
  if (place.text.empty()) return;
  Dict& found = add_section(part, "FOUND");
  if (writer.finds().empty()) {
    set(found, "SENTENCE", "“" + place.text + "” was not found in this recording’s transcript.");
    Dict& walk = add_section(found, "WALK");
    set(walk, "CLEAR_HREF", Address(place.path()).with("s", std::to_string(place.session->index)).str());
    set(walk, "EVERYWHERE_HREF", Address("/search").with("q", place.text).str());
    return;
  }
  set(found, "SENTENCE",
      "“" + place.text + "”: " + counted(writer.marks(), "place", "places") + " in this transcript.");
  add_walk(found, place, writer.finds());
}

std::string why_no_transcript(const Place& place) {
  if (place.event.summary.state == archive::EventState::kCancelled)
    return "This meeting was cancelled; nothing was said.";
  if (place.event.summary.state == archive::EventState::kUpcoming) return "This meeting is still to come.";
  if (!place.has_recording()) return "Without a recording there is no transcript.";
  return "There is no transcript of this recording yet, so its words cannot be searched.";
}

}  // namespace

std::optional<std::size_t> sentence_at(const domain::Transcript& transcript, double seconds) {
  // Links carry whole seconds, rounded down; the sentence that begins within that second is the one meant.
  const auto place = static_cast<domain::Milliseconds>(seconds * 1000);
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < transcript.sentences.size(); ++i) {
    const domain::Sentence& sentence = transcript.sentences[i];
    const bool begun = sentence.start <= place;
    const bool begins_now = !begun && place % 1000 == 0 && sentence.start < place + 1000;
    if (begins_now && (!best || transcript.sentences[*best].start != place)) return i;
    if (begun && (!best || sentence.start >= transcript.sentences[*best].start)) best = i;
  }
  return best;
}

std::string fault_of_shown(const Place& place) {
  const bool is_known = place.transcript() != nullptr && !place.session->transcripts.empty();
  return is_known ? place.session->transcripts.front().fault : std::string();
}

std::string speaker_name(const archive::SessionView& session, std::size_t sentence) {
  if (sentence < session.speakers.size() && !session.speakers[sentence].name.empty())
    return session.speakers[sentence].name;
  return session.transcript->sentences.at(sentence).speaker;
}

void add_transcript(Dict& content, const Place& place, const std::vector<std::string>& terms) {
  const domain::Transcript* transcript = place.transcript();
  if (transcript == nullptr) {
    show_text(content, "NO_TRANSCRIPT", why_no_transcript(place));
    return;
  }
  Dict& part = add_section(content, "HAS_TRANSCRIPT");
  add_fault(part, place);
  set(part, "MADE_BY", made_by(*place.session));
  add_downloads(part, place);
  add_others(part, place);
  add_who(part, *place.session);
  set(part, "Q", place.text);
  show_text(part, "LANGUAGE", transcript->language, "CODE");
  TranscriptWriter writer(include(part, "TURNS", "transcript.tpl"), place, terms);
  writer.write();
  add_found(part, place, writer);
}

}  // namespace dais::site
