// SPDX-License-Identifier: Apache-2.0
// What running an archive takes and costs: arithmetic over the answers of `dais init`, for the README it writes. Pure.
// Each figure that is not an answer is a constant below, with where it comes from; money is in US dollars.
#pragma once

#include <string_view>

namespace dais::deployment {

namespace figures {
/// Opus for speech, as src/media keeps it: 24 kb/s.
inline constexpr double kAudioBitsPerSecond = 24'000;
/// 720 lines of a meeting room, as councils' suppliers stream it: about 1 Mb/s, the sound
/// with it.
inline constexpr double kVideoBitsPerSecond = 1'000'000;
/// Councils speak some 9,000 words an hour (LocalView, doi 10.1038/s41597-023-02044-y: 900 million words in 100,000 h);
/// with times, index and history about 0.5 MB an hour on disk.
inline constexpr double kTextBytesPerHour = 500'000;
/// The list price of OpenAI's transcription (whisper-1), per minute of audio.
inline constexpr double kDollarsPerMinuteOfSpeech = 0.006;
/// large-v3 on one graphics card of 24 GB: about 11 hours of audio an hour. On two plain cores, a base model: about 2.
inline constexpr double kHoursOfAudioPerHourOnACard = 11;
inline constexpr double kHoursOfAudioPerHourOnTwoCores = 2;
/// The smallest rented machine with two cores, 2–4 GB of memory and a disk of 40 GB, and a further GB of disk.
inline constexpr double kDollarsOfAMachineAMonth = 6;
inline constexpr double kDiskOfTheMachineGb = 40;
inline constexpr double kDollarsPerGbAMonth = 0.05;
/// What the system, the program and room for its work take of that disk.
inline constexpr double kSystemGb = 8;
/// What the Council Data Project paid for its Seattle instance each month.
inline constexpr double kDollarsOfCdpAMonth = 61;
}  // namespace figures

enum class Kept { kLink, kAudio, kVideo };
enum class Speech { kNone, kPaidService, kOwnServer, kOwnMachine };

struct Load {
  double meetings_per_year = 0;
  double hours_per_meeting = 0;
  Kept kept = Kept::kLink;
  Speech speech = Speech::kNone;
};

/// Of one year's meetings.
struct Cost {
  double hours = 0;  ///< of meetings
  double text_gb = 0;
  double recordings_gb = 0;
  double disk_gb = 0;  ///< after the first year, system and all
  double disk_gb_after_five = 0;
  double machine_dollars = 0;  ///< a month, in the first year
  double machine_dollars_after_five = 0;
  double speech_dollars = 0;  ///< a year
  double speech_hours = 0;  ///< a year, of the machine that recognises
};

Cost cost_of(const Load& load);

}  // namespace dais::deployment
