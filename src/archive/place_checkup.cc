// SPDX-License-Identifier: Apache-2.0
#include "archive/place_checkup.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "archive/instance.h"

namespace dais::archive {
namespace {

namespace fs = std::filesystem;

constexpr double kGigabyte = 1e9;

std::string gigabytes(double bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f GB", bytes / kGigabyte);
  return text;
}

/// Where data/ is, or will be.
std::string folder_of_data(const std::string& dir, const Places& places) {
  std::error_code gone;
  return fs::exists(places.data, gone) ? places.data : dir;
}

void check_disk(const std::string& folder, const config::Config& config, std::vector<Finding>& findings) {
  std::error_code code;
  const fs::space_info space = fs::space(folder, code);
  if (code) {
    findings.push_back({Health::kBad, folder + ": " + code.message(), "is the disk there?"});
    return;
  }
  const auto free = static_cast<double>(space.available);
  const double wanted = config.recordings.keep_free_gigabytes * kGigabyte;
  const std::string text = gigabytes(free) + " of the disk of " + folder + " are free";
  if (free < wanted) {
    findings.push_back({Health::kBad,
                        text + ", less than the " + gigabytes(wanted) + " of recordings.keep_free_gigabytes",
                        "make room, or keep less: recordings.keep, recordings.keep_days, data.keep"});
  } else {
    findings.push_back({Health::kGood, text, ""});
  }
}

void check_permissions(const std::string& folder, std::vector<Finding>& findings) {
  // Only told, not gone by: whoever writes there finds out again.
  // Flawfinder: ignore
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return;
  struct stat info{};
  const bool known = ::stat(folder.c_str(), &info) == 0;
  findings.push_back({Health::kBad,
                      folder + ": may not be written to by user " + std::to_string(::geteuid()) +
                          (known ? "; it belongs to user " + std::to_string(info.st_uid) : ""),
                      "run dais as the user it belongs to, or give it to the one that runs (chown -R)"});
}

void check_secret(const std::string& dir, const std::string& what, const std::string& file,
                  std::vector<Finding>& findings) {
  if (file.empty()) return;
  const std::string path = (fs::path(dir) / file).lexically_normal().string();
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) {
    findings.push_back(
        {Health::kBad, what + ": " + path + " cannot be read", "put the token there, or take the key out"});
  } else if ((info.st_mode & 0007U) != 0) {
    findings.push_back({Health::kNote, what + ": every user of this machine may read " + path, "chmod o= " + path});
  }
}

/// The clock of a machine that forgot it stands long before its own files were written.
void check_clock(const std::string& dir, Instant now, std::vector<Finding>& findings) {
  struct stat info{};
  if (::stat((dir + "/dais.toml").c_str(), &info) != 0) return;
  const Instant written{std::chrono::seconds(info.st_mtim.tv_sec)};
  if (now + std::chrono::hours(24) >= written) return;
  findings.push_back(
      {Health::kBad,
       "the clock says " + format_utc(now) + ", before dais.toml was written (" + format_utc(written) + ")",
       "set the clock: schedules and ages go by it"});
}

void check_address(const std::string& url, std::vector<Finding>& findings) {
  if (url.empty()) {
    findings.push_back({Health::kNote, "instance.public_url is not set: links in feeds and mail cannot be whole",
                        "set it to the address under which the site is reached"});
    return;
  }
  const std::string host = url.substr(std::min(url.size(), url.find("//") + 2));
  if (host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]"))
    findings.push_back(
        {Health::kNote, "instance.public_url names this machine itself: " + url, "others cannot follow its links"});
  else if (url.starts_with("http://"))
    findings.push_back(
        {Health::kNote, "instance.public_url is without TLS: " + url, "a web server such as Caddy adds it"});
}

void check_leftovers(const std::string& dir, const Places& places, std::vector<Finding>& findings) {
  std::error_code gone;
  for (const std::string& left : {dir + "/.restore", places.data + "/.backup"}) {
    if (fs::exists(left, gone))
      findings.push_back({Health::kNote, left + ": a backup or a restore is under way, or was cut off",
                          "if none runs, delete it; the next one would, too"});
  }
}

}  // namespace

std::vector<Finding> check_place(const std::string& instance_dir, const config::Config& config, Instant now) {
  const Places places = places_of(instance_dir, config);
  const std::string folder = folder_of_data(instance_dir, places);
  std::vector<Finding> findings;
  check_disk(folder, config, findings);
  check_permissions(folder, findings);
  for (const config::Source& source : config.sources)
    check_secret(instance_dir, source.place() + ": token_file", source.token_file, findings);
  for (const config::Recogniser& recogniser : config.recognisers)
    check_secret(instance_dir, "[[recogniser]] \"" + recogniser.name + "\": token_file", recogniser.token_file,
                 findings);
  check_clock(instance_dir, now, findings);
  check_address(config.instance.public_url, findings);
  check_leftovers(instance_dir, places, findings);
  return findings;
}

}  // namespace dais::archive
