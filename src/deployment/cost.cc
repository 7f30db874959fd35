// SPDX-License-Identifier: Apache-2.0
#include "deployment/cost.h"

#include <algorithm>

namespace dais::deployment {
namespace {

constexpr double kSecondsPerHour = 3600;
constexpr double kGigabyte = 1e9;
constexpr double kYears = 5;

double kept_gb(const Load& load, double hours) {
  const double bits = load.kept == Kept::kVideo   ? figures::kVideoBitsPerSecond
                      : load.kept == Kept::kAudio ? figures::kAudioBitsPerSecond
                                                  : 0;
  return hours * kSecondsPerHour * bits / 8 / kGigabyte;
}

double dollars_a_month(double disk_gb) {
  return figures::kDollarsOfAMachineAMonth +
         std::max(0.0, disk_gb - figures::kDiskOfTheMachineGb) * figures::kDollarsPerGbAMonth;
}

}  // namespace

Cost cost_of(const Load& load) {
  Cost cost;
  cost.hours = load.meetings_per_year * load.hours_per_meeting;
  cost.text_gb = cost.hours * figures::kTextBytesPerHour / kGigabyte;
  cost.recordings_gb = kept_gb(load, cost.hours);
  const double a_year = cost.text_gb + cost.recordings_gb;
  cost.disk_gb = figures::kSystemGb + a_year;
  cost.disk_gb_after_five = figures::kSystemGb + kYears * a_year;
  cost.machine_dollars = dollars_a_month(cost.disk_gb);
  cost.machine_dollars_after_five = dollars_a_month(cost.disk_gb_after_five);
  if (load.speech == Speech::kPaidService) cost.speech_dollars = cost.hours * 60 * figures::kDollarsPerMinuteOfSpeech;
  if (load.speech == Speech::kOwnServer) cost.speech_hours = cost.hours / figures::kHoursOfAudioPerHourOnACard;
  if (load.speech == Speech::kOwnMachine) cost.speech_hours = cost.hours / figures::kHoursOfAudioPerHourOnTwoCores;
  return cost;
}

}  // namespace dais::deployment
