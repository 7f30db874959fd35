// SPDX-License-Identifier: Apache-2.0
// The figures of a person's page, each with links to the rows that it counts.
#pragma once

#include "archive/views.h"
#include "insight/figures.h"
#include "site/page.h"

namespace dais::site {

/// Votes by year, attendance by body, the closest and the farthest colleagues, dissents, sponsorship: the section
/// FIGURES of person.tpl, where the record knows anything of the person.
void add_person_figures(Dict& content, const insight::Record& record, const archive::PersonView& view);

}  // namespace dais::site
