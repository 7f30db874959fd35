// SPDX-License-Identifier: Apache-2.0
// Files that are made to harm: each ends soon, in little memory, with a plain message, and asks nobody for anything.
#include <sys/resource.h>
#include <zlib.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>

#include "harness/loopback_responder.h"
#include "media/convert.h"
#include "media/made_media_test.h"
#include "media/probe.h"
#include "media/thumbnail.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;
using harness::LoopbackResponder;
using std::chrono::milliseconds;

std::string big_endian(std::uint32_t number) {
  return {static_cast<char>(number >> 24U), static_cast<char>(number >> 16U), static_cast<char>(number >> 8U),
          static_cast<char>(number)};
}

std::string png_chunk(const std::string& name_and_data) {
  const auto sum =
      ::crc32(0, reinterpret_cast<const Bytef*>(name_and_data.data()), static_cast<uInt>(name_and_data.size()));
  return big_endian(static_cast<std::uint32_t>(name_and_data.size()) - 4) + name_and_data +
         big_endian(static_cast<std::uint32_t>(sum));
}

/// A picture of 100,000 × 100,000 points that takes 100 bytes and promises 30 GB.
std::string huge_png() {
  std::string packed(64, '\0');
  uLongf size = packed.size();
  const std::string row(8, '\0');
  ::compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(row.data()), row.size());
  packed.resize(size);
  return "\x89PNG\r\n\x1a\n" +
         png_chunk("IHDR" + big_endian(100'000) + big_endian(100'000) + std::string("\x08\x02\0\0\0", 5)) +
         png_chunk("IDAT" + packed) + png_chunk("IEND");
}

/// An ID3v2.3 tag with the picture as cover, as MP3 files carry it.
std::string with_cover(const std::string& mp3, const std::string& png) {
  const std::string frame = std::string("\0image/png\0\3\0", 13) + png;
  const std::string body = "APIC" + big_endian(static_cast<std::uint32_t>(frame.size())) + std::string(2, '\0') + frame;
  std::string size;
  for (int shift = 21; shift >= 0; shift -= 7)
    size += static_cast<char>((body.size() >> static_cast<unsigned>(shift)) & 0x7FU);
  return std::string("ID3\3\0\0", 6) + size + body + mp3;
}

/// Of this thread.
std::vector<pid_t> children() {
  std::ifstream file("/proc/thread-self/children");
  return {std::istream_iterator<pid_t>(file), {}};
}

class Hostile : public MadeMedia {
 protected:
  /// A program of that name before all others.
  void stand_in(const std::string& name, const std::string& python) {
    const std::string path = written(name, "#!/usr/bin/python3 -IS\n" + python + "\n");
    fs::permissions(path, fs::perms::owner_all);
    ::setenv("PATH", (folder_.path() + ":" + path_before_).c_str(), 1);
  }
  void TearDown() override { ::setenv("PATH", path_before_.c_str(), 1); }

  std::string path_before_ = ::getenv("PATH");
};

