// SPDX-License-Identifier: Apache-2.0
#include "archive/spelling.h"

#include "os/files.h"
#include "speech/care.h"

namespace dais::archive {
namespace {

constexpr std::uint64_t kLargestWordList = 64U << 20U;

std::string primary(const std::string& language) { return language.substr(0, language.find('-')); }

/// Calls `take` with each text that `sql` selects.
template <typename Take>
Status for_each_text(store::Database& database, const std::string& sql, const store::Row& parameters, Take&& take) {
  const Result<store::Rows> rows = database.query(sql, parameters);
  if (!rows) return fail(rows.error());
  for (const store::Row& row : *rows) take(store::text_of(row[0]));
  return {};
}

}  // namespace

Result<speech::Lexicon> load_lexicon(store::Database& database, const config::Config& config) {
  speech::Lexicon lexicon(config.instance.language);
  if (!config.speech.word_list.empty()) {
    // A list is welcome and not needed.
    if (const auto words = os::read_file(config.speech.word_list, kLargestWordList)) lexicon.add_word_list(*words);
  }
  lexicon.add_name(config.instance.name);
  const auto name = [&lexicon](const std::string& text) { lexicon.add_name(text); };
  const auto person = [&lexicon](const std::string& text) { lexicon.add_person(text); };
  const auto text = [&lexicon](const std::string& words) { lexicon.add_text(words); };
  if (Status done = for_each_text(database, "select name from body where name is not null order by id", {}, name);
      !done)
    return fail(done.error());
  if (Status done = for_each_text(database, "select name from person where name is not null order by id", {}, person);
      !done)
    return fail(done.error());
  for (const char* sql : {"select title from matter where title is not null order by id",
                          "select distinct name from event_item where name is not null order by name"}) {
    if (Status done = for_each_text(database, sql, {}, text); !done) return fail(done.error());
  }
  return lexicon;
}

Result<speech::KnownNames> load_known_names(store::Database& database, const std::string& event_id) {
  speech::KnownNames names;
  const auto into = [](std::vector<std::string>& list) {
    return [&list](std::string text) {
      if (!text.empty()) list.push_back(std::move(text));
    };
  };
  if (Status done =
          for_each_text(database, "select b.name from event e join body b on b.id = e.body_id where e.id = $1",
                        {event_id}, into(names.bodies));
      !done)
    return fail(done.error());
  if (Status done = for_each_text(database,
                                  "select name from person where withdrawn is null and same_as is null and name is not "
                                  "null order by coalesce(is_active, 0) desc, last_changed desc, id limit 100",
                                  {}, into(names.persons));
      !done)
    return fail(done.error());
  if (Status done =
          for_each_text(database,
                        "select m.name from event_item i join matter m on m.id = i.matter_id "
                        "where i.event_id = $1 and i.withdrawn is null and m.name is not null order by i.place, i.id",
                        {event_id}, into(names.numbers));
      !done)
    return fail(done.error());
  if (Status done = for_each_text(database,
                                  "select coalesce(m.title, i.name, '') from event_item i left join matter m on m.id = "
                                  "i.matter_id where i.event_id = $1 and i.withdrawn is null order by i.place, i.id",
                                  {event_id}, into(names.titles));
      !done)
    return fail(done.error());
  return names;
}

Status Spelling::care_for(domain::Transcript& transcript) {
  if (config_.speech.capitals != "natural" || !speech::needs_care(transcript)) return {};
  if (!transcript.language.empty() && primary(transcript.language) != primary(config_.instance.language)) return {};
  if (!lexicon_) {
    Result<speech::Lexicon> loaded = load_lexicon(database_, config_);
    if (!loaded) return fail(std::move(loaded.error()));
    lexicon_ = std::move(*loaded);
  }
  if (speech::care_for(transcript, *lexicon_) == speech::Cared::kNothing) return {};
  for (domain::Sentence& sentence : transcript.sentences)
    sentence.speaker = speech::shown_label(sentence.speaker, *lexicon_);
  return {};
}

}  // namespace dais::archive
