// SPDX-License-Identifier: Apache-2.0
// One file of a folder laid out as github.com/jehiah/nyc_legislation → one record. Pure: no file, no clock.
// The format is Legistar's, seen through jehiah/legislator: dates of people, matters and histories are wall-clock times
// written with a false "Z" (a meeting of 13:30 in New York reads "13:30:00Z"), Event.Date has its true offset; the year
// 0001 stands for no date; person 0 is nobody; votes stand in a matter's History, under the id of the agenda item.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "domain/values.h"
#include "sources/reading.h"

namespace dais::sources::legislator {

// nullopt where the record cannot be identified; why is in the problems of `fields`.
std::optional<domain::Person> read_person(const Fields& fields);
std::optional<domain::Matter> read_matter(const Fields& fields);

/// `has_file_of_its_own`: whether a matter's record comes from its own file, which knows better than the agenda: there
/// the agenda item says only which matter it is.
std::optional<domain::Event> read_event(const Fields& fields,
                                        const std::function<bool(std::string_view matter_id)>& has_file_of_its_own);

/// Whether any of the dates of a matter's life (introduced, acted upon, last changed) lies in the window.
bool touches(const Window& window, const domain::Matter& matter, std::optional<Instant> last_modified);

/// The number under a leading "ID" key without parsing the rest; empty where the file does not start with one.
std::string peek_id(std::string_view text);

}  // namespace dais::sources::legislator
