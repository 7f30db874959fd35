// SPDX-License-Identifier: Apache-2.0
// From the answers to the files of an instance: dais.toml, README.md with the cost, deploy/, .github/workflows. And
// from what was generated before, what is there now and what would be generated today, to what is to be written. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "deployment/answers.h"

namespace dais::deployment {

/// Path in the instance's folder → text.
using Files = std::map<std::string, std::string>;

/// REQUIRES: check() was content, and the answers are completed().
Files generate(const Answers& answers);

enum class Fate {
  kNew,        ///< not there, nor ever made: it is written
  kSame,       ///< as it is to be
  kMerged,     ///< what was changed by hand and what is new went together
  kConflict,   ///< both changed one place: both are in it, marked
  kForeign,    ///< there, but not made by `dais init`: left alone
  kTakenOut,   ///< was made, and is there no more: stays away
};

struct Update {
  std::string path;
  Fate fate = Fate::kSame;
  std::string before;  ///< what is there
  std::string after;   ///< what is to be there
};

/// `made`: what was generated the last time; `there`: what the folder holds of the paths of `fresh`.
std::vector<Update> plan_update(const Files& made, const Files& there, const Files& fresh);

}  // namespace dais::deployment
