// SPDX-License-Identifier: Apache-2.0
// Views of archive/study.h as JSON.
#pragma once

#include <string>
#include <vector>

#include "api/to_json.h"
#include "archive/study.h"

namespace dais::api {

/// What the addresses of a figure's moments are narrowed by; dates as they were given.
struct TrendLinks {
  archive::Apart apart = archive::Apart::kNothing;
  std::string body;
  std::string person;
  std::string from;
  std::string to;
};

JsonValue to_json(const archive::QuoteView& view);
JsonValue to_json(const archive::TrendsView& view, const TrendLinks& links);
JsonValue to_json(const archive::LikeView& view);
JsonValue to_json(const std::string& text, const std::vector<search::RelatedWord>& related);

}  // namespace dais::api
