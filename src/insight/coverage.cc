// SPDX-License-Identifier: Apache-2.0
#include "insight/coverage.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace dais::insight {
namespace {

bool was_held(const Meeting& meeting, Instant now) {
  return meeting.standing == Standing::kTakesPlace && meeting.start <= now;
}

std::int64_t days_since(Instant then, Instant now) { return std::chrono::floor<std::chrono::days>(now - then).count(); }

void add_meeting(Coverage& row, const Meeting& meeting, Instant now) {
  ++row.meetings;
  if (meeting.standing == Standing::kCalledOff) {
    ++row.called_off;
    return;
  }
  if (!was_held(meeting, now)) {
    ++row.upcoming;
    return;
  }
  ++row.held;
  const std::int64_t days = days_since(meeting.start, now);
  for (std::size_t part = 0; part < kParts; ++part) {
    if (meeting.has(static_cast<Part>(part))) {
      ++row.with.at(part);
    } else {
      row.longest_wait_days.at(part) = std::max(row.longest_wait_days.at(part), days);
    }
  }
}

}  // namespace

std::vector<Coverage> coverage(const Record& record, Instant now, std::optional<Index> body) {
  std::map<std::pair<Index, int>, Coverage> rows;
  for (const Meeting& meeting : record.meetings) {
    if (body && meeting.body != *body) continue;
    add_meeting(rows[{meeting.body, -meeting.year}], meeting, now);
  }
  std::vector<Coverage> out;
  out.reserve(rows.size());
  for (auto& [place, row] : rows) {
    row.body = place.first;
    row.year = -place.second;
    out.push_back(row);
  }
  return out;
}

Coverage sum(std::span<const Coverage> rows) {
  Coverage all;
  for (const Coverage& row : rows) {
    all.meetings += row.meetings;
    all.called_off += row.called_off;
    all.upcoming += row.upcoming;
    all.held += row.held;
    for (std::size_t part = 0; part < kParts; ++part) {
      all.with.at(part) += row.with.at(part);
      all.longest_wait_days.at(part) = std::max(all.longest_wait_days.at(part), row.longest_wait_days.at(part));
    }
  }
  return all;
}

std::vector<Gap> gaps(const Record& record, Instant now, Part part, std::optional<Index> body) {
  std::vector<Gap> out;
  for (Index i = 0; i < record.meetings.size(); ++i) {
    const Meeting& meeting = record.meetings[i];
    if ((body && meeting.body != *body) || !was_held(meeting, now) || meeting.has(part)) continue;
    out.push_back({i, days_since(meeting.start, now)});
  }
  std::ranges::sort(out, [&record](const Gap& a, const Gap& b) {
    const Meeting& left = record.meetings[a.meeting];
    const Meeting& right = record.meetings[b.meeting];
    return left.start != right.start ? left.start > right.start : left.id < right.id;
  });
  return out;
}

}  // namespace dais::insight
