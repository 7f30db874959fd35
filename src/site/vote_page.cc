// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/record_plots.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

using domain::VoteClass;

void add_fact(Dict& content, std::string_view what, std::string_view text, const std::string& href = {}) {
  if (text.empty()) return;
  Dict& fact = add_section(content, "FACT");
  set(fact, "WHAT", what);
  Dict& value = add_section(fact, href.empty() ? "NO_LINK" : "LINK");
  set(value, "TEXT", text);
  set(value, "HREF", href);
}

void add_disagreement(Dict& content, const archive::VoteEventSummary& vote) {
  if (!vote.outcome_disagrees) return;
  Dict& part = add_section(content, "DISAGREES");
  set(part, "STATED", vote.stated_outcome);
  set(part, "ROWS_SAY",
      fmt::format("the individual votes are {} yes and {} no", with_commas(vote.tally.of(VoteClass::kYes)),
                  with_commas(vote.tally.of(VoteClass::kNo))));
}

void add_rows(Dict& content, const archive::VoteEventView& view) {
  if (view.rows.empty()) {
    show_text(add_section(content, "NO_ROWS"), "METHOD", method_words(view.summary.method));
    return;
  }
  set(add_section(content, "ROWS_CSV"), "HREF", "/api/v1/votes/" + view.summary.ref.id + "/rows.csv");
  Dict& list = add_section(content, "ROWS");
  const archive::VoteRow* before = nullptr;
  for (const archive::VoteRow& row : view.rows) {
    Dict& out = add_section(list, "ROW");
    if (before == nullptr || before->vote_class != row.vote_class) {
      Dict& group = add_section(out, "GROUP");
      set(group, "GROUP_LABEL", class_label(row.vote_class));
      set(group, "GROUP_COUNT", with_commas(view.summary.tally.of(row.vote_class)));
    }
    before = &row;
    set_person(out, row.person);
    set(out, "CLASS", domain::name_of(row.vote_class));
    set(out, "LABEL", class_label(row.vote_class));
    set(out, "VALUE", row.value);
  }
}

void add_subject(Dict& content, const archive::VoteEventSummary& vote, const std::string& question) {
  if (!vote.body.id.empty()) {
    Dict& body = add_section(content, "BODY");
    set(body, "ID", vote.body.id);
    set(body, "NAME", vote.body.name);
  }
  if (vote.matter.id.empty()) return;
  Dict& matter = add_section(content, "MATTER");
  set(matter, "ID", vote.matter.id);
  set(matter, "NAME", vote.matter.name);
  if (vote.matter_title != question) show_text(matter, "TITLED", vote.matter_title);
}

}  // namespace

Result<http::Response> vote_page(const Visit& visit) {
  auto led = lead_on(visit, "vote_event", "/votes");
  if (!led) return fail(led.error());
  if (*led) return **led;
  if (auto ok = Parameters(visit.request, visit.site.config.instance.timezone).check(); !ok) return fail(ok.error());
  const Result<archive::VoteEventView> view = visit.reader.vote(visit.request.param("id"));
  if (!view) return fail(view.error());
  const archive::VoteEventSummary& vote = view->summary;
  const std::string path = "/votes/" + vote.ref.id;
  // A matter may be voted on more than once in a meeting; its agenda item says what this vote was about.
  const bool item_says_more = !view->item.name.empty() && question_of(vote) == vote.matter.name;
  const std::string question = item_says_more ? view->item.name : question_of(vote);
  const std::string tally = tally_sentence(vote);

  Page page(visit.site, "vote.tpl", "Vote: " + question);
  page.under("/matters").canonical(path).describe(tally);
  Dict& content = page.content();
  add_banner(content, view->provenance, vote.timezone);
  set_date(content, "DATE", vote.date, vote.timezone);
  set(content, "QUESTION", question);
  add_subject(content, vote, question);
  set(content, "TALLY", tally);
  add_disagreement(content, vote);
  if (vote.tally.rows() > 0) add_plot(content, "TALLY_PLOT", tally_plot(vote), "tally", vote.ref.id);
  if (!vote.event.id.empty()) {
    const std::string anchor = view->item.id.empty() ? "" : "#item-" + view->item.id;
    add_fact(content, "Meeting", vote.body.name + ", " + short_date(vote.date, vote.timezone),
             "/events/" + vote.event.id + anchor);
  }
  add_fact(content, "Agenda item", view->item.name == question ? "" : view->item.name);
  add_fact(content, "Action", vote.action == question ? "" : vote.action);
  add_fact(content, "Outcome as stated", vote.stated_outcome);
  add_fact(content, "Method", vote.method == archive::VoteMethod::kUnknown ? "not stated" : method_words(vote.method));
  // The clerk's own words on the action are the evidence for how the vote was taken.
  if (view->item.description != question) show_text(content, "EVIDENCE", view->item.description);
  show(content, "CONTESTED", vote.tally.of(VoteClass::kNo) > 0);
  add_rows(content, *view);
  set(include(content, "HOW", "how_voting.tpl"), "FEW", std::to_string(kFew));
  add_provenance(content, view->provenance, vote.timezone, path);
  return page.finish();
}

}  // namespace dais::site