TEST_F(Hostile, APlaylistNamedAsAVideoIsRefusedAndAsksNobody) {
  const LoopbackResponder server([](const std::string&) { return LoopbackResponder::reply("200 OK", "", "x"); });
  const std::string list = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n" + server.url("/a.ts") +
                           "\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
  const std::string path = written("a.mp4", list);
  const auto refused = probe(tools(), path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(refused.error().message, path + ": is a playlist, not a recording");
  EXPECT_EQ(extract_audio(tools(), path, output("a.wav")).error().message,
            path + ": is a playlist, a picture or something else that is no recording");
  const std::string other = written("b.mp4", "ffconcat version 1.0\nfile '" + server.url("/a.ts") + "'\n");
  EXPECT_EQ(probe(tools(), other).error().message, other + ": is a playlist, not a recording");
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(Hostile, WhatIsNoRecordingIsNamed) {
  const auto what = [this](const std::string& name, const std::string& bytes) {
    return probe(tools(), written(name, bytes)).error().message.substr(folder_.path().size() + 1);
  };
  EXPECT_EQ(what("a.mp4", "<!DOCTYPE html><title>Sign in</title>"), "a.mp4: is a web page, not a recording");
  EXPECT_EQ(what("b.mp4", "PK\x03\x04zip"), "b.mp4: is an archive, not a recording");
  EXPECT_EQ(what("c.mp4", ""), "c.mp4: is empty");
  EXPECT_EQ(what("d.mp4", std::string(5000, 'x')),
            "d.mp4: cannot be decoded; it said: Invalid data found when processing input");
  EXPECT_EQ(what("e.mp4", huge_png()), "e.mp4: is a picture, not a recording");
}

TEST_F(Hostile, APictureOfTenThousandMillionPointsTakesNoMemory) {
  const std::string alone = written("a.mp4", " " + huge_png());
  EXPECT_FALSE(extract_audio(tools(), alone, output("a.wav")));
  const std::string mp3 = os::read_file(made("tone.mp3", {"-f", "lavfi", "-i", "sine=d=2"}), 1U << 20U).value();
  const std::string covered = written("b.mp3", with_cover(mp3, huge_png()));
  const auto facts = probe(tools(), covered);
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_FALSE(facts->picture);
  EXPECT_TRUE(extract_audio(tools(), covered, output("b.wav")));
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  EXPECT_LT(used.ru_maxrss, 500'000) << "KB, of the largest child";
}

TEST_F(Hostile, ARecordingThatPromisesAHugePictureIsRefused) {
  const auto refused = facts_of(
      R"({"format":{"format_name":"matroska,webm","duration":"5"},"streams":[{"codec_type":"video","codec_name":"h264","width":100000,"height":100000}]})",
      "x.mkv", {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "x.mkv: its picture is 100000 × 100000 points, more than is decoded");
  std::string streams;
  for (int i = 0; i < 100; ++i) streams += std::string(i == 0 ? "" : ",") + R"({"codec_type":"audio"})";
  EXPECT_EQ(facts_of(R"({"streams":[)" + streams + "]}", "x.mkv", {}).error().message,
            "x.mkv: 100 streams, more than the 48 allowed");
}

TEST_F(Hostile, ACutAndDamagedRecordingEndsPlainly) {
  std::string bytes = os::read_file(meeting(), 10U << 20U).value();
  const std::string cut = written("cut.mp4", bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(probe(tools(), cut).error().code, ErrorCode::kBadInput);
  for (std::size_t i = 5000; i + 2000 < bytes.size(); i += 97) bytes[i] = static_cast<char>(bytes[i] ^ 0x55);
  const std::string damaged = written("damaged.mp4", bytes);
  const auto facts = probe(tools(), damaged);
  if (facts) {
    static_cast<void>(thumbnail(tools(), damaged, *facts, output("d.jpg")));
    static_cast<void>(extract_audio(tools(), damaged, output("d.wav")));
  }
}

TEST_F(Hostile, ADecoderThatSpinsIsEnded) {
  stand_in("ffprobe", "while True: pass");
  Limits limits;
  limits.probe_time = milliseconds{300};
  const auto begun = std::chrono::steady_clock::now();
  const std::string path = meeting();
  const auto refused = probe(tools(limits), path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kTimeout);
  EXPECT_EQ(refused.error().message, path + ": not decoded within 0 s, ended");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{10});
}

TEST_F(Hostile, ADecoderThatTakesTooMuchProcessorTimeIsEnded) {
  const std::string path = meeting();
  stand_in("ffmpeg", "while True: pass");
  Limits limits;
  limits.convert_cpu_seconds = 1;
  EXPECT_EQ(extract_audio(tools(limits), path, output("a.wav")).error().message,
            path + ": needs more than 1 s of processor time, ended");
}

TEST_F(Hostile, ADecoderThatSomethingElseEndedSaysNothingOfTheRecording) {
  const std::string path = meeting();
  stand_in("ffmpeg", "import signal\nsignal.pause()");
  Tools all = tools();
  all.cancelled = [] {
    for (const pid_t child : children()) ::kill(child, SIGKILL);
    return false;
  };
  const auto refused = extract_audio(all, path, output("a.wav"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(refused.error().message, path + ": something else ended the decoder (signal 9)");
}

TEST_F(Hostile, ADecoderThatEatsMemoryIsEnded) {
  const std::string path = meeting();
  stand_in("ffmpeg", "kept = []\nwhile True: kept.append(bytearray(10_000_000))");
  Limits limits;
  limits.memory_bytes = 300'000'000;
  const auto refused = extract_audio(tools(limits), path, output("a.wav"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(refused.error().message, path + ": needs more than the 286 MB of memory that decoding may take");
}

TEST_F(Hostile, ADecoderThatWritesWithoutEndIsEnded) {
  const std::string path = meeting();
  stand_in("ffmpeg",
           "import sys, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
           "f = open(sys.argv[-1][5:], 'wb', 0)\nwhile True: f.write(b'x' * 1_000_000)");
  Limits limits;
  limits.max_file_bytes = 5'000'000;
  const auto refused = extract_audio(tools(limits), path, output("a.wav"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, path + ": what is made of it grows too large");
  EXPECT_FALSE(fs::exists(output("a.wav")));
}

TEST_F(Hostile, ADecoderThatPutsALinkInTheFilesPlaceGetsNothingKept) {
  const std::string path = meeting();
  stand_in("ffmpeg", "import os, sys\nos.symlink('/etc/passwd', sys.argv[-1][5:])");
  EXPECT_EQ(extract_audio(tools(), path, output("a.wav")).error().message, path + ": has no sound");
  EXPECT_FALSE(fs::exists(output("a.wav")));
}

TEST_F(Hostile, AMissingToolIsNoFaultOfTheFile) {
  const std::string path = meeting();
  ::setenv("PATH", folder_.path().c_str(), 1);
  const auto refused = probe(tools(), path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(refused.error().message, "ffprobe: is not installed (not found in PATH)");
}

TEST_F(Hostile, WithoutWallsNothingIsDecodedWhereTheyAreRequired) {
  const os::Sandbox open = os::Sandbox::find(os::Sandbox::Try::kLimits);
  const Tools strict{open, {}, Walls::kRequired};
  const auto refused = probe(strict, meeting());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_TRUE(refused.error().message.starts_with("recordings.sandbox is \"require\", but on this machine"));
  EXPECT_TRUE(probe({open, {}}, meeting()));
}

TEST_F(Hostile, WorkThatIsCancelledEnds) {
  stand_in("ffprobe", "while True: pass");
  Tools stopped = tools();
  stopped.cancelled = [] { return true; };
  const std::string path = meeting();
  EXPECT_EQ(probe(stopped, path).error().message, path + ": stopped before it was decoded");
}

}  // namespace
}  // namespace dais::media
