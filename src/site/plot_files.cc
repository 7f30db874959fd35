// SPDX-License-Identifier: Apache-2.0
// The pictures of pages as files: /plots/{figure}/{id}/plot.svg, plot.png, plot.bokeh.json and
// plot.vega.json.
#include <mutex>

#include "site/pages.h"
#include "site/parameters.h"
#include "site/record_plots.h"

namespace dais::site {
namespace {

Result<plot::Plot> plot_of(archive::Reader& reader, const std::string& figure, const std::string& id) {
  const auto nothing = [&] { return fail(ErrorCode::kNotFound, "no picture " + figure + " of " + id); };
  if (figure == "tally") {
    const auto vote = reader.vote(id);
    if (!vote) return fail(vote.error());
    return tally_plot(vote->summary);
  }
  const auto record = reader.record();
  if (!record) return fail(record.error());
  if (figure == "agreement") {
    const auto body = (*record)->find_body(id);
    if (!body) return nothing();
    return agreement_plot(**record, *body);
  }
  const auto person = (*record)->find_person(id);
  if (!person) return nothing();
  if (figure == "votes-by-year") return votes_by_year_plot(**record, *person);
  if (figure == "attendance-by-year") return attendance_by_year_plot(**record, *person);
  return nothing();
}

}  // namespace

Result<http::Response> plot_file(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const std::string& file = visit.request.param("file");
  const auto plot = plot_of(visit.reader, visit.request.param("figure"), visit.request.param("id"));
  if (!plot) return fail(plot.error());
  http::Response response;
  if (file == "plot.svg") {
    response.content_type = "image/svg+xml";
    response.body = plot::render_svg(*plot, plot::Theme::kLight, plot::Shape::kWide);
  } else if (file == "plot.png") {
    // It takes up to a second: one at a time, so that the other threads answer everybody else.
    static std::mutex drawing;
    const std::unique_lock lock(drawing, std::try_to_lock);
    if (!lock) return fail(ErrorCode::kUnavailable, "another picture is being drawn; ask again in a moment");
    Result<std::string> png = plot::render_png(*plot, plot::Theme::kLight, plot::PngSize::kOwn);
    if (!png) return fail(std::move(png.error()));
    response.content_type = "image/png";
    response.body = std::move(*png);
  } else if (file == "plot.bokeh.json") {
    response.content_type = "application/json";
    response.body = plot::bokeh_json(*plot);
  } else if (file == "plot.vega.json") {
    response.content_type = "application/vnd.vegalite.v5+json";
    response.body = plot::vega_lite_json(*plot);
  } else {
    return fail(ErrorCode::kNotFound, "no file " + file + " of a picture");
  }
  response.headers.emplace_back("Cache-Control", "no-cache");
  add_safety_headers(response);
  return response;
}

}  // namespace dais::site
