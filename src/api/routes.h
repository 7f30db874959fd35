// SPDX-License-Identifier: Apache-2.0
// The routes by subject; add_routes() (api.cc) puts them together.
#pragma once

#include "api/answer.h"

namespace dais::api {

void add_event_routes(http::Router& router, const SharedContext& context);
void add_transcript_routes(http::Router& router, const SharedContext& context);
void add_people_routes(http::Router& router, const SharedContext& context);
void add_matter_routes(http::Router& router, const SharedContext& context);
void add_body_routes(http::Router& router, const SharedContext& context);
void add_vote_routes(http::Router& router, const SharedContext& context);
void add_insight_routes(http::Router& router, const SharedContext& context);
void add_study_routes(http::Router& router, const SharedContext& context);
void add_search_route(http::Router& router, const SharedContext& context);
void add_changes_route(http::Router& router, const SharedContext& context);
void add_run_routes(http::Router& router, const SharedContext& context);
void add_resolve_route(http::Router& router, const SharedContext& context);
void add_operation_routes(http::Router& router, const SharedContext& context);

}  // namespace dais::api
