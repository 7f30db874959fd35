// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers_text.h"

#include <filesystem>
#include <vector>

#include "os/said.h"

namespace dais::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLeftOut = "; what it said is for the operator";
/// A path may begin behind these, and ends before the second.
constexpr std::string_view kBefore = " \t\n\"'`(=:[<,;";
constexpr std::string_view kEnds = " \t\n\"'`)],;>";

bool may_begin(std::string_view text, std::size_t at) {
  return at == 0 || kBefore.find(text[at - 1]) != std::string_view::npos;
}

/// The instance's folder as messages may write it, with a slash at its end.
std::vector<std::string> spellings_of(const std::string& data) {
  const fs::path dir = fs::path(data).parent_path();
  std::vector<std::string> spellings;
  std::error_code gone;
  for (const fs::path& one : {dir, fs::absolute(dir, gone).lexically_normal(), fs::weakly_canonical(dir, gone)}) {
    std::string text = one.string();
    while (text.ends_with('/')) text.pop_back();
    if (!text.empty()) spellings.push_back(text + "/");
  }
  return spellings;
}

void replace_instance(std::string& text, const std::vector<std::string>& spellings) {
  for (const std::string& spelling : spellings) {
    for (std::size_t at = text.find(spelling); at != std::string::npos; at = text.find(spelling, at)) {
      if (may_begin(text, at)) {
        text.erase(at, spelling.size());
      } else {
        ++at;
      }
    }
  }
}

/// Where the path at `at` ends; a colon ends it before a blank, as in "FILE: what is wrong".
std::size_t end_of_path(std::string_view text, std::size_t at) {
  for (; at < text.size() && kEnds.find(text[at]) == std::string_view::npos; ++at) {
    if (text[at] == ':' && (at + 1 == text.size() || kEnds.find(text[at + 1]) != std::string_view::npos)) break;
  }
  return at;
}

/// "/srv/feeds/x.json" → "…/x.json": what lies beside the instance is the operator's.
std::string shorten_paths(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const bool begins = text[at] == '/' && may_begin(text, at) && !text.substr(at + 1).starts_with('/');
    if (!begins) {
      out += text[at++];
      continue;
    }
    const std::size_t end = end_of_path(text, at);
    const std::string_view path = text.substr(at, end - at);
    const std::size_t last = path.rfind('/');
    out += last == 0 ? std::string(path) : "…" + std::string(path.substr(last));
    at = end;
  }
  return out;
}

std::string without_paths(std::string_view text, const std::vector<std::string>& spellings) {
  std::string out(text);
  replace_instance(out, spellings);
  return shorten_paths(out);
}

/// Behind the mark everything goes.
std::string own_words(std::string_view text, const std::vector<std::string>& spellings) {
  const std::size_t mark = text.find(os::kItSaid);
  return without_paths(text.substr(0, mark), spellings) + (mark == std::string_view::npos ? "" : std::string(kLeftOut));
}

}  // namespace

std::string error_for_readers(std::string_view text, const std::string& data) {
  return own_words(text, spellings_of(data));
}

std::string log_for_readers(std::string_view text, const std::string& data) {
  const std::vector<std::string> spellings = spellings_of(data);
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out += own_words(text.substr(0, end), spellings);
    if (end == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace dais::pipeline
