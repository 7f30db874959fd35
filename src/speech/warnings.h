// SPDX-License-Identifier: Apache-2.0
// What was left out or repaired while a file was read. A file that is wrong from end to end must not fill the memory
// with complaints, so they are counted after the first hundred.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace dais::speech {

class Warnings {
 public:
  void add(std::string warning) {
    if (list_.size() < kListed) {
      list_.push_back(std::move(warning));
    } else {
      ++unlisted_;
    }
  }
  void at_line(std::size_t line, const std::string& what) { add("line " + std::to_string(line) + ": " + what); }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] const std::string& first() const { return list_.front(); }
  std::vector<std::string> take() {
    if (unlisted_ > 0) list_.push_back("and " + std::to_string(unlisted_) + " more of the kind");
    return std::move(list_);
  }

 private:
  static constexpr std::size_t kListed = 100;
  std::vector<std::string> list_;
  std::size_t unlisted_ = 0;
};

}  // namespace dais::speech
