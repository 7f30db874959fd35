// SPDX-License-Identifier: Apache-2.0
// Who works on a folder: any number of processes at a time, or one that needs it to itself. A file that is locked with
// flock(2) for as long as they live; the kernel lets go when a process ends, however it ends. Never waits.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "os/descriptor.h"

namespace dais::os {

class UseLock {
 public:
  /// Beside others. `who` ("dais serve") is written into the file for the one who wants it alone. kConflict names who
  /// has the folder to itself.
  static Result<UseLock> join(const std::string& path, std::string_view who);
  /// Alone. kConflict names those who are there, each with its process id.
  static Result<UseLock> alone(const std::string& path, std::string_view who);

 private:
  explicit UseLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace dais::os
