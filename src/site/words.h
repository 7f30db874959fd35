// SPDX-License-Identifier: Apache-2.0
// Plain English for dates, counts and votes. Month names are always written out, so that no date can be read two ways.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "archive/views.h"

namespace dais::site {

std::string long_date(Instant instant, std::string_view zone);     ///< "Tuesday, March 5, 2024"
std::string short_date(Instant instant, std::string_view zone);    ///< "Mar 5, 2024"
std::string clock_time(Instant instant,
                       std::string_view zone);    ///< "6:30 PM CST"; empty at midnight, which stands for "not known"
std::string weekday_and_time(Instant instant, std::string_view zone); ///< "Tuesday, 6:30 PM CST"
std::string machine_date(Instant instant, std::string_view zone);  ///< for <time datetime>

std::string with_commas(std::int64_t number);                                                    ///< "12,345"
std::string counted(std::int64_t number, std::string_view singular, std::string_view plural);  ///< "1 vote", "3 votes"
std::string spoken_duration(double seconds);  ///< "1 h 2 min"; empty under a minute

std::string_view class_label(domain::VoteClass vote_class);  ///< "Yes", "Recused or conflict"
std::string_view method_words(archive::VoteMethod method);  ///< "roll call"; empty: not known
std::string_view state_words(archive::EventState state);

/// "Passed 31 to 20; 3 absent; roll call." — the outcome first, then yes and no, then everybody else by name of class.
std::string tally_sentence(const archive::VoteEventSummary& vote);

/// Title of a meeting's page: "Town Council, March 5, 2024".
std::string meeting_title(const archive::EventSummary& event);

/// What there is to search, and what is not: "This archive holds the words of 12 meetings, …"
std::string held_sentence(const archive::Holdings& held, std::string_view zone);

/// "orders" of "/events/bike-lane-orders": the words of an address, to search for.
std::string words_of_path(std::string_view path);

}  // namespace dais::site
