// SPDX-License-Identifier: Apache-2.0
// CDP ingestion JSON (cdp-backend 4.1.3, pipeline/ingestion_models.py) and Dais's additions to it → domain values.
// docs/ingestion.md and docs/ingestion.schema.json say what each key is. Pure: links are not followed here.
#pragma once

#include <optional>

#include "domain/values.h"
#include "sources/reading.h"

namespace dais::sources::cdp {

/// An event (it has "body"), a person of their own ({"person": {…}}) or a matter of its own ({"matter": {…}}). What is
/// wrong in it is named in the problems of `fields` and left out; nullopt where nothing could be kept.
std::optional<domain::Record> read_record(const Fields& fields);

/// The objects of an event's "sessions", in step with the sessions of its record.
std::vector<json::View> session_views(const json::View& event);

/// CDP's "[[hh:]mm:]ss", also with a fraction, as seconds.
std::optional<double> parse_clip_time(std::string_view text);

}  // namespace dais::sources::cdp
