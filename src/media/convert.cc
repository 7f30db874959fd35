// SPDX-License-Identifier: Apache-2.0
#include "media/convert.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "media/probe.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kClipTime{60};
constexpr const char* kNothingThere = "has nothing at that time";

using Words = std::vector<std::string>;

void add(Words& argv, const Words& more) { argv.insert(argv.end(), more.begin(), more.end()); }

Words reading(const Tools& tools, const std::string& path, const Span& span) {
  Words argv = {"ffmpeg", "-nostdin", "-hide_banner", "-y"};
  add(argv, input_options(tools.limits));
  if (span.start > 0) add(argv, {"-ss", seconds_text(span.start)});
  const double longest = tools.limits.max_seconds;
  add(argv, {"-t", seconds_text(std::min(span.end ? *span.end - span.start : longest, longest))});
  add(argv, {"-i", "file:" + real_path(path)});
  return argv;
}

Status convert(const Tools& tools, const std::string& path, const Span& span, const Words& how,
               const std::string& output, const std::string& empty_text) {
  return make_file(path, output, empty_text, [&](const std::string& folder, const std::string& file) -> Status {
    Job job;
    job.argv = reading(tools, path, span);
    add(job.argv, {"-map_metadata", "-1", "-map_chapters", "-1"});
    add(job.argv, how);
    job.argv.push_back("file:" + file);
    job.input = path;
    job.folder = folder;
    job.timeout = tools.limits.convert_time;
    job.cpu_seconds = tools.limits.convert_cpu_seconds;
    const auto done = run_job(tools, job);
    if (!done) return fail(done.error());
    return {};
  });
}

std::string lower_ending(const std::string& path) {
  std::string ending = fs::path(path).extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return ending;
}

}  // namespace

Status extract_audio(const Tools& tools, const std::string& path, const std::string& output, const Span& span) {
  return convert(
      tools, path, span,
      {"-map", "0:a:0", "-vn", "-sn", "-dn", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-bitexact", "-f", "wav"},
      output, "has no sound");
}

Status opus(const Tools& tools, const std::string& path, const std::string& output, const Span& span) {
  return convert(tools, path, span, {"-map",    "0:a:0",
                                     "-vn",     "-sn",
                                     "-dn",     "-ac",
                                     "1",       "-c:a",
                                     "libopus", "-b:a",
                                     "24k",     "-application",
                                     "voip",    "-frame_duration",
                                     "40",      "-compression_level",
                                     "5",       "-bitexact",
                                     "-f",      "ogg"},
                 output, "has no sound");
}

std::string clip_ending(const std::string& path) {
  std::string ending = lower_ending(path);
  if (ending == ".webm" || ending == ".mp3" || ending == ".m4a") return ending;
  constexpr std::array<std::string_view, 4> kOgg = {".ogg", ".oga", ".opus", ".ogv"};
  return std::ranges::find(kOgg, ending) != kOgg.end() ? ".ogg" : ".mp4";
}

Status clip(const Tools& tools, const std::string& path, const Span& span, const std::string& output) {
  Tools quick = tools;
  quick.limits.convert_time = std::min<std::chrono::milliseconds>(tools.limits.convert_time, kClipTime);
  // Behind the end of a recording ffmpeg writes something else, and calls it well done.
  const auto facts = probe(quick, path);
  if (!facts) return fail(facts.error());
  if (facts->seconds > 0 && span.start >= facts->seconds)
    return fail(ErrorCode::kBadInput, path + ": " + kNothingThere);
  Words how = {"-map", "0:V:0?", "-map", "0:a:0?", "-sn", "-dn", "-c", "copy", "-avoid_negative_ts", "make_zero"};
  if (clip_ending(path) == ".mp4") add(how, {"-movflags", "+faststart"});
  return convert(quick, path, span, how, output, kNothingThere);
}

Status join(const Tools& tools, const std::string& picture, const std::string& sound, const std::string& output) {
  return make_file(picture, output, "holds nothing", [&](const std::string& folder, const std::string& file) -> Status {
    Job job;
    job.argv = {"ffmpeg", "-nostdin", "-hide_banner", "-y", "-fflags", "+genpts"};
    add(job.argv, input_options(tools.limits));
    add(job.argv, {"-i", "file:" + real_path(picture)});
    if (!sound.empty()) {
      add(job.argv, input_options(tools.limits));
      add(job.argv, {"-i", "file:" + real_path(sound), "-map", "0:V:0", "-map", "1:a:0"});
    } else {
      add(job.argv, {"-map", "0:V:0?", "-map", "0:a:0?"});
    }
    add(job.argv, {"-map_metadata", "-1", "-sn", "-dn", "-c", "copy", "-max_muxing_queue_size", "4096", "-movflags",
                   "+faststart", "-f", "mp4", "file:" + file});
    job.input = picture;
    job.more_input = sound;
    job.folder = folder;
    job.timeout = tools.limits.convert_time;
    job.cpu_seconds = tools.limits.convert_cpu_seconds;
    const auto done = run_job(tools, job);
    if (!done) return fail(done.error());
    return {};
  });
}

}  // namespace dais::media
