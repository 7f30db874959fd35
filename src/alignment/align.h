// SPDX-License-Identifier: Apache-2.0
// When each agenda item was taken up: the items of one meeting, in agenda order, against the words said in one of its
// recordings. Evidence only: an item that the words do not place well enough stays open, which is better than a wrong
// time. Pure: no catalog, no network, no clock; safe from many threads.
//
// Times are seconds from the start of the recording. Items follow agenda order; a few may be taken out of it where the
// words leave little doubt. Several items may share one time (a consent agenda, a joint hearing). A time that the
// source states is kept unless it lies outside the recording or the words place the item elsewhere without doubt.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/transcript.h"

namespace dais::alignment {

/// Changes whenever the same input may be answered otherwise: part of every key that remembers an answer, and what
/// the record says made the times.
inline constexpr const char* kGenerator = "dais alignment 1";

struct Item {
  std::string title;
  std::string number;       ///< as the agenda prints it: "7", "3.A"; empty: none
  std::string matter_name;  ///< the file number: "Int 0001-2022"; empty: none
  std::string matter_type;  ///< "Resolution"; empty: not known
  std::optional<double> supplier_seconds;  ///< the time that the source states
};

struct Options {
  double from_seconds = 0;           ///< where the meeting begins in a recording that holds several
  std::optional<double> to_seconds;  ///< and where it ends; none: with the last word
  double least_confidence = 0.5;     ///< under it an item stays open
};

enum class Origin { kOpen, kStated, kWorkedOut };

struct Place {
  std::optional<double> seconds;  ///< none: open
  double confidence = 0;  ///< 0 to 1: how likely the item begins within a minute of `seconds`; 0 when open
  Origin origin = Origin::kOpen;
  std::string why;  ///< a sentence for people: what was found at that place, or why the item stays open
};

/// One place for each item, in the order given. No input is wrong: no words or no items give no times but stated ones.
std::vector<Place> align(std::span<const Item> items, const domain::Transcript& transcript,
                         const Options& options = {});

}  // namespace dais::alignment
