// SPDX-License-Identifier: Apache-2.0
#include "api/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::api {
namespace {

std::string row(const std::vector<std::string>& fields) {
  std::string out;
  append_csv_row(out, fields);
  return out;
}

/// Reads by the letter of RFC 4180, one character at a time.
std::vector<std::vector<std::string>> read(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      fields.back() += text[i++];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == ',') {
      fields.emplace_back();
    } else if (!quoted && text[i] == '\r') {
      ++i;
      rows.push_back(fields);
      fields.assign(1, "");
    } else {
      fields.back() += text[i];
    }
  }
  return rows;
}

TEST(Csv, PutsQuotesOnlyWhereTheyAreNeeded) {
  EXPECT_EQ(row({"plain", "", "two words"}), "plain,,two words\r\n");
  EXPECT_EQ(row({"a,b", "say \"aye\"", "two\nlines", "cr\r"}),
            "\"a,b\",\"say \"\"aye\"\"\",\"two\nlines\",\"cr\r\"\r\n");
  EXPECT_EQ(row({"é", "=1+1"}), "é,=1+1\r\n");
}

RC_GTEST_PROP(Csv, ReadsBackAsItWasWritten, ()) {
  const auto character = rc::gen::element('a', '"', ',', '\n', '\r', ' ');
  const auto field = rc::gen::container<std::string>(character);
  const auto fields = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(field));
  RC_ASSERT(read(row(fields) + row(fields)) == std::vector<std::vector<std::string>>(2, fields));
}

}  // namespace
}  // namespace dais::api
