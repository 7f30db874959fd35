// SPDX-License-Identifier: Apache-2.0
#include "documents/document_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "harness/made_pdf.h"
#include "os/files.h"

namespace dais::documents {
namespace {

using harness::made_pdf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

class Documents : public testing::Test {
 protected:
  std::string written(const std::string& name, const std::string& bytes) {
    const std::string path = folder_.path() + "/" + name;
    EXPECT_TRUE(os::write_file_atomically(path, bytes));
    return path;
  }
  DocumentText read(const std::string& bytes, const std::string& media_type = "") {
    auto document = read_document(written("document", bytes), kind_of(bytes, media_type), reading_);
    EXPECT_TRUE(document) << document.error().message;
    return document.value_or(DocumentText{});
  }
  /// A program of pdftotext's name before all others.
  void stand_in(const std::string& python) {
    fs::create_directory(folder_.path() + "/bin");
    fs::permissions(written("bin/pdftotext", "#!/usr/bin/python3 -IS\n" + python + "\n"), fs::perms::owner_all);
    ::setenv("PATH", (folder_.path() + "/bin:" + path_before_).c_str(), 1);
  }
  void TearDown() override { ::setenv("PATH", path_before_.c_str(), 1); }

  const std::string path_before_ = std::getenv("PATH");
  os::TempDir folder_ = os::TempDir::make().value();
  os::Sandbox sandbox_ = os::Sandbox::find();
  Reading reading_{sandbox_};
};

TEST_F(Documents, APdfIsReadByPageAndABlankPageKeepsItsPlace) {
  const DocumentText read_text =
      read(made_pdf({{"Agenda of the council", "1. The bridge"}, {}, {"3. The (old) mill"}}));
  EXPECT_EQ(read_text.kind, Kind::kPdf);
  EXPECT_THAT(read_text.pages, ElementsAre(HasSubstr("Agenda of the council\n1. The bridge"), IsEmpty(),
                                           HasSubstr("3. The (old) mill")));
  EXPECT_EQ(read_text.note, "");
}

TEST_F(Documents, NoPageIsLeftOutOfALongOne) {
  std::vector<std::vector<std::string>> pages;
  for (int page = 1; page <= 700; ++page) pages.push_back({"This is page " + std::to_string(page)});
  const DocumentText read_text = read(made_pdf(pages));
  ASSERT_EQ(read_text.pages.size(), 700U);
  EXPECT_THAT(read_text.pages[699], HasSubstr("This is page 700"));
}

TEST_F(Documents, AScanSaysThatItHasNoText) {
  const DocumentText scan = read(made_pdf({{}, {}}));
  EXPECT_EQ(scan.pages.size(), 2U);
  EXPECT_EQ(scan.note, "it holds pictures of pages and no text, as a scan does");
}

TEST_F(Documents, ADamagedOneIsToldAndIsNoError) {
  EXPECT_EQ(read("%PDF-1.4\nthis is none").note, "it is damaged");
  EXPECT_EQ(read("not even begun", "application/pdf").note, "it is damaged");
}

TEST_F(Documents, APasswordIsTold) {
  const std::string locked = made_pdf({{"secret"}},
                                      "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
                                      "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" +
                                          std::string(64, 'a') + ">/U<" + std::string(64, 'b') + ">>>");
  EXPECT_EQ(read(locked).note, "it is locked with a password");
}

TEST_F(Documents, WhatWasReadBeforeAFaultStays) {
  stand_in("import sys; sys.stdout.write('one\\ftwo\\fhalf a pa'); sys.stdout.flush(); sys.exit(1)");
  const DocumentText cut = read("%PDF-1.4");
  EXPECT_THAT(cut.pages, ElementsAre("one", "two"));
  EXPECT_EQ(cut.note, "it is damaged; the first 2 pages were read");
}

TEST_F(Documents, OneThatSpinsIsEndedAndTold) {
  stand_in("while True: pass");
  reading_.cpu_seconds = 1;
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(read("%PDF-1.4").note, "reading it takes too long");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
}

TEST_F(Documents, OneThatGrowsWithoutEndIsEndedAndTold) {
  stand_in("import sys\nwhile True: sys.stdout.write('word ' * 1000 + '\\f')");
  reading_.max_text = 1U << 20U;
  EXPECT_THAT(read("%PDF-1.4").note, HasSubstr("it holds more text than is read of one document; the first "));
}

TEST_F(Documents, OneThatEatsMemoryIsEndedAndTold) {
  stand_in("x = []\nwhile True: x.append(bytearray(1 << 24))");
  reading_.memory_bytes = 256U << 20U;
  EXPECT_THAT(read("%PDF-1.4").note, testing::AnyOf(HasSubstr("MB of memory"), "it is damaged"));
}

TEST_F(Documents, AMissingToolIsNoFaultOfTheFile) {
  ::setenv("PATH", folder_.path().c_str(), 1);
  const auto document = read_document(written("a.pdf", "%PDF-1.4"), Kind::kPdf, reading_);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kUnavailable);
}

TEST_F(Documents, APageOfTheWebLosesItsMarkupAndKeepsItsWords) {
  const DocumentText page = read(
      "<!DOCTYPE html><html><head><title>Agenda</title><style>p{}</style></head><body><!-- x > y -->"
      "<script>if (a<b) alert('no')</script><p>Ord&amp;Res &#8212; 5&nbsp;&lt; 7<br>second <b>li</b>ne");
  EXPECT_EQ(page.kind, Kind::kHtml);
  EXPECT_THAT(page.pages, ElementsAre("Agenda\nOrd&Res — 5 < 7\nsecond line"));
}

TEST_F(Documents, PlainTextIsCutAtItsPageEndsOrElseAtLines) {
  EXPECT_THAT(read("one\ftwo", "text/plain").pages, ElementsAre("one", "two"));
  std::string long_text;
  for (int i = 0; i < 1000; ++i) long_text += "a line of text\n";
  const DocumentText cut = read(long_text, "text/plain; charset=utf-8");
  EXPECT_EQ(cut.pages.size(), 4U);
  std::string again;
  for (const std::string& page : cut.pages) again += page;
  EXPECT_EQ(again, long_text);
}

TEST_F(Documents, OtherKindsAreKeptAsSuch) {
  const DocumentText other = read("PK\x03\x04", "application/zip");
  EXPECT_EQ(other.kind, Kind::kOther);
  EXPECT_EQ(other.note, "it is of a kind whose text is not read here");
}

TEST(Pages, ComeBackAsTheyWereJoined) {
  for (const std::vector<std::string>& pages : {std::vector<std::string>{"a", "", "b"}, {"only"}, {"", ""}})
    EXPECT_EQ(split_pages(join_pages(pages)), pages);
  EXPECT_THAT(split_pages(""), IsEmpty());
}

TEST(Html, NeverReadsBeyondItsEnd) {
  for (const char* html :
       {"<", "<!--", "<script>", "<p", "&", "&#", "&#x;", "&#xFFFFFFFFF;", "</", "<script></scrip", "a<b"})
    EXPECT_LE(text_of_html(html).size(), 13U) << html;
}

}  // namespace
}  // namespace dais::documents
