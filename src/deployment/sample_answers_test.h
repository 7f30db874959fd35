// SPDX-License-Identifier: Apache-2.0
// A town that knows what it wants, for tests of what becomes of its answers.
#pragma once

#include "deployment/answers.h"

namespace dais::deployment {

inline Answers sample_answers() {
  Answers answers;
  answers.name = "Merrow Ford";
  answers.timezone = "America/Chicago";
  answers.public_url = "https://council.example/";
  answers.source_kind = "legistar";
  answers.source_client = "merrowford";
  answers.keep = "video";
  return answers;
}

}  // namespace dais::deployment
