// SPDX-License-Identifier: Apache-2.0
#include "net/mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/mail_server.h"

namespace dais::net {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Mail a_mail() {
  return {.from = "dais@town.example",
          .to = {"ann@town.example", "bo@town.example"},
          .subject = "gather nyc failed",
          .text = "The source does not answer.\n.\nNor did it yesterday.\n",
          .date = Instant(std::chrono::sys_days(std::chrono::year(2024) / 3 / 5)),
          .id = "trouble-17"};
}

MailServer at(const harness::MailServer& server) {
  return {.url = server.url(), .encryption = MailServer::Encryption::kNone, .timeout = std::chrono::seconds(20)};
}

TEST(Mail, ReachesEverybodyWhole) {
  harness::MailServer server;
  const Status sent = send_mail(at(server), a_mail());
  ASSERT_TRUE(sent) << sent.error().message;
  const auto taken = server.taken();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].from, "<dais@town.example>");
  EXPECT_THAT(taken[0].to, ElementsAre("<ann@town.example>", "<bo@town.example>"));
  EXPECT_EQ(taken[0].data, format_mail(a_mail()));
}

TEST(Mail, SaysWhenWhoAndWhat) {
  EXPECT_THAT(format_mail(a_mail()),
              testing::StartsWith("Date: Tue, 05 Mar 2024 00:00:00 +0000\r\nFrom: <dais@town.example>\r\n"
                                  "To: <ann@town.example>,\r\n <bo@town.example>\r\n"
                                  "Message-ID: <trouble-17@town.example>\r\nSubject: gather nyc failed\r\n"));
}

TEST(Mail, ASubjectCannotAddLinesOfItsOwn) {
  Mail mail = a_mail();
  mail.subject = "x\r\nBcc: <eve@evil.example>";
  EXPECT_THAT(format_mail(mail), Not(HasSubstr("\r\nBcc")));
  mail.subject = "Stadtrat Köln: Quelle schweigt seit längerem, und niemand weiß, warum das so ist";
  EXPECT_THAT(format_mail(mail), HasSubstr("Subject: =?UTF-8?B?U3RhZHRyYXQgS8O2bG46IFF1ZWxsZSBzY2h3ZWlndCBzZWl0IGzD"));
}

TEST(Mail, WhatIsNoAddressIsRefused) {
  Mail mail = a_mail();
  mail.to = {"ann@town.example>\r\nRCPT TO:<eve@evil.example"};
  EXPECT_EQ(send_mail({.url = "smtp://127.0.0.1:1"}, mail).error().code, ErrorCode::kBadInput);
}

TEST(Mail, AServerThatSaysNeverIsNotOneThatSaysLater) {
  harness::MailServer never("550 no such user");
  EXPECT_EQ(send_mail(at(never), a_mail()).error().code, ErrorCode::kBadInput);
  harness::MailServer later("451 try again");
  EXPECT_EQ(send_mail(at(later), a_mail()).error().code, ErrorCode::kUnavailable);
}

TEST(Mail, IsNotSentInTheClearWhereThatIsNotAllowed) {
  harness::MailServer server;
  MailServer strict = at(server);
  strict.encryption = MailServer::Encryption::kRequired;
  EXPECT_EQ(send_mail(strict, a_mail()).error().code, ErrorCode::kForbidden);
  EXPECT_TRUE(server.taken().empty());
}

TEST(Mail, AServerThatIsNotThereIsUnavailable) {
  EXPECT_EQ(
      send_mail({.url = "smtp://127.0.0.1:1", .encryption = MailServer::Encryption::kNone}, a_mail()).error().code,
      ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace dais::net
