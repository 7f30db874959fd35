// SPDX-License-Identifier: Apache-2.0
#include "archive/vote_classes.h"

#include <algorithm>

namespace dais::archive {

domain::VoteClass class_named(std::string_view name) {
  const auto* const found = std::ranges::find(domain::kVoteClasses, name, domain::name_of);
  return found == domain::kVoteClasses.end() ? domain::VoteClass::kUnrecognised : *found;
}

domain::VoteMapping vote_mapping_of(const config::Votes& votes) {
  using enum domain::VoteClass;
  domain::VoteMapping mapping;
  const auto teach = [&mapping](const std::vector<std::string>& words, domain::VoteClass vote_class) {
    for (const std::string& word : words) mapping.teach(word, vote_class);
  };
  teach(votes.yes, kYes);
  teach(votes.no, kNo);
  teach(votes.abstain, kAbstain);
  teach(votes.absent, kAbsent);
  teach(votes.conflict, kConflict);
  teach(votes.nonvoting, kNonvoting);
  return mapping;
}

Result<std::int64_t> reclassify_votes(store::Database& database, const domain::VoteMapping& mapping) {
  const auto values = database.query("select value, class, count(*) from vote group by value, class");
  if (!values) return fail(values.error());
  std::int64_t changed = 0;
  for (const store::Row& row : *values) {
    const std::string vote_class(name_of(mapping.classify(store::text_of(row[0]))));
    if (vote_class == store::text_of(row[1])) continue;
    changed += store::integer_of(row[2]);
    if (Status done = database.execute("update vote set class = $1 where value = $2", {vote_class, row[0]}); !done)
      return fail(done.error());
  }
  return changed;
}

}  // namespace dais::archive
