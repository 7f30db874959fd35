// SPDX-License-Identifier: Apache-2.0
#include "media/probe.h"

#include <fmt/format.h>

#include <array>
#include <fstream>

#include "json/json.h"

namespace dais::media {
namespace {

std::string text_or_empty(const json::View& view) {
  const auto text = view.text();
  return text && *text ? **text : std::string();
}

int integer_or_zero(const json::View& view) {
  const auto number = view.integer();
  return number && *number && std::in_range<int>(**number) ? static_cast<int>(**number) : 0;
}

double number_or_zero(const json::View& view) {
  const auto number = view.number();
  return number && *number && **number > 0 ? **number : 0;
}

Status take_stream(const json::View& stream, const std::string& path, const Limits& limits, Facts& facts) {
  const std::string type = text_or_empty(stream["codec_type"]);
  if (facts.seconds == 0) facts.seconds = number_or_zero(stream["duration"]);
  if (type == "audio" && !facts.sound) {
    facts.sound = SoundFacts{text_or_empty(stream["codec_name"]), integer_or_zero(stream["channels"]),
                             integer_or_zero(stream["sample_rate"])};
  }
  const bool is_cover = integer_or_zero(stream["disposition"]["attached_pic"]) == 1;
  if (type != "video" || is_cover || facts.picture) return {};
  const PictureFacts picture{text_or_empty(stream["codec_name"]), integer_or_zero(stream["width"]),
                             integer_or_zero(stream["height"])};
  const std::uint64_t pixels =
      static_cast<std::uint64_t>(std::max(picture.width, 0)) * static_cast<std::uint64_t>(std::max(picture.height, 0));
  if (pixels > limits.max_pixels) {
    return fail(ErrorCode::kTooLarge, fmt::format("{}: its picture is {} × {} points, more than is decoded", path,
                                                  picture.width, picture.height));
  }
  facts.picture = picture;
  return {};
}

/// Told by its first bytes, before any decoder sees it; nothing where it may be a recording.
Status refuse_strangers(const std::string& path) {
  std::array<char, 64> bytes{};
  std::ifstream in(path, std::ios::binary);
  in.read(bytes.data(), bytes.size());
  std::string_view head(bytes.data(), static_cast<std::size_t>(in.gcount()));
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && (head.front() == ' ' || head.front() == '\n' || head.front() == '\r')) head.remove_prefix(1);
  const auto begins = [head](std::string_view text) { return head.starts_with(text); };
  const char* what = begins("#EXTM3U") || begins("ffconcat") || begins("[playlist]")                    ? "a playlist"
                     : begins("<!DOCTYPE") || begins("<!doctype") || begins("<html") || begins("<HTML") ? "a web page"
                     : begins("<?xml") || begins("<MPD")                                                ? "an XML file"
                     : begins("\x89PNG") || begins("\xFF\xD8\xFF") || begins("GIF8")                    ? "a picture"
                     : begins("%PDF-")                                                                  ? "a PDF"
                     : begins("PK\x03\x04") || begins("\x1F\x8B")                                       ? "an archive"
                                                                                                        : nullptr;
  if (what == nullptr) return {};
  return fail(ErrorCode::kBadInput, path + ": is " + what + ", not a recording");
}

}  // namespace

Result<Facts> facts_of(const std::string& ffprobe_json, const std::string& path, const Limits& limits) {
  const auto parsed = json::parse(ffprobe_json);
  if (!parsed) return fail(ErrorCode::kBadInput, path + ": ffprobe's answer cannot be read: " + parsed.error().message);
  const json::View root(*parsed);
  Facts facts;
  facts.container = text_or_empty(root["format"]["format_name"]);
  facts.seconds = number_or_zero(root["format"]["duration"]);
  const json::View streams = root["streams"];
  if (streams.size() > static_cast<std::size_t>(limits.max_streams)) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("{}: {} streams, more than the {} allowed", path, streams.size(), limits.max_streams));
  }
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (Status taken = take_stream(streams.at(i), path, limits, facts); !taken) return fail(std::move(taken.error()));
  }
  if (!facts.picture && !facts.sound) {
    return fail(ErrorCode::kBadInput, path + ": holds neither sound nor a moving picture");
  }
  if (facts.seconds > limits.max_seconds) {
    return fail(ErrorCode::kTooLarge, fmt::format("{}: {:.1f} hours long, more than the {:.1f} of recordings.max_hours",
                                                  path, facts.seconds / 3600, limits.max_seconds / 3600));
  }
  return facts;
}

Result<Facts> probe(const Tools& tools, const std::string& path) {
  if (Status known = refuse_strangers(path); !known) return fail(std::move(known.error()));
  Job job;
  job.argv = {"ffprobe"};
  const auto options = input_options(tools.limits);
  job.argv.insert(job.argv.end(), options.begin(), options.end());
  job.argv.insert(job.argv.end(),
                  {"-print_format", "json", "-show_format", "-show_streams", "-i", "file:" + real_path(path)});
  job.input = path;
  job.timeout = tools.limits.probe_time;
  const auto said = run_job(tools, job);
  if (!said) return fail(said.error());
  return facts_of(*said, path, tools.limits);
}

}  // namespace dais::media
