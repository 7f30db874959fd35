// SPDX-License-Identifier: Apache-2.0
#include "deployment/generate.h"

#include <gmock/gmock.h>

#include "deployment/sample_answers_test.h"
#include "deployment/templates.h"

namespace dais::deployment {
namespace {

using testing::HasSubstr;
using testing::Not;

Answers town() { return completed(sample_answers()); }

TEST(Generate, PutsTheAnswersWhereTheyBelong) {
  const Files files = generate(town());
  EXPECT_THAT(files.at("deploy/dais.service"),
              HasSubstr("ExecStart=/usr/bin/dais run --instance /var/lib/dais/merrow-ford\n"));
  EXPECT_THAT(files.at("deploy/dais.service"),
              HasSubstr("SystemCallFilter=@system-service seccomp landlock_create_ruleset"));
  EXPECT_THAT(files.at("deploy/Caddyfile"), HasSubstr("\ncouncil.example {\n"));
  EXPECT_THAT(files.at("deploy/cloud-init.yaml"), HasSubstr("\n      name = \"Merrow Ford\""));
  EXPECT_THAT(files.at("deploy/cloud-init.yaml"), Not(HasSubstr("postgresql\n")));
  EXPECT_THAT(files.at("README.md"), HasSubstr("| recordings kept here (`video`) | 45 GB |"));
  EXPECT_THAT(files.at(".github/workflows/gather.yml"), HasSubstr("${{ github.token }}"));
  // 3 in the morning of Chicago's winter is 9 in UTC.
  EXPECT_THAT(files.at(".github/workflows/gather.yml"), HasSubstr(" 9 * * *\""));
  for (const auto& [path, text] : files)
    EXPECT_THAT(text, Not(testing::ContainsRegex("@[A-Z0-9_]+@|^%(if|end|else)"))) << path;
}

TEST(Generate, LeavesNothingInANameThatMeansSomethingInAUnit) {
  Answers answers = town();
  answers.name = "50 % \"of\" $HOME \\ @x";
  EXPECT_THAT(generate(answers).at("deploy/dais.service"), HasSubstr("Description=50    of   HOME    x\n"));
}

TEST(Templates, ShowAPartWhereItsWordIsNotEmpty) {
  const Words words = {{"A", "1"}, {"B", ""}};
  EXPECT_EQ(filled("%if A\na @A@\n%else\nb\n%end\n%if B\n%if A\nc\n%end\n%else\nd@B@\n%end\nx@y @A@@A@\n", words),
            "a 1\nd\nx@y 11\n");
}

Fate fate_of(const Files& made, const Files& there, const Files& fresh) {
  return plan_update(made, there, fresh).at(0).fate;
}

TEST(PlanUpdate, KeepsWhatIsNotItsOwn) {
  EXPECT_EQ(fate_of({}, {}, {{"a", "new\n"}}), Fate::kNew);
  EXPECT_EQ(fate_of({}, {{"a", "mine\n"}}, {{"a", "new\n"}}), Fate::kForeign);
  EXPECT_EQ(fate_of({{"a", "old\n"}}, {}, {{"a", "new\n"}}), Fate::kTakenOut);
  EXPECT_EQ(fate_of({{"a", "old\n"}}, {{"a", "new\n"}}, {{"a", "new\n"}}), Fate::kSame);
  EXPECT_EQ(fate_of({{"a", "old\n"}}, {{"a", "mine\n"}}, {{"a", "old\n"}}), Fate::kSame);
}

TEST(PlanUpdate, BringsBothChangesTogether) {
  const Update update =
      plan_update({{"a", "1\n2\n3\n4\n"}}, {{"a", "1\nmine\n3\n4\n"}}, {{"a", "1\n2\n3\n4\n5\n"}}).at(0);
  EXPECT_EQ(update.fate, Fate::kMerged);
  EXPECT_EQ(update.after, "1\nmine\n3\n4\n5\n");
  EXPECT_EQ(fate_of({{"a", "1\n"}}, {{"a", "mine\n"}}, {{"a", "theirs\n"}}), Fate::kConflict);
}

}  // namespace
}  // namespace dais::deployment
