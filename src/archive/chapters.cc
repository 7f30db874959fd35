// SPDX-License-Identifier: Apache-2.0
#include "archive/chapters.h"

#include <algorithm>
#include <cmath>

#include "speech/timestamp.h"

namespace dais::archive {
namespace {

constexpr double kTogether = 0.5;      // seconds
constexpr double kShortestChapter = 1;  // seconds: a cue must end after it began

std::string title_of(const AgendaItem& item) {
  std::string number = item.agenda_number;
  if (!number.empty() && number.back() != '.') number += '.';
  std::string name = item.name.empty() ? item.matter.name : item.name;
  if (name.empty()) name = "Item without a name";
  return number.empty() ? name : number + " " + name;
}

double end_of(const SessionView& session) {
  if (session.clip_end_seconds) return *session.clip_end_seconds;
  domain::Milliseconds end = 0;
  if (session.transcript) {
    for (const domain::Sentence& sentence : session.transcript->sentences) end = std::max(end, sentence.end);
  }
  return static_cast<double>(end) / 1000;
}

/// What would end a cue or begin markup.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

std::string timestamp(double seconds) {
  const auto milliseconds = static_cast<domain::Milliseconds>(std::llround(seconds * 1000));
  return speech::format_timestamp(milliseconds, speech::FractionMark::kDot);
}

}  // namespace

std::vector<Chapter> chapters_of(const EventView& event, const SessionView& session) {
  std::vector<const AgendaItem*> items;
  for (const AgendaItem& item : event.items) {
    const bool here = item.moment && item.moment->session == session.index && item.moment->seconds >= 0;
    if (here && !item.withdrawn) items.push_back(&item);
  }
  std::ranges::stable_sort(items, {}, [](const AgendaItem* item) { return item->moment->seconds; });
  std::vector<Chapter> chapters;
  for (const AgendaItem* item : items) {
    if (chapters.empty() || item->moment->seconds - chapters.back().start >= kTogether) {
      chapters.push_back({item->moment->seconds, 0, title_of(*item), {item->id}});
    } else {
      chapters.back().title += "; " + title_of(*item);
      chapters.back().item_ids.push_back(item->id);
    }
  }
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const double end = i + 1 < chapters.size() ? chapters[i + 1].start : end_of(session);
    chapters[i].end = i + 1 < chapters.size() ? end : std::max(end, chapters[i].start + kShortestChapter);
  }
  return chapters;
}

std::string write_chapters(const std::vector<Chapter>& chapters) {
  std::string out = "WEBVTT\n";
  for (const Chapter& chapter : chapters) {
    out += "\n" + timestamp(chapter.start) + " --> " + timestamp(chapter.end) + "\n" + escaped(chapter.title) + "\n";
  }
  return out;
}

}  // namespace dais::archive
