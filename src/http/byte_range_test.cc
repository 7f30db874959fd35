// SPDX-License-Identifier: Apache-2.0
#include "http/byte_range.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <string>

namespace dais::http {
namespace {

std::string answer_to(const std::string& header, std::uint64_t size = 100) {
  const RangeAnswer answer = parse_range(header, size);
  if (answer.verdict == RangeVerdict::kWhole) return "whole";
  if (answer.verdict == RangeVerdict::kUnsatisfiable) return "unsatisfiable";
  return std::to_string(answer.range.first) + "+" + std::to_string(answer.range.count);
}

TEST(ByteRange, IsCutToTheBody) {
  EXPECT_EQ(answer_to("bytes=0-0"), "0+1");
  EXPECT_EQ(answer_to("bytes=0-"), "0+100");
  EXPECT_EQ(answer_to("bytes=10-19"), "10+10");
  EXPECT_EQ(answer_to("bytes=99-200"), "99+1");
  EXPECT_EQ(answer_to("bytes=-30"), "70+30");
  EXPECT_EQ(answer_to("bytes=-300"), "0+100");
  EXPECT_EQ(answer_to("Bytes= 5-6 "), "5+2");
  EXPECT_EQ(answer_to("bytes=1-99999999999999999999999"), "1+99");
}

TEST(ByteRange, BeyondTheBodyIsUnsatisfiable) {
  EXPECT_EQ(answer_to("bytes=100-"), "unsatisfiable");
  EXPECT_EQ(answer_to("bytes=99999999999999999999999-"), "unsatisfiable");
  EXPECT_EQ(answer_to("bytes=-0"), "unsatisfiable");
  EXPECT_EQ(answer_to("bytes=0-", 0), "unsatisfiable");
  EXPECT_EQ(answer_to("bytes=-1", 0), "unsatisfiable");
}

TEST(ByteRange, ThatIsNoneOrSeveralMeansTheWhole) {
  for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "lines=0-1", "bytes=0-1,5-6",
                             "bytes=1", "bytes=+1-2", "bytes=1--2", "bytes=0x1-2", "bytes=1 -2"}) {
    EXPECT_EQ(answer_to(header), "whole") << header;
  }
}

TEST(ByteRange, HoldsTheBytesThatALoopPicks) {
  rc::check("the same bytes as picked one by one", [] {
    const auto size = *rc::gen::inRange<std::uint64_t>(0, 40);
    const auto first = *rc::gen::inRange<std::uint64_t>(0, 50);
    const auto last = *rc::gen::inRange<std::uint64_t>(0, 50);
    const int form = *rc::gen::inRange(0, 3);
    std::string header = "bytes=";
    std::string picked;
    if (form != 2) header += std::to_string(first);
    header += "-";
    if (form != 1) header += std::to_string(last);
    for (std::uint64_t i = 0; i < size; ++i) {
      const bool wanted = form == 0 ? i >= first && i <= last : form == 1 ? i >= first : i + last >= size;
      if (wanted) picked += static_cast<char>('A' + i);
    }
    const RangeAnswer answer = parse_range(header, size);
    if (form == 0 && last < first) {
      RC_ASSERT(answer.verdict == RangeVerdict::kWhole);
      return;
    }
    RC_ASSERT((answer.verdict == RangeVerdict::kPart) == !picked.empty());
    if (picked.empty()) {
      RC_ASSERT(answer.verdict == RangeVerdict::kUnsatisfiable);
      return;
    }
    RC_ASSERT(answer.range.first == static_cast<std::uint64_t>(picked.front() - 'A'));
    RC_ASSERT(answer.range.count == picked.size());
  });
}

}  // namespace
}  // namespace dais::http
