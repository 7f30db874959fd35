// SPDX-License-Identifier: Apache-2.0
#include "pipeline/step_key.h"

#include "base/digest.h"

namespace dais::pipeline {

std::string step_key(std::string_view kind, int code_version, std::initializer_list<std::string_view> inputs) {
  // Each part with its length before it: ("ab", "c") and ("a", "bc") are two.
  std::string bytes = std::string(kind) + '\n' + std::to_string(code_version);
  for (const std::string_view input : inputs) bytes += '\n' + std::to_string(input.size()) + ':' + std::string(input);
  return sha256_hex(bytes);
}

}  // namespace dais::pipeline
