// SPDX-License-Identifier: Apache-2.0
#include "archive/check_decoding.h"

#include "os/subprocess.h"

namespace dais::archive {
namespace {

void check_program(const std::string& name, const std::string& remedy, std::vector<Finding>& findings) {
  if (os::is_installed(name)) return;
  findings.push_back({Health::kNote, name + " is not installed", remedy});
}

void check_walls(const config::Recordings& config, const os::InForce& in_force, std::vector<Finding>& findings) {
  const std::string text = "recordings are decoded " + in_force.text();
  const std::string remedy = "install bubblewrap, or run a kernel that has Landlock (5.13 and later)";
  if (in_force.holds()) {
    findings.push_back({Health::kGood, text, ""});
  } else if (config.sandbox == "require") {
    findings.push_back({Health::kBad,
                        "recordings.sandbox is \"require\", but here programs run only " + in_force.text() +
                            "; no recording is decoded",
                        remedy});
  } else {
    findings.push_back({Health::kNote, text, remedy});
  }
  if (in_force.walls == os::Walls::kFilters && !in_force.why_no_rooms.empty()) {
    findings.push_back({Health::kNote, "bubblewrap does not work here: " + in_force.why_no_rooms,
                        "nothing need be done: the kernel's own filters are in force"});
  }
}

}  // namespace

void check_decoding(const config::Recordings& config, const os::InForce& in_force, std::vector<Finding>& findings) {
  for (const char* name : {"ffmpeg", "ffprobe"})
    check_program(name, "install Debian's package ffmpeg: without it no recording can be read", findings);
  check_program("pdftotext", "install Debian's package poppler-utils: without it no PDF can be read", findings);
  if (!config.fetch_command.empty())
    check_program(config.fetch_command.front(), "recordings.fetch_command cannot fetch without it", findings);
  check_walls(config, in_force, findings);
}

}  // namespace dais::archive
