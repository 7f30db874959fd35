// SPDX-License-Identifier: Apache-2.0
// The whole chain: pieces of audio over HTTP to a server that answers as one of the known implementations does, or
// fails as one may, and back into a transcript.
#include "speech/recogniser.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>

#include <gtest/gtest.h>

#include "harness/loopback_responder.h"
#include "harness/tone_speech.h"
#include "os/files.h"
#include "speech/listener.h"
#include "speech/piecewise.h"

namespace dais::speech {
namespace {

using harness::LoopbackResponder;
using harness::Tone;

/// Few words in no order: repeats, and no loops.
std::string spoken(int number) {
  if (number < 0) return "cut";
  return "w" + std::to_string((static_cast<std::uint32_t>(number) * 2'654'435'761U >> 20U) % 7);
}

std::string seconds(std::int64_t ms) { return std::to_string(static_cast<double>(ms) / 1000); }

/// The answer of each implementation to the same words.
enum class Shape { kOpenAi, kWhisperCpp, kLocalAi, kSpeaches };

std::string joined(const std::vector<Tone>& tones, const std::string& between) {
  std::string text;
  for (const Tone& tone : tones) text += (text.empty() ? "" : between) + spoken(tone.number);
  return text;
}

std::string word_list(const std::vector<Tone>& tones, Shape shape) {
  std::string list;
  for (const Tone& tone : tones) {
    const std::string times = R"("start":)" + seconds(tone.start_ms) + R"(,"end":)" + seconds(tone.end_ms) + "}";
    const std::string comma = list.empty() ? "" : ",";
    const std::string word = spoken(tone.number);
    if (shape == Shape::kWhisperCpp) {
      const std::string middle = seconds((tone.start_ms + tone.end_ms) / 2);
      list += comma + R"({"word":" )" + word.substr(0, 1) + R"(","start":)" + seconds(tone.start_ms) + R"(,"end":)" +
              middle + R"(},{"word":")" + word.substr(1) + R"(","start":)" + middle + R"(,"end":)" +
              seconds(tone.end_ms) + "}";
    } else {
      list += comma + R"({"word":")" + (shape == Shape::kSpeaches ? " " : "") + word + R"(",)" + times;
    }
  }
  return "[" + list + "]";
}

std::string answer_to(const std::vector<Tone>& tones, Shape shape) {
  const std::string text = joined(tones, " ");
  if (shape == Shape::kOpenAi)
    return R"({"task":"transcribe","language":"english","duration":1.0,"text":")" + text + R"(","words":)" +
           word_list(tones, shape) + "}";
  const std::string start = tones.empty() ? "0" : seconds(tones.front().start_ms);
  const std::string end = tones.empty() ? "1" : seconds(tones.back().end_ms);
  std::string segment = R"({"id":0,"start":)" + start + R"(,"end":)" + end + R"(,"text":" )" + text + R"(")";
  if (shape != Shape::kLocalAi) segment += R"(,"words":)" + word_list(tones, shape);
  return R"({"language":"en","text":")" + text + R"(","words":null,"segments":[)" +
         (tones.empty() ? "" : segment + "}") + "]}";
}

std::string body_of(const std::string& request) { return request.substr(request.find("\r\n\r\n") + 4); }

std::string hear(const std::string& request, Shape shape) {
  const auto samples = harness::samples_of_wav(harness::file_of_multipart(body_of(request)));
  return LoopbackResponder::reply("200 OK", "Content-Type: application/json\r\n",
                                  answer_to(harness::tones_in(samples), shape));
}

std::unique_ptr<net::Client> quick_client() {
  net::Limits limits;
  limits.requests_per_second = 10'000;
  limits.timeout = std::chrono::seconds{10};
  return net::Client::make(limits).value();
}

class RecogniserTest : public testing::Test {
 protected:
  RecogniserTest() {
    watch_.answers_dir = folder_.path() + "/answers";
    std::filesystem::create_directory(watch_.answers_dir);
    watch_.log = [this](std::string_view line) { log_ += std::string(line) + "\n"; };
    config_.name = "fake";
    config_.kind = "openai";
    config_.piece_seconds = 30;
    config_.timeout_seconds = 10;
  }

  /// A word of 300 ms each half second, with a pause each ten words.
  std::string write_speech(int words) {
    std::vector<Tone> tones;
    std::int64_t at = 500;
    for (int i = 0; i < words; ++i) {
      tones.push_back({at, at + 300, i});
      at += i % 10 == 9 ? 1'500 : 500;
    }
    truth_ = tones;
    const auto sound = harness::sound_of(tones, at + 500);
    const std::string path = folder_.path() + "/speech.wav";
    EXPECT_TRUE(os::write_file_atomically(
        path, wav_header(static_cast<std::int64_t>(sound.size())) + sample_bytes(sound), os::Durable::kNo));
    return path;
  }

  Result<domain::Transcript> recognise(const std::string& wav,
                                       Waiting waiting = {std::chrono::milliseconds{1}, std::chrono::milliseconds{1}}) {
    auto listener = make_openai_listener(config_, folder_.path(), *client_, waiting);
    if (!listener) return fail(listener.error());
    const Manner manner{"fake", domain::TranscriptKind::kMachine, config_.piece_seconds * 1000LL, config_.parallel};
    return transcribe_piecewise(**listener, manner, wav, {"en-US", "Chowdhury, 2024-00123"}, watch_);
  }

  /// That each word is there once, in its place.
  void expect_truth(const Result<domain::Transcript>& transcript, std::int64_t tolerance_ms) {
    ASSERT_TRUE(transcript) << transcript.error().message;
    std::vector<domain::Word> words;
    for (const auto& sentence : transcript->sentences)
      words.insert(words.end(), sentence.words.begin(), sentence.words.end());
    ASSERT_EQ(words.size(), truth_.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      ASSERT_EQ(words[i].text, spoken(truth_[i].number)) << i;
      ASSERT_NEAR(static_cast<double>(words[i].start), static_cast<double>(truth_[i].start_ms),
                  static_cast<double>(tolerance_ms))
          << i;
    }
  }

  os::TempDir folder_ = os::TempDir::make().value();
  std::unique_ptr<net::Client> client_ = quick_client();
  config::Recogniser config_;
  Watch watch_;
  std::string log_;
  std::vector<Tone> truth_;
};

TEST_F(RecogniserTest, AsksAsTheInterfaceWantsIt) {
  std::string sent;
  const LoopbackResponder server([&](const std::string& request) {
    sent = request;
    return hear(request, Shape::kOpenAi);
  });
  config_.url = server.url();
  config_.model = "large-v3";
  ASSERT_TRUE(os::write_file_atomically(folder_.path() + "/key", "s3cret\n", os::Durable::kNo));
  config_.token_file = "key";
  const auto transcript = recognise(write_speech(20));
  expect_truth(transcript, 0);
  EXPECT_EQ(transcript->generator, "Speech recognition by large-v3");
  EXPECT_EQ(transcript->kind, domain::TranscriptKind::kMachine);
  EXPECT_EQ(transcript->language, "en");
  EXPECT_EQ(transcript->confidence, 0) << "it stated none";
  EXPECT_TRUE(sent.starts_with("POST /v1/audio/transcriptions HTTP/1.1\r\n")) << sent.substr(0, 200);
  EXPECT_NE(sent.find("\r\nAuthorization: Bearer s3cret\r\n"), std::string::npos);
  EXPECT_NE(sent.find("\r\nContent-Type: multipart/form-data; boundary="), std::string::npos);
  const std::string body = body_of(sent);
  EXPECT_EQ(harness::field_of_multipart(body, "model"), "large-v3");
  EXPECT_EQ(harness::field_of_multipart(body, "language"), "en");
  EXPECT_EQ(harness::field_of_multipart(body, "prompt"), "Chowdhury, 2024-00123");
  EXPECT_EQ(harness::field_of_multipart(body, "response_format"), "verbose_json");
  EXPECT_EQ(harness::field_of_multipart(body, "temperature"), "0");
  EXPECT_EQ(harness::field_of_multipart(body, "timestamp_granularities[]"), "word");
  EXPECT_EQ(log_.find("s3cret"), std::string::npos);
}

TEST_F(RecogniserTest, LongAudioGoesInPiecesWhoeverAnswers) {
  const std::string wav = write_speech(300);
  for (const Shape shape : {Shape::kOpenAi, Shape::kWhisperCpp, Shape::kSpeaches}) {
    const LoopbackResponder server([&](const std::string& request) { return hear(request, shape); });
    config_.url = server.url("/v1");
    expect_truth(recognise(wav), 1);
    EXPECT_GT(server.requests().size(), 6U);
  }
}

TEST_F(RecogniserTest, WordsWithoutTimesAreSpreadOverTheSpeech) {
  const LoopbackResponder server([](const std::string& request) { return hear(request, Shape::kLocalAi); });
  config_.url = server.url("/v1/audio/transcriptions");
  expect_truth(recognise(write_speech(300)), 700);
}

TEST_F(RecogniserTest, SeveralPiecesAtOnceComeInOrder) {
  const LoopbackResponder server([](const std::string& request) { return hear(request, Shape::kOpenAi); });
  config_.url = server.url();
  config_.parallel = 4;
  double last = 0;
  watch_.progress = [&](double done, double total) {
    EXPECT_GT(done, last);
    EXPECT_LE(done, total);
    last = done;
  };
  expect_truth(recognise(write_speech(300)), 1);
  EXPECT_GT(last, 150);
}

TEST_F(RecogniserTest, GoesOnWhereItWasCutOff) {
  const std::string wav = write_speech(300);
  std::atomic<int> answers_left = 3;
  const LoopbackResponder server([&](const std::string& request) {
    return answers_left-- > 0 ? hear(request, Shape::kOpenAi) : LoopbackResponder::reply("400 Bad Request", "", "no");
  });
  config_.url = server.url();
  const auto failed = recognise(wav);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(server.requests().size(), 4U);
  answers_left = 1'000;
  expect_truth(recognise(wav), 1);
  const std::size_t all = server.requests().size() - 4 + 3;
  expect_truth(recognise(wav), 1);
  EXPECT_EQ(server.requests().size(), all + 1) << "nothing is asked twice";
  // Another prompt, language or model would be another answer.
  config_.model = "other";
  expect_truth(recognise(wav), 1);
  EXPECT_GT(server.requests().size(), all + 1);
}

TEST_F(RecogniserTest, WaitsForABusyServerAndSaysSo) {
  std::atomic<int> busy = 2;
  const LoopbackResponder server([&](const std::string& request) {
    return busy-- > 0 ? LoopbackResponder::reply("503 Service Unavailable", "", R"({"error":"Loading model"})")
                      : hear(request, Shape::kOpenAi);
  });
  config_.url = server.url();
  expect_truth(recognise(write_speech(20)), 1);
  EXPECT_EQ(log_, "fake is busy (status 503); asked again in 1 s\nfake is busy (status 503); asked again in 1 s\n");
}

TEST_F(RecogniserTest, ABusyServerIsDownInTheEnd) {
  const LoopbackResponder server([&](const std::string&) {
    return LoopbackResponder::reply("429 Too Many Requests", "Retry-After: 3600\r\n",
                                    R"({"error":{"message":"quota exceeded"}})");
  });
  config_.url = server.url();
  const auto failed = recognise(write_speech(20));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(failed.error().message, "fake, audio from 0:00 to 0:13: " + server.url("/v1/audio/transcriptions") +
                                        ": status 429, and stays busy; it said: quota exceeded");
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(RecogniserTest, AServerThatIsNotThereIsDown) {
  config_.url = "http://127.0.0.1:1";
  const auto failed = recognise(write_speech(20));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kUnavailable);
}

TEST_F(RecogniserTest, AFailingServerIsAskedThreeTimes) {
  const LoopbackResponder server(
      [&](const std::string&) { return LoopbackResponder::reply("500 Internal Server Error", "", "oops"); });
  config_.url = server.url();
  EXPECT_EQ(recognise(write_speech(20)).error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(server.requests().size(), 3U);
}

struct Fault {
  const char* what;
  std::string reply;
  ErrorCode code;
  std::string message;
};

TEST_F(RecogniserTest, SaysPlainlyWhatIsWrong) {
  const std::string wav = write_speech(20);
  const std::string html = "<!DOCTYPE html><html><body>Sign in</body></html>";
  const auto reply = [](const std::string& status, const std::string& body) {
    return LoopbackResponder::reply(status, "Content-Type: application/json\r\n", body);
  };
  const std::vector<Fault> faults = {
      {"no key", reply("401 Unauthorized", R"({"error":{"message":"You need a key"}})"), ErrorCode::kBadConfig,
       "status 401, it wants a key: set recogniser.token_file; it said: You need a key"},
      {"too large", reply("413 Payload Too Large", ""), ErrorCode::kBadConfig,
       "status 413, the audio is too large for it: make recogniser.piece_seconds (30) smaller"},
      {"no route", reply("404 Not Found", R"({"detail":"Not Found"})"), ErrorCode::kBadConfig,
       "status 404, no transcriptions are made there, or not by this model: see recogniser.url and recogniser.model; "
       "it said: "
       "Not "
       "Found"},
      {"a web page", LoopbackResponder::reply("200 OK", "", html), ErrorCode::kBadInput,
       "a web page, not a transcript: is the address right?"},
      {"not JSON", LoopbackResponder::reply("200 OK", "", "hello"), ErrorCode::kBadInput,
       "neither JSON nor captions; it said: hello"},
      {"an error with status 200", reply("200 OK", R"({"error":"failed to decode"})"), ErrorCode::kBadInput,
       "JSON without a transcript; it said: failed to decode"},
  };
  for (const Fault& fault : faults) {
    const LoopbackResponder server([&](const std::string&) { return fault.reply; });
    config_.url = server.url();
    const auto failed = recognise(wav);
    ASSERT_FALSE(failed) << fault.what;
    EXPECT_EQ(failed.error().code, fault.code) << fault.what;
    EXPECT_TRUE(failed.error().message.ends_with(fault.message)) << failed.error().message;
  }
}

TEST_F(RecogniserTest, AnAnswerThatWasCutIsAskedForAgain) {
  std::atomic<int> asked = 0;
  const LoopbackResponder server([&](const std::string& request) {
    const std::string whole = hear(request, Shape::kOpenAi);
    if (++asked > 1) return whole;
    return LoopbackResponder::reply("200 OK", "", whole.substr(whole.size() / 2, 40));
  });
  config_.url = server.url();
  expect_truth(recognise(write_speech(20)), 1);
  EXPECT_EQ(asked, 2);
}

TEST_F(RecogniserTest, ASlowServerIsLeft) {
  const LoopbackResponder server([](const std::string&) { return ""; });
  config_.url = server.url();
  watch_.cancelled = [] { return true; };
  const auto stopped = recognise(write_speech(20));
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kTimeout);
}

TEST_F(RecogniserTest, AModelWithoutTimesIsAskedForTextAlone) {
  const LoopbackResponder server([](const std::string& request) {
    const std::string body = body_of(request);
    if (harness::field_of_multipart(body, "response_format") == "verbose_json")
      return LoopbackResponder::reply(
          "400 Bad Request", "",
          R"({"error":{"message":"response_format 'verbose_json' is not compatible with model 'gpt-4o-transcribe'"}})");
    const auto tones = harness::tones_in(harness::samples_of_wav(harness::file_of_multipart(body)));
    return LoopbackResponder::reply("200 OK", "", R"({"text":")" + joined(tones, " ") + R"("})");
  });
  config_.url = server.url();
  expect_truth(recognise(write_speech(50)), 700);
  EXPECT_EQ(log_, "fake: the model gives no times; they are guessed from the loudness of the audio\n");
}

TEST_F(RecogniserTest, NobodySpeaks) {
  const LoopbackResponder server(
      [](const std::string&) { return LoopbackResponder::reply("200 OK", "", R"({"text":""})"); });
  config_.url = server.url();
  const auto failed = recognise(write_speech(20));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(failed.error().message, "fake: nobody speaks in it, as far as it hears");
}

TEST_F(RecogniserTest, AKeyThatCannotBeReadIsNamed) {
  config_.url = "http://127.0.0.1:1";
  config_.token_file = "none";
  EXPECT_EQ(recognise(write_speech(1)).error().message,
            "recogniser.token_file of \"fake\": " + folder_.path() + "/none: No such file or directory");
}

TEST_F(RecogniserTest, ANamedHostOfAPrivateNetworkNeedsToBeListed) {
  const LoopbackResponder server([](const std::string& request) { return hear(request, Shape::kOpenAi); });
  // A name that leads to this machine, other than the one name that always does.
  config_.url = "http://ip6-localhost:" + std::to_string(server.port());
  const auto refused = recognise(write_speech(20));
  ASSERT_FALSE(refused);
  config_.url = "http://localhost:" + std::to_string(server.port());
  expect_truth(recognise(write_speech(20)), 1);
}

domain::Transcript transcript_of(const std::string& text) {
  domain::Transcript transcript;
  transcript.sentences.push_back({0, 1'000, text, "", false, {}, {}});
  return transcript;
}

class Stand : public Recogniser {
 public:
  Stand(std::string name, Result<domain::Transcript> answer) : name_(std::move(name)), answer_(std::move(answer)) {}
  const std::string& name() const override { return name_; }
  domain::TranscriptKind kind() const override { return domain::TranscriptKind::kMachine; }
  std::string key() const override { return name_; }
  Result<domain::Transcript> recognise(const std::string&, const Vocabulary&, const Watch&) override { return answer_; }

 private:
  std::string name_;
  Result<domain::Transcript> answer_;
};

TEST(RecogniseInOrder, TakesTheNextOnlyWhereThatIsWanted) {
  std::vector<std::unique_ptr<Recogniser>> both;
  both.push_back(std::make_unique<Stand>("a", fail(ErrorCode::kUnavailable, "a is down")));
  both.push_back(std::make_unique<Stand>("b", transcript_of("b")));
  config::Speech config;
  EXPECT_EQ(recognise_in_order(both, config, "x.wav", {}, {}).error().message, "a is down");
  config.when_down = "next";
  EXPECT_EQ(recognise_in_order(both, config, "x.wav", {}, {})->chosen, 1U);
  both[0] = std::make_unique<Stand>("a", fail(ErrorCode::kBadConfig, "a's key is wrong"));
  EXPECT_EQ(recognise_in_order(both, config, "x.wav", {}, {}).error().message, "a's key is wrong");
  config.when_down = "wait";
  both[0] = std::make_unique<Stand>("a", fail(ErrorCode::kBadInput, "a broke"));
  EXPECT_EQ(recognise_in_order(both, config, "x.wav", {}, {})->chosen, 1U) << "waiting does not mend it";
  both[1] = std::make_unique<Stand>("b", fail(ErrorCode::kUnavailable, "b is down"));
  const Error all = recognise_in_order(both, config, "x.wav", {}, {}).error();
  EXPECT_EQ(all.message, "a broke; b is down");
  EXPECT_EQ(all.code, ErrorCode::kUnavailable) << "worth another try";
  EXPECT_EQ(recognise_in_order({}, config, "x.wav", {}, {}).error().code, ErrorCode::kBadConfig);
}

class CommandTest : public RecogniserTest {
 protected:
  Result<domain::Transcript> run(const std::vector<std::string>& command) {
    config_.kind = "command";
    config_.command = command;
    const auto listener = make_command_listener(config_, folder_.path());
    const Manner manner{"fake", domain::TranscriptKind::kMachine, config_.piece_seconds * 1000LL, 1};
    return transcribe_piecewise(*listener, manner, wav_, {"en-US", "names"}, watch_);
  }
  std::string wav_ = write_speech(10);
};

TEST_F(CommandTest, MayPrintItsAnswer) {
  const auto transcript = run(
      {"sh", "-c", R"(head -c 4 "$0" | grep -q RIFF && printf 'WEBVTT\n\n00:01.000 --> 00:02.000\n%s %s.\n' "$1" "$2")",
       "{audio}", "{language}", "{prompt}"});
  ASSERT_TRUE(transcript) << transcript.error().message;
  ASSERT_EQ(transcript->sentences.size(), 1U);
  EXPECT_EQ(transcript->sentences[0].text, "en names.");
  EXPECT_EQ(transcript->sentences[0].start, 1'000);
  EXPECT_EQ(transcript->generator, "Speech recognition by fake");
}

TEST_F(CommandTest, MayWriteItWithAnEndingOfItsOwn) {
  const std::string json =
      R"({"transcription":[{"offsets":{"from":1000,"to":2000},"text":" Hi."}],"result":{"language":"en"}})";
  const auto transcript = run({"sh", "-c", "echo progress; printf '%s' '" + json + "' > \"$0.json\"", "{output}"});
  ASSERT_TRUE(transcript) << transcript.error().message;
  EXPECT_EQ(transcript->sentences[0].text, "Hi.");
}

TEST_F(CommandTest, ThatIsMissingFailsOrWritesNothing) {
  EXPECT_EQ(run({"dais-no-such-program"}).error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(run({"sh", "-c", "echo no model >&2; exit 3"}).error().code, ErrorCode::kBadInput);
  EXPECT_TRUE(
      run({"true", "{output}"})
          .error()
          .message.ends_with("true: it has written nothing to {output}, with the ending .json, .vtt, .srt or none"));
}

TEST(PocketSphinx, KnowsEnglishOnly) {
  config::Recogniser config;
  config.name = "draft";
  const auto listener = make_pocketsphinx_listener(config, ".");
  const auto folder = os::TempDir::make().value();
  ASSERT_TRUE(os::write_file_atomically(folder.path() + "/a.wav", wav_header(16'000) + std::string(32'000, '\0'),
                                        os::Durable::kNo));
  const auto wav = Wav::open(folder.path() + "/a.wav").value();
  Watch watch;
  watch.cancelled = [] { return false; };
  const auto answer = listener->listen(wav, {0, 1'000, 0, 1'000}, {"fr", ""}, watch);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kBadConfig);
  EXPECT_EQ(listener->generator(), "PocketSphinx, a rough draft");
}

}  // namespace
}  // namespace dais::speech
