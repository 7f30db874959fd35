// SPDX-License-Identifier: Apache-2.0
#include "site/pages.h"
#include "site/parameters.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

std::string_view meaning_of(domain::VoteClass vote_class) {
  using enum domain::VoteClass;
  switch (vote_class) {
    case kYes:
      return "For it.";
    case kNo:
      return "Against it.";
    case kAbstain:
      return "Was there and took no side.";
    case kAbsent:
      return "Was not there, for whatever reason.";
    case kConflict:
      return "Stood aside, for instance for a conflict of interest.";
    case kNonvoting:
      return "Was there without a vote to cast.";
    case kBlank:
      return "The source lists the person without saying how they voted.";
    case kUnrecognised:
      break;
  }
  return "The source’s word is one this archive does not know. It is shown as written and counted as nothing else.";
}

}  // namespace

Result<http::Response> voting_page(const Visit& visit) {
  if (auto ok = Parameters(visit.request, visit.site.config.instance.timezone).check(); !ok) return fail(ok.error());
  Page page(visit.site, "voting.tpl", "How voting works here");
  page.under("/help").canonical("/voting").describe(
      "What a vote can be, what each figure counts, and how to check it.");
  Dict& content = page.content();
  for (const auto vote_class : domain::kVoteClasses) {
    Dict& row = add_section(content, "CLASS");
    set(row, "NAME", domain::name_of(vote_class));
    set(row, "LABEL", class_label(vote_class));
    set(row, "MEANS", meaning_of(vote_class));
  }
  set(content, "FEW", std::to_string(kFew));
  return page.finish();
}

}  // namespace dais::site
