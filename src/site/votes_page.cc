// SPDX-License-Identifier: Apache-2.0
// Vote events as a list: all, or those behind a figure.
#include "site/pages.h"
#include "site/parts.h"
#include "site/vote_asking.h"
#include "site/words.h"

namespace dais::site {
namespace {

/// What the list is of besides its narrowing, as parameters.
using Subject = std::vector<std::pair<std::string, std::string>>;

std::string name_of(const insight::Record& record, const std::string& id) {
  const auto person = record.find_person(id);
  return person ? record.persons[*person].name : "somebody";
}

struct Heading {
  std::string title;
  std::string about;
};

Heading heading_of(const insight::Record& record, const archive::VoteFilter& filter) {
  const std::string person = name_of(record, filter.person_id);
  if (!filter.with_id.empty()) {
    const std::string pair = person + " and " + name_of(record, filter.with_id);
    if (filter.accord == insight::Accord::kSame)
      return {"Votes where " + pair + " said the same", "Both said yes, or both said no."};
    if (filter.accord == insight::Accord::kDifferent)
      return {"Votes where " + pair + " disagreed", "One said yes and the other no."};
    return {"Votes of " + pair, "Votes where both said yes or no: the ones that agreement counts."};
  }
  if (filter.side == insight::Side::kAgainstMajority)
    return {"Votes of " + person + " against the majority",
            person + " said yes or no, and more people said the other."};
  if (!filter.person_id.empty()) return {"Votes of " + person, ""};
  if (filter.stated == insight::Stated::kDisagrees)
    return {
        "Votes whose outcome and rows disagree",
        "The source states that they passed without a majority of yes, or that they failed with one. Both are shown "
        "as they were given."};
  if (filter.contested == insight::Contested::kOnly) return {"Contested votes", "At least one person said no."};
  return {"Votes", "Every vote that was recorded name by name, newest first."};
}

Subject read_subject(Parameters& parameters, archive::VoteFilter& filter) {
  filter.person_id = parameters.text("person");
  filter.with_id = parameters.text("with");
  const std::string accord = parameters.choice("accord", {"same", "different"});
  const std::string against = parameters.choice("against", {"true"});
  const std::string disagrees = parameters.choice("disagrees", {"true"});
  if (!accord.empty()) filter.accord = accord == "same" ? insight::Accord::kSame : insight::Accord::kDifferent;
  if (!against.empty()) filter.side = insight::Side::kAgainstMajority;
  if (!disagrees.empty()) filter.stated = insight::Stated::kDisagrees;
  if (filter.person_id.empty()) {
    if (!filter.with_id.empty()) parameters.refuse("with", "needs a person");
    if (!against.empty()) parameters.refuse("against", "needs a person");
    if (filter.vote_class) parameters.refuse("class", "needs a person");
  }
  if (filter.with_id.empty() && filter.accord) parameters.refuse("accord", "needs two persons");
  Subject subject = {{"person", filter.person_id},
                     {"with", filter.with_id},
                     {"accord", accord},
                     {"against", against},
                     {"disagrees", disagrees}};
  std::erase_if(subject, [](const auto& field) { return field.second.empty(); });
  return subject;
}

void add_cast(Dict& row, const std::optional<archive::Cast>& cast) {
  Dict& cell = add_section(row, "CAST");
  if (!cast) return;
  set_cast(add_section(cell, "GIVEN"), cast->vote_class, cast->value);
}

void add_line(Dict& list, const archive::VoteLine& line) {
  const archive::VoteEventSummary& vote = line.vote_event;
  Dict& row = add_section(list, "VOTE");
  set_vote_cells(row, vote);
  set(row, "BODY", vote.body.name);
  for (const auto& cast : line.casts) add_cast(row, cast);
  show(row, "DISAGREES", vote.outcome_disagrees);
}

Address address_of(std::string path, const Subject& subject) {
  Address out(std::move(path));
  for (const auto& [name, value] : subject) out.with(name, value);
  return out;
}

}  // namespace

Result<http::Response> votes_page(const Visit& visit) {
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  VoteAsking asking = read_vote_asking(parameters, visit.request);
  const Subject subject = read_subject(parameters, asking.filter);
  const archive::Paging paging = parameters.paging();
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  const auto record = visit.reader.record();
  if (!record) return fail(record.error());
  const auto list = visit.reader.votes(asking.filter, paging);
  if (!list) return fail(list.error());

  const Heading heading = heading_of(**record, asking.filter);
  Page page(visit.site, "votes.tpl", heading.title);
  page.under("/matters").canonical("/votes").describe(heading.title);
  Dict& content = page.content();
  set(content, "HEADING", heading.title);
  show_text(content, "LEDE", heading.about);
  if (!asking.filter.person_id.empty()) {
    Dict& back = add_section(content, "BACK");
    set(back, "HREF", "/people/" + asking.filter.person_id);
    set(back, "TEXT", "Back to " + name_of(**record, asking.filter.person_id));
  }
  const bool of_one = !asking.filter.person_id.empty() && asking.filter.with_id.empty();
  const Offered offered = of_one ? Offered::kVotesOfPerson : Offered::kVotes;
  if (auto ok = add_filter_form(content, visit, **record, asking, offered, "/votes", subject); !ok)
    return fail(ok.error());
  set(content, "COUNT", counted(list->total, "vote", "votes"));
  Address json = address_of("/api/v1/votes", subject);
  set(content, "JSON_HREF", add_vote_asking(json, asking).str());
  Address csv = address_of("/api/v1/votes.csv", subject);
  set(content, "CSV_HREF", add_vote_asking(csv, asking).str());
  if (!list->items.empty()) {
    Dict& table = add_section(content, "LIST");
    set(table, "CAPTION", heading.title + ", newest first");
    for (const std::string& id : {asking.filter.person_id, asking.filter.with_id}) {
      if (!id.empty()) set(add_section(table, "WHO"), "NAME", name_of(**record, id));
    }
    for (const archive::VoteLine& line : list->items) add_line(table, line);
  } else {
    set(add_section(content, "NONE"), "ALL_HREF", address_of("/votes", subject).str());
  }
  Address here = address_of("/votes", subject);
  add_paging(content, add_vote_asking(here, asking), paging, list->next);
  set(include(content, "HOW", "how_voting.tpl"), "FEW", std::to_string(kFew));
  return page.finish();
}

}  // namespace dais::site
