// SPDX-License-Identifier: Apache-2.0
// The handlers, one a page: parse the address, ask for one view, render.
#pragma once

#include "base/result.h"
#include "site/page.h"

namespace dais::site {

Result<http::Response> home_page(const Visit& visit);
Result<http::Response> search_page(const Visit& visit);
Result<http::Response> check_page(const Visit& visit);
Result<http::Response> trends_page(const Visit& visit);
Result<http::Response> like_page(const Visit& visit);
Result<http::Response> follow_page(const Visit& visit);
Result<http::Response> search_atom(const Visit& visit);
Result<http::Response> search_json_feed(const Visit& visit);
Result<http::Response> search_calendar(const Visit& visit);
Result<http::Response> events_page(const Visit& visit);
Result<http::Response> event_page(const Visit& visit);
Result<http::Response> people_page(const Visit& visit);
Result<http::Response> person_page(const Visit& visit);
Result<http::Response> matters_page(const Visit& visit);
Result<http::Response> matter_page(const Visit& visit);
Result<http::Response> bodies_page(const Visit& visit);
Result<http::Response> body_page(const Visit& visit);
Result<http::Response> vote_page(const Visit& visit);
Result<http::Response> votes_page(const Visit& visit);
Result<http::Response> voting_page(const Visit& visit);
Result<http::Response> agreement_page(const Visit& visit);
Result<http::Response> attendance_page(const Visit& visit);
Result<http::Response> body_record_page(const Visit& visit);
Result<http::Response> coverage_page(const Visit& visit);
Result<http::Response> plot_file(const Visit& visit);
Result<http::Response> help_page(const Visit& visit);
Result<http::Response> data_page(const Visit& visit);
Result<http::Response> codebook_page(const Visit& visit);
Result<http::Response> newest_data_file(const Visit& visit);
Result<http::Response> data_file(const Visit& visit);
Result<http::Response> runs_page(const Visit& visit);
Result<http::Response> run_page(const Visit& visit);
Result<http::Response> run_step_page(const Visit& visit);
Result<http::Response> run_step_log(const Visit& visit);
Result<http::Response> run_again(const Visit& visit);
Result<http::Response> run_cancel(const Visit& visit);
Result<http::Response> run_step_again(const Visit& visit);
Result<http::Response> media_file(const Visit& visit);
Result<http::Response> clip_file(const Visit& visit);

}  // namespace dais::site
