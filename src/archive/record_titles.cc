// SPDX-License-Identifier: Apache-2.0
#include "archive/record_titles.h"

#include <string.h>  // memmem

#include <algorithm>
#include <array>
#include <mutex>
#include <set>
#include <tuple>

#include "text/words.h"

namespace dais::archive {
namespace {

using store::text_of;

/// More changes than that are read as the whole.
constexpr std::int64_t kMostChanges = 5000;
/// Dead entries are cleared away when they are as many as a third of all.
constexpr std::size_t kDeadShare = 3;

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// "0012" and "12" are one number: files are numbered both ways.
std::string_view plain_number(std::string_view word) {
  if (!is_number(word)) return word;
  const std::size_t first = word.find_first_not_of('0');
  return first == std::string_view::npos ? word.substr(word.size() - 1) : word.substr(first);
}

std::string folded_line(std::string_view text) {
  std::string line = " ";
  for (const text::FoldedWord& word : text::folded_words(text)) {
    line += plain_number(word.folded);
    line += ' ';
  }
  return line;
}

enum class Ending { kWhole, kBegun };

std::string needle_of(const std::vector<std::string>& words, Ending ending) {
  std::string needle = " ";
  for (const std::string& word : words) needle.append(plain_number(word)).append(" ");
  if (ending == Ending::kBegun) needle.pop_back();
  return needle;
}

bool has_all(std::string_view line, const TitleQuery::Needles& needles) {
  return std::ranges::all_of(needles, [&](const std::string& one) { return line.find(one) != std::string_view::npos; });
}

bool matches(std::string_view line, const TitleQuery& query) {
  const auto has_one = [&](const auto& alternatives) {
    return std::ranges::any_of(alternatives, [&](const auto& one) { return has_all(line, one); });
  };
  return std::ranges::all_of(query.all_of, has_one) &&
         std::ranges::none_of(query.none_of, [&](const auto& one) { return has_all(line, one); });
}

/// The longest needle that each match must have: its occurrences are few. Empty: there is none.
std::string_view anchor_of(const TitleQuery& query) {
  std::string_view anchor;
  for (const auto& group : query.all_of) {
    if (group.size() != 1) continue;
    for (const std::string& one : group.front()) {
      if (one.size() > anchor.size()) anchor = one;
    }
  }
  return anchor;
}

/// Faster than std::string::find where what is looked for begins with what is everywhere, a blank.
std::size_t find_from(std::string_view text, std::string_view needle, std::size_t from) {
  const void* at = ::memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
  return at == nullptr ? std::string::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

/// Parentheses of parentheses multiply; beyond that many the rest is left out.
constexpr std::size_t kMostAlternatives = 64;

using Alternatives = std::vector<TitleQuery::Needles>;

/// Every choice of one alternative each.
Alternatives combined(const Alternatives& some, const Alternatives& others) {
  Alternatives out;
  for (const auto& one : some) {
    for (const auto& other : others) {
      if (out.size() == kMostAlternatives) return out;
      out.push_back(one);
      out.back().insert(out.back().end(), other.begin(), other.end());
    }
  }
  return out;
}

/// `typed_to`: a plain word that ends there may be begun only.
Alternatives alternatives_of(const search::Unit& unit, std::size_t typed_to) {
  using search::UnitKind;
  Alternatives out;
  switch (unit.kind) {
    case UnitKind::kWord:
      return {{needle_of(unit.words, unit.end == typed_to ? Ending::kBegun : Ending::kWhole)}};
    case UnitKind::kPhrase:
      return {{needle_of(unit.words, Ending::kWhole)}};
    case UnitKind::kPrefix:
      return {{needle_of(unit.words, Ending::kBegun)}};
    case UnitKind::kAny:
      for (const search::Unit& part : unit.parts) {
        for (auto& one : alternatives_of(part, typed_to)) out.push_back(std::move(one));
      }
      return out;
    case UnitKind::kNear:
    case UnitKind::kAll:
      out = {{}};
      for (const search::Unit& part : unit.parts) out = combined(out, alternatives_of(part, typed_to));
      return out;
  }
  return out;
}

/// Nowhere in a line.
constexpr char kNothing[] = "\n";

/// " bike " and " lan" as " bike lan".
std::string whole_of(const TitleQuery& query) {
  std::string whole = " ";
  for (const auto& group : query.all_of) {
    if (group.size() != 1) return kNothing;
    for (const std::string& needle : group.front()) whole += needle.substr(1);
  }
  return whole;
}

}  // namespace

TitleQuery title_query(const search::ParsedQuery& parsed, LastWord last_word) {
  TitleQuery query;
  const bool is_begun = last_word == LastWord::kBegun && !parsed.text.empty() && parsed.text.back() != ' ';
  const std::size_t typed_to = is_begun ? parsed.text.size() : std::string::npos;
  for (const search::Group& group : parsed.groups) {
    Alternatives alternatives;
    for (const search::Unit& unit : group.any_of) {
      for (auto& one : alternatives_of(unit, typed_to)) alternatives.push_back(std::move(one));
    }
    if (!alternatives.empty()) query.all_of.push_back(std::move(alternatives));
  }
  for (const search::Unit& unit : parsed.excluded) {
    for (auto& one : alternatives_of(unit, std::string::npos)) query.none_of.push_back(std::move(one));
  }
  query.whole = whole_of(query);
  return query;
}

std::string_view TitleTable::text_of(const Place& place) const {
  return std::string_view(text_).substr(place.begin, place.end - place.begin);
}

void TitleTable::put(const Entry& entry) {
  remove(entry.id);
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_ += folded_line(entry.text);
  text_ += '\n';
  place_of_[entry.id] = static_cast<std::uint32_t>(places_.size());
  places_.push_back({entry.id, entry.owner, entry.weight, begin, static_cast<std::uint32_t>(text_.size() - 1), false});
  if (gone_ * kDeadShare > places_.size()) tidy();
}

void TitleTable::remove(const std::string& id) {
  const auto found = place_of_.find(id);
  if (found == place_of_.end()) return;
  places_[found->second].gone = true;
  place_of_.erase(found);
  ++gone_;
}

void TitleTable::tidy() {
  std::string text;
  std::vector<Place> places;
  place_of_.clear();
  for (Place& place : places_) {
    if (place.gone) continue;
    const auto begin = static_cast<std::uint32_t>(text.size());
    text.append(text_of(place)).append("\n");
    place_of_[place.id] = static_cast<std::uint32_t>(places.size());
    place.begin = begin;
    place.end = static_cast<std::uint32_t>(text.size() - 1);
    places.push_back(std::move(place));
  }
  text_ = std::move(text);
  places_ = std::move(places);
  gone_ = 0;
}

std::vector<std::string> TitleTable::newest(std::size_t limit) const {
  std::vector<const Place*> places;
  for (const Place& place : places_) {
    if (!place.gone) places.push_back(&place);
  }
  const auto end = places.begin() + static_cast<std::ptrdiff_t>(std::min(limit, places.size()));
  std::ranges::partial_sort(places, end, [](const Place* a, const Place* b) {
    return a->weight != b->weight ? a->weight > b->weight : a->id < b->id;
  });
  std::vector<std::string> ids;
  for (auto at = places.begin(); at != end; ++at) ids.push_back((*at)->id);
  return ids;
}

TitlesFound TitleTable::find(const TitleQuery& query, const std::string& owner, std::size_t offset,
                             std::size_t limit) const {
  TitlesFound found;
  if (query.empty()) return found;
  const std::string_view anchor = anchor_of(query);
  const std::string_view whole = query.whole;
  // Rank, then the newest, then the id: the same order each time.
  std::vector<std::tuple<int, std::int64_t, std::uint32_t>> hits;
  const auto look_at = [&](std::uint32_t number) {
    const Place& place = places_[number];
    if (place.gone || (!owner.empty() && place.owner != owner)) return;
    const std::string_view line = text_of(place);
    if (!matches(line, query)) return;
    const int rank = line == whole                                ? 0
                     : line.starts_with(whole)                    ? 1
                     : line.find(whole) != std::string_view::npos ? 2
                                                                  : 3;
    hits.emplace_back(rank, -place.weight, number);
  };
  if (anchor.empty()) {
    for (std::uint32_t number = 0; number < places_.size(); ++number) look_at(number);
  } else {
    for (std::size_t at = find_from(text_, anchor, 0); at != std::string::npos;) {
      const auto after = std::ranges::upper_bound(places_, at, {}, &Place::begin);
      const auto number = static_cast<std::uint32_t>(after - places_.begin() - 1);
      look_at(number);
      at = find_from(text_, anchor, places_[number].end);
    }
  }
  found.total = static_cast<std::int64_t>(hits.size());
  if (offset >= hits.size()) return found;
  const std::size_t wanted = std::min(hits.size(), offset + limit);
  std::ranges::partial_sort(hits, hits.begin() + static_cast<std::ptrdiff_t>(wanted),
                            [&](const auto& a, const auto& b) {
                              return std::tie(std::get<0>(a), std::get<1>(a), places_[std::get<2>(a)].id) <
                                     std::tie(std::get<0>(b), std::get<1>(b), places_[std::get<2>(b)].id);
                            });
  for (std::size_t i = offset; i < wanted; ++i) found.ids.push_back(places_[std::get<2>(hits[i])].id);
  return found;
}

Result<TitlesFound> RecordTitles::find(store::Database& database, TitleKind kind, const TitleQuery& query,
                                       const std::string& owner, std::size_t offset, std::size_t limit) {
  if (query.empty()) return TitlesFound{};
  if (Status done = bring_up_to_date(database); !done) return fail(std::move(done.error()));
  const std::shared_lock lock(mutex_);
  const auto table = tables_.find(kind);
  return table == tables_.end() ? TitlesFound{} : table->second.find(query, owner, offset, limit);
}

Status RecordTitles::bring_up_to_date(store::Database& database) {
  const Result<store::Rows> rows = database.query("select value from meta where key = 'change'");
  if (!rows) return fail(rows.error());
  const std::int64_t newest = rows->empty() ? 0 : store::integer_of(rows->front().front());
  {
    const std::shared_lock lock(mutex_);
    if (change_ >= newest) return {};
  }
  const std::unique_lock lock(mutex_);
  if (change_ >= newest) return {};
  const bool is_much = change_ < 0 || newest - change_ > kMostChanges;
  if (Status read = is_much ? read_all(database) : read_changes(database, newest); !read) return read;
  change_ = newest;
  return {};
}

Status RecordTitles::read_all(store::Database& database) {
  tables_.clear();
  for (const TitleKind kind : {TitleKind::kPerson, TitleKind::kBody}) {
    if (Status read = read_few(database, kind); !read) return read;
  }
  if (Status read = read_matters(database, nullptr); !read) return read;
  return read_items(database, "", nullptr);
}

Status RecordTitles::read_changes(store::Database& database, std::int64_t newest) {
  const Result<store::Rows> rows =
      database.query("select kind, record_id from record_change where seq > $1 and seq <= $2", {change_, newest});
  if (!rows) return fail(rows.error());
  std::map<std::string, std::vector<std::string>> changed;
  for (const store::Row& row : *rows) changed[text_of(row[0])].push_back(text_of(row[1]));
  if (changed.contains("person")) {
    if (Status read = read_few(database, TitleKind::kPerson); !read) return read;
  }
  if (changed.contains("body")) {
    if (Status read = read_few(database, TitleKind::kBody); !read) return read;
  }
  if (const auto found = changed.find("matter"); found != changed.end()) {
    if (Status read = read_matters(database, &found->second); !read) return read;
    if (Status read = read_items(database, "i.matter_id", &found->second); !read) return read;
  }
  if (const auto found = changed.find("event_item"); found != changed.end()) {
    if (Status read = read_items(database, "i.id", &found->second); !read) return read;
  }
  const auto events = changed.find("event");
  return events == changed.end() ? Status{} : read_items(database, "i.event_id", &events->second);
}

/// People and bodies are few: any change reads all of them.
Status RecordTitles::read_few(store::Database& database, TitleKind kind) {
  // The names of all records that were joined to one person are that person's.
  const char* const sql =
      kind == TitleKind::kPerson
          ? "select coalesce(p.same_as, p.id), p.name, p.is_active from person p where p.withdrawn is null and p.name "
            "is "
            "not null order by 1, case when p.same_as is null then 0 else 1 end, p.name"
          : "select b.id, b.name, b.is_active from body b where b.withdrawn is null and b.name is not null order by 1";
  const Result<store::Rows> rows = database.query(sql);
  if (!rows) return fail(rows.error());
  TitleTable table;
  TitleTable::Entry entry;
  for (const store::Row& row : *rows) {
    const std::string id = text_of(row[0]);
    if (id == entry.id) {
      entry.text += " " + text_of(row[1]);
      continue;
    }
    if (!entry.id.empty()) table.put(entry);
    entry = {id, "", store::integer_of(row[2]), text_of(row[1])};
  }
  if (!entry.id.empty()) table.put(entry);
  tables_[kind] = std::move(table);
  return {};
}

Status RecordTitles::read_matters(store::Database& database, const std::vector<std::string>* ids) {
  std::string sql = "select m.id, m.name, m.title, m.introduced_at, m.withdrawn, m.stated from matter m";
  store::Params params;
  if (ids != nullptr) {
    sql += " where m.id " + database.in_list("$1");
    params.push_back(database.list_value(*ids));
  }
  const Result<store::Rows> rows = database.query(sql, params);
  if (!rows) return fail(rows.error());
  TitleTable& table = tables_[TitleKind::kMatter];
  for (const store::Row& row : *rows) {
    const std::string id = text_of(row[0]);
    // What agendas only mention has no record of its own to list.
    if (!store::is_null(row[4]) || store::integer_of(row[5]) == 0) {
      table.remove(id);
      continue;
    }
    table.put(
        {id, "", store::is_null(row[3]) ? 0 : store::integer_of(row[3]), text_of(row[1]) + " " + text_of(row[2])});
  }
  return {};
}

Status RecordTitles::read_items(store::Database& database, const char* column, const std::vector<std::string>* ids) {
  std::string sql =
      "select i.id, i.event_id, e.start_at, i.name, m.name, m.title, coalesce(i.withdrawn, e.withdrawn) from "
      "event_item "
      "i join event e on e.id = i.event_id left join matter m on m.id = i.matter_id";
  store::Params params;
  if (ids != nullptr) {
    sql += std::string(" where ") + column + " " + database.in_list("$1");
    params.push_back(database.list_value(*ids));
  }
  const Result<store::Rows> rows = database.query(sql, params);
  if (!rows) return fail(rows.error());
  TitleTable& table = tables_[TitleKind::kItem];
  for (const store::Row& row : *rows) {
    const std::string id = text_of(row[0]);
    if (!store::is_null(row[6])) {
      table.remove(id);
      continue;
    }
    const std::string name = text_of(row[3]);
    const std::string number = text_of(row[4]);
    const std::string title = text_of(row[5]);
    std::string text = number;
    if (name != number) text += " " + name;
    if (title != name) text += " " + title;
    table.put({id, text_of(row[1]), store::is_null(row[2]) ? 0 : store::integer_of(row[2]), std::move(text)});
  }
  return {};
}

}  // namespace dais::archive
