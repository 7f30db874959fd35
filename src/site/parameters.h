// SPDX-License-Identifier: Apache-2.0
// The parameters of one request. Each that a page knows is asked for once; what is left over at check() is unknown and
// refused by name, for a parameter that is silently dropped gives a wrong answer that looks right.
#pragma once

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "archive/reader.h"
#include "http/message.h"

namespace dais::site {

enum class DayEdge { kStart, kEnd };

class Parameters {
 public:
  static constexpr std::size_t kLongestValue = 1'000;  ///< bytes

  /// `zone`: what a date without one is read in.
  Parameters(const http::Request& request, std::string zone) : request_(request), zone_(std::move(zone)) {}

  /// Empty where it is not given, as an empty field of a form gives it.
  std::string text(std::string_view name, std::size_t longest = kLongestValue);
  /// One of `allowed`, or empty.
  std::string choice(std::string_view name, std::initializer_list<std::string_view> allowed);
  /// Refuses `from` where it is not before `to`.
  void expect_order(std::optional<Instant> from, std::optional<Instant> to);
  /// "2024-03-05", taken as the start or the end of that day, or an instant.
  std::optional<Instant> date(std::string_view name, DayEdge edge);
  std::optional<int> whole_number(std::string_view name, int least, int most);
  archive::Paging paging();
  void refuse(std::string_view name, std::string_view why);

  /// The first thing that is wrong, or the first parameter nobody asked for.
  [[nodiscard]] Status check() const;

 private:
  const http::Request& request_;
  std::string zone_;
  std::set<std::string, std::less<>> known_;
  std::optional<Error> wrong_;
};

}  // namespace dais::site
