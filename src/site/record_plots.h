// SPDX-License-Identifier: Apache-2.0
// Pictures of the voting record: the same values that the tables beside them show. Shown on pages, and as files under
// /plots/{figure}/{id}/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "archive/views.h"
#include "insight/figures.h"
#include "plot/plot.h"
#include "site/render.h"

namespace dais::site {

plot::Plot votes_by_year_plot(const insight::Record& record, insight::Index person);
plot::Plot attendance_by_year_plot(const insight::Record& record, insight::Index person);
plot::Plot tally_plot(const archive::VoteEventSummary& vote);
/// Of those who said yes or no on the body.
plot::Plot agreement_plot(const insight::Record& record, insight::Index body);

/// The picture as the section `name` with links to its files (plot.tpl).
void add_plot(Dict& into, const char* name, const plot::Plot& plot, std::string_view figure, std::string_view id);
/// Links to the files alone.
void add_plot_files(Dict& into, const char* name, std::string_view figure, std::string_view id);

}  // namespace dais::site
