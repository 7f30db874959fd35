// SPDX-License-Identifier: Apache-2.0
// Runs a program on foreign bytes so that it can do nothing but read what it is given and write into one folder: no
// network, no other file, no other process, limits on memory, processor time, file size and time. Rooms of its own
// (bubblewrap) where the kernel lets us make them, else filters of the kernel (Landlock, seccomp, no new privileges).
// Which of them works is found by trying, once; what is in force is a value, and nothing is ever weaker than it says.
// A Sandbox may be used from several threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/subprocess.h"

namespace dais::os {

enum class Network { kNone, kOpen };
enum class Processes { kOne, kSeveral };
/// kEverything is for a program that the operator chose: it may read what this user may, and write into its folder.
enum class Reading { kListed, kEverything };

struct ConfinedLimits {
  std::uint64_t memory_bytes = 2ULL << 30U;  ///< of address space
  std::uint64_t cpu_seconds = 3600;          ///< of all its threads together
  std::uint64_t file_bytes = 8ULL << 30U;    ///< of one file it writes
  std::uint64_t open_files = 64;
};

struct ConfinedCommand {
  std::vector<std::string> argv;      ///< argv[0] is looked for in our PATH; files are named by their absolute paths
  std::vector<std::string> readable;  ///< files and folders, beside the system's programs and libraries
  std::string writable;               ///< a folder, also the one it runs in and its TMPDIR; empty: none
  std::vector<std::string> environment;  ///< "NAME=value", beside PATH, TMPDIR and LC_ALL
  ConfinedLimits limits;
  Network network = Network::kNone;
  Processes processes = Processes::kOne;
  Reading reading = Reading::kListed;
  std::chrono::milliseconds timeout{std::chrono::seconds{60}};
  std::uint64_t max_output = 64ULL << 20U;
  std::function<bool()> cancelled = {};
};

enum class Walls {
  kRooms,       ///< bubblewrap: namespaces with nothing in them but what is given; and the filter of system calls
  kFilters,     ///< Landlock for files, seccomp for system calls
  kLimitsOnly,  ///< limits and no new privileges: foreign media could read files and reach the network
};

struct InForce {
  Walls walls = Walls::kLimitsOnly;
  int landlock_abi = 0;     ///< of the kernel; 0: none
  bool has_filter = false;  ///< seccomp
  std::string why_no_rooms;  ///< what bubblewrap said; empty where it works
  /// True where a program has neither network nor other files.
  [[nodiscard]] bool holds() const { return walls != Walls::kLimitsOnly; }
  /// "bubblewrap: a room of its own, …", one line.
  [[nodiscard]] std::string text() const;
};

class Sandbox {
 public:
  /// kOwnFilters does without bubblewrap, kLimits without Landlock and seccomp too: for tests of what then holds.
  enum class Try { kAll, kOwnFilters, kLimits };
  static Sandbox find(Try what = Try::kAll);

  [[nodiscard]] const InForce& in_force() const { return in_force_; }

  /// kNotFound names what of `readable` or `writable` is not there; kUnavailable: the program is not installed, or
  /// cannot be confined as in_force() says. What the program does is an Outcome; a limit it ran into shows as
  /// End::kSignalled, End::kTimedOut or its own failure. `on_output` takes standard output in pieces, where given.
  [[nodiscard]] Result<Outcome> run(const ConfinedCommand& command,
                                    const std::function<Flow(std::string_view)>& on_output = nullptr) const;

 private:
  explicit Sandbox(InForce in_force) : in_force_(std::move(in_force)) {}
  InForce in_force_;
};

}  // namespace dais::os
