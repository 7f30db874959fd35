// SPDX-License-Identifier: Apache-2.0
#include "os/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <algorithm>

namespace dais::os {
namespace {

constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr unsigned kAskVersion = 1;
constexpr int kPathBeneath = 1;

// Rights, in the order in which the kernel's header has them.
constexpr std::uint64_t kExecute = 1U << 0U;
constexpr std::uint64_t kWriteFile = 1U << 1U;
constexpr std::uint64_t kReadFile = 1U << 2U;
constexpr std::uint64_t kReadFolder = 1U << 3U;
constexpr std::uint64_t kTruncate = 1U << 14U;
constexpr std::uint64_t kOfFiles = kExecute | kWriteFile | kReadFile | kTruncate | (1U << 15U);
constexpr std::uint64_t kOfReading = kExecute | kReadFile | kReadFolder;
constexpr std::uint64_t kTcpBindAndConnect = 3;
constexpr std::uint64_t kAbstractSocketsAndSignals = 3;

struct RulesetAttributes {
  std::uint64_t files;
  std::uint64_t network;
  std::uint64_t scoped;
};

struct [[gnu::packed]] PathAttributes {
  std::uint64_t allowed;
  std::int32_t parent;
};

/// ABI 1 has 13 rights; each of 2 (moving between folders), 3 (truncate) and 5 (ioctl of devices) brought one more.
std::uint64_t file_rights(int abi) {
  const unsigned count = abi >= 5 ? 16 : abi >= 3 ? 15 : abi == 2 ? 14 : 13;
  return (1ULL << count) - 1;
}

std::size_t attribute_size(int abi) { return abi >= 6 ? 24 : abi >= 4 ? 16 : 8; }

Status allow(const Descriptor& ruleset, const std::string& path, std::uint64_t rights) {
  const Descriptor place(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!place.is_open()) return {};
  struct stat info{};
  if (::fstat(place.get(), &info) != 0) return fail_errno(path, errno);
  if (!S_ISDIR(info.st_mode)) rights &= kOfFiles;
  const PathAttributes rule{rights, place.get()};
  if (::syscall(kAddRule, ruleset.get(), kPathBeneath, &rule, 0U) != 0) {
    return fail(ErrorCode::kUnavailable, path + ": Landlock does not take it: " + errno_text(errno));
  }
  return {};
}

}  // namespace

int landlock_abi() { return static_cast<int>(std::max(0L, ::syscall(kCreateRuleset, nullptr, 0UL, kAskVersion))); }

Result<Descriptor> make_ruleset(const Ground& ground) {
  const int abi = landlock_abi();
  std::uint64_t handled = file_rights(abi);
  if (ground.reading == Reading::kEverything) handled &= ~kOfReading;
  const RulesetAttributes attributes{handled, ground.network == Network::kNone ? kTcpBindAndConnect : 0,
                                     ground.network == Network::kNone ? kAbstractSocketsAndSignals : 0};
  Descriptor ruleset(static_cast<int>(::syscall(kCreateRuleset, &attributes, attribute_size(abi), 0U)));
  if (!ruleset.is_open()) return fail(ErrorCode::kUnavailable, "Landlock: " + errno_text(errno));
  for (const std::string& path : ground.readable) {
    if (ground.reading == Reading::kEverything) break;
    if (auto allowed = allow(ruleset, path, handled & kOfReading); !allowed) return fail(allowed.error());
  }
  for (const std::string& path : ground.writable) {
    if (auto allowed = allow(ruleset, path, handled & ~kExecute); !allowed) return fail(allowed.error());
  }
  return ruleset;
}

}  // namespace dais::os
