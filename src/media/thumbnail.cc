// SPDX-License-Identifier: Apache-2.0
#include "media/thumbnail.h"

#include <algorithm>

namespace dais::media {
namespace {

constexpr int kWidth = 128;
constexpr int kHeight = 72;
constexpr int kLooks = 12;
constexpr double kUnknownLength = 600;  // seconds to look into where the file does not say how long it is
constexpr double kOpeningAt = 0.5;

std::vector<std::string> one_picture(const Tools& tools, const std::string& path, double seconds) {
  std::vector<std::string> argv = {"ffmpeg", "-nostdin", "-hide_banner", "-y"};
  const auto options = input_options(tools.limits);
  argv.insert(argv.end(), options.begin(), options.end());
  // The whole picture before that second will do, and need not be made out of those before it.
  argv.insert(argv.end(), {"-threads", "1", "-noaccurate_seek", "-ss", seconds_text(seconds), "-i",
                           "file:" + real_path(path), "-map", "0:V:0", "-frames:v", "1", "-an", "-sn", "-dn"});
  return argv;
}

std::vector<double> moments(double start, double end) {
  std::vector<double> all;
  all.reserve(kLooks);
  for (int i = 0; i < kLooks; ++i) all.push_back(start + (end - start) * (i + 0.5) / kLooks);
  return all;
}

Status write_jpeg(const Tools& tools, const std::string& path, double seconds, const std::string& output) {
  return make_file(
      path, output, "has no picture there", [&](const std::string& folder, const std::string& file) -> Status {
        Job job;
        job.argv = one_picture(tools, path, seconds);
    // Square points first, then the width.
        job.argv.insert(job.argv.end(), {"-vf", "scale=trunc(iw*sar/2)*2:ih,scale='min(640,iw)':-2,setsar=1",
                                         "-map_metadata", "-1", "-q:v", "4", "-f", "image2", "-c:v", "mjpeg",
                                         "-pix_fmt", "yuvj420p", "-update", "1", "file:" + file});
        job.input = path;
        job.folder = folder;
        job.timeout = tools.limits.picture_time;
        const auto done = run_job(tools, job);
        if (!done) return fail(done.error());
        return {};
      });
}

/// A single bad place in a recording is passed over; a missing tool, or one that runs out of its limits, ends it.
bool ends_looking(const Error& error) { return error.code != ErrorCode::kBadInput; }

}  // namespace

Result<Picture> picture_at(const Tools& tools, const std::string& path, double seconds) {
  Job job;
  job.argv = one_picture(tools, path, seconds);
  const std::string size = std::to_string(kWidth) + ":" + std::to_string(kHeight);
  job.argv.insert(job.argv.end(),
                  {"-vf", "scale=" + size + ":flags=area", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"});
  job.input = path;
  job.timeout = tools.limits.picture_time;
  auto raw = run_job(tools, job);
  if (!raw) return fail(std::move(raw.error()));
  constexpr std::size_t kBytes = static_cast<std::size_t>(kWidth) * kHeight * 3;
  if (raw->size() != kBytes)
    return fail(ErrorCode::kBadInput, path + ": has no picture at " + seconds_text(seconds) + " s");
  return Picture{kWidth, kHeight, {raw->begin(), raw->end()}, seconds};
}

Result<Thumbnail> thumbnail(const Tools& tools, const std::string& path, const Facts& facts, const std::string& output,
                            const Span& span) {
  if (!facts.picture) return fail(ErrorCode::kNotFound, path + ": has no moving picture");
  const double length = facts.seconds > 0 ? facts.seconds : kUnknownLength;
  const double start = std::min(span.start, length);
  const double end = std::clamp(span.end.value_or(length), start, length);
  std::vector<Picture> pictures;
  std::optional<Picture> opening;
  if (auto first = picture_at(tools, path, start + kOpeningAt)) {
    opening = std::move(*first);
  } else if (ends_looking(first.error())) {
    return fail(std::move(first.error()));
  }
  for (const double at : moments(start, end)) {
    auto picture = picture_at(tools, path, at);
    if (picture) pictures.push_back(std::move(*picture));
    if (!picture && ends_looking(picture.error())) return fail(std::move(picture.error()));
  }
  if (opening && pictures.empty()) pictures.push_back(*opening);
  const auto best = best_picture(pictures, opening);
  if (!best) return fail(ErrorCode::kNotFound, path + ": shows nothing but black");
  if (Status written = write_jpeg(tools, path, pictures[*best].at, output); !written) return fail(written.error());
  return Thumbnail{pictures[*best].at};
}

}  // namespace dais::media
