// SPDX-License-Identifier: Apache-2.0
// Transcripts of other programs: JSON lists, scripts that assign one, tables.
#include "speech/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "speech/captions.h"
#include "speech/foreign_json.h"

namespace dais::speech {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Captions read(std::string_view content, std::string_view name) {
  auto captions = read_captions(content, name);
  EXPECT_TRUE(captions.has_value()) << (captions ? "" : captions.error().message);
  return captions.value_or(Captions{});
}

std::vector<std::string> shown(const Captions& captions) {
  std::vector<std::string> out;
  for (const domain::Sentence& s : captions.transcript.sentences) {
    out.push_back(std::to_string(s.start) + "-" + std::to_string(s.end) + (s.turn_start ? "> " : " ") +
                  (s.speaker.empty() ? "" : s.speaker + ": ") + s.text);
  }
  return out;
}

TEST(ForeignTranscript, ReadsAScriptWithCommentsAndTrailingCommas) {
  const Captions captions = read(
      "// turns = []\nconst TURNS = [\n  {\"speaker\": \"Mayor\", \"start\": 10, \"end\": 12, \"text\": \"Good // "
      "evening, \\\"all\\\".\",}, /* a, */\n"
      "  {\"speaker\": \"Clerk\", \"start\": 12, \"end\": 12.5, \"text\": \"Here.\"},\n];\nmodule.exports = TURNS;\n",
      "data.js");
  EXPECT_THAT(shown(captions),
              ElementsAre("10000-12000> Mayor: Good // evening, \"all\".", "12000-12500> Clerk: Here."));
  EXPECT_THAT(captions.warnings, IsEmpty());
}

TEST(ForeignTranscript, TellsMillisecondsFromSecondsByThePaceOfSpeech) {
  EXPECT_THAT(
      shown(read(R"([{"start": 10444.0, "end": 12444.0, "text": "Good evening, members of the council."}])", "a.json")),
      ElementsAre("10444-12444 Good evening, members of the council."));
  EXPECT_THAT(
      shown(read(R"([{"start": 10.444, "end": 12.444, "text": "Good evening, members of the council."}])", "a.json")),
      ElementsAre("10444-12444 Good evening, members of the council."));
  EXPECT_THAT(shown(read(R"({"cues": [{"start_ms": 10, "end_ms": 20, "text": "Hi."}]})", "a.json")),
              ElementsAre("10-20 Hi."));
}

TEST(ForeignTranscript, PassagesWithoutTimesStandBetweenTheirNeighbours) {
  const Captions captions = read(
      R"([{"start": 10, "end": 12, "text": "We stand for a photo.", "speaker": "Mayor"}, {"text": "All stand.", "speaker": "Group"},
          {"text": "All smile.", "speaker": "Group"}, {"start": 16, "text": "Thank you very much indeed.", "speaker": "Mayor"}])",
      "a.json");
  EXPECT_THAT(shown(captions),
              ElementsAre("10000-12000> Mayor: We stand for a photo.", "12000-14000> Group: All stand.",
                          "14000-16000 Group: All smile.", "16000-17500> Mayor: Thank you very much indeed."));
  EXPECT_THAT(captions.warnings,
              ElementsAre("$[1]: no start time; it is placed between its neighbours, and so are 1 more"));
}

TEST(ForeignTranscript, NamesTimesThatAreNone) {
  const Captions captions = read(
      R"([{"start": 1, "end": 3, "text": "We begin here."}, {"start": -5, "end": 4, "text": "b"}, {"start": 5, "end": 4.5, "text": "c"}])",
      "a.json");
  EXPECT_THAT(captions.warnings, ElementsAre(HasSubstr("$[1]: -5.000000 is no time in a recording"),
                                             "$[2]: ends before it starts; its end is guessed",
                                             "$[1]: no start time; it is placed between its neighbours"));
}

TEST(ForeignTranscript, SaysWhatAJsonFileIsInstead) {
  const auto refused = read_captions(R"({"meeting_id": "x", "votes": []})", "votes.json");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message,
            "votes.json: JSON, but no transcript: an object with meeting_id, votes; looked for \"sentences\", "
            "\"segments\" or a list of passages with text and start");
  EXPECT_FALSE(read_captions("[1, 2]", "a.json").has_value());
  EXPECT_FALSE(read_captions("[]", "a.json").has_value());
}

TEST(ForeignTranscript, AScriptThatIsCutShortNamesTheLine) {
  const auto refused = read_captions("const T = [\n{\"start\": 1,\n\"text\": \"a", "a.js");
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("a.js: "));
  EXPECT_THAT(refused.error().message, HasSubstr("line 3"));
}

TEST(ForeignTranscript, ReadsTables) {
  EXPECT_THAT(shown(read("start\tend\ttext\n0\t9360\tSo we go on.\n10080\t11000\tYes.\n", "a.tsv")),
              ElementsAre("0-9360 So we go on.", "10080-11000 Yes."));
  const Captions sheet = read(
      "See elsewhere\t\t\t\t\r\nSpeaker\tStart time (seconds)\tRaw transcription\tCorrected transcription\tStart time "
      "(ms after 0)\tEnd time (ms)\r\n"
      "Ann\t1\traw words\t\"Right, \"\"so\"\" words.\"\t1250\t3000\r\nBob\t3\tyes\t\t3000\t3500\r\n",
      "a.tsv");
  EXPECT_THAT(shown(sheet), ElementsAre("1250-3000> Ann: Right, \"so\" words.", "3000-3500> Bob: yes"));
}

TEST(FindUnit, IsSecondsWhereThereIsNothingToTellBy) { EXPECT_EQ(find_unit({}), Unit::kSeconds); }

TEST(JsonOfScript, KeepsWhatStandsInStrings) {
  EXPECT_EQ(json_of_script("x = [\"a, ]\", \"//\", ]; y = [2]"), "    [\"a, ]\", \"//\"  ]");
  EXPECT_FALSE(json_of_script("// nothing = [1]\nf(1);").has_value());
}

}  // namespace
}  // namespace dais::speech
