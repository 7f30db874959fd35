// SPDX-License-Identifier: Apache-2.0
// Numbers of jobs and runs, each a type of its own; 0 is none.
#pragma once

#include <cstdint>

namespace dais::pipeline {

enum class JobId : std::int64_t { kNone = 0 };
enum class RunId : std::int64_t { kNone = 0 };
/// Which holding of a job: it goes up each time a job is given out or taken back, so that who comes late is known.
enum class Fence : std::int64_t { kNone = 0 };

constexpr std::int64_t number(JobId id) { return static_cast<std::int64_t>(id); }
constexpr std::int64_t number(RunId id) { return static_cast<std::int64_t>(id); }
constexpr std::int64_t number(Fence fence) { return static_cast<std::int64_t>(fence); }

}  // namespace dais::pipeline
