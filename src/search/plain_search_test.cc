// SPDX-License-Identifier: Apache-2.0
#include "search/plain_search.h"

#include <algorithm>
#include <tuple>

#include "text/sound.h"
#include "text/stem.h"

namespace dais::search {
namespace {

constexpr std::int64_t kOneMoment = 90'000;

std::vector<bool> sentences_in_scope(const ParsedQuery& parsed, const Query& query, const SessionText& text) {
  std::vector<bool> in;
  text::IndexWords analysis(text.language);
  for (std::size_t i = 0; i < text.transcript->sentences.size(); ++i) {
    const SaidPassage one({{text.transcript->sentences[i].speaker, "", ""}}, analysis);
    in.push_back(passes_names(one.speakers()[0].words, parsed.speakers) &&
                 (query.person_id.empty() || query.person_id == text.speaker_person_ids[i]));
  }
  return in;
}

bool session_is_in(const ParsedQuery& parsed, const Query& query, const SessionText& session) {
  text::IndexWords analysis("english");
  std::vector<std::string> words;
  for (const text::FoldedWord& word : text::folded_words(session.body_name)) words.push_back(word.folded);
  std::int64_t date = 0;
  for (const char c : session.date) date = c == '-' ? date : date * 10 + (c - '0');
  return passes_names(words, parsed.bodies) && (query.body_id.empty() || query.body_id == session.body_id) &&
         (query.session_id.empty() || query.session_id == session.session_id) &&
         (query.event_id.empty() || query.event_id == session.event_id) &&
         (!query.from || session.start >= *query.from) && (!query.to || session.start < *query.to) &&
         (parsed.first_date == 0 || date >= parsed.first_date) && (parsed.end_date == 0 || date < parsed.end_date);
}

}  // namespace

/// Of one unit, by session.
struct PlainSearch::UnitPlaces {
  const Unit* unit = nullptr;
  std::size_t group = 0;
  bool required = false;
  bool is_of_name = false;
  std::map<std::string, std::vector<Word>> said;
  std::map<std::string, std::vector<std::uint32_t>> named;  ///< sentences
  std::set<std::pair<std::string, std::uint32_t>> passages;
  std::set<std::pair<std::string, std::uint32_t>> named_passages;
  std::uint64_t said_in_all = 0;
  std::map<std::pair<std::string, std::uint32_t>, std::uint32_t> said_in_block;
  std::uint64_t named_in_all = 0;
};

std::uint32_t PlainSearch::Session::cell_of_sentence(std::size_t sentence) const {
  return static_cast<std::uint32_t>(std::max<domain::Milliseconds>(transcript.sentences[sentence].start, 0) / kCellMs);
}

void PlainSearch::put(const SessionText& text) {
  Session session;
  session.text = text;
  session.transcript = *text.transcript;
  session.passages = cut_passages(session.transcript);
  text::IndexWords analysis(text.language);
  for (std::uint32_t p = 0; p < session.passages.size(); ++p) {
    for (auto i = session.passages[p].first; i < session.passages[p].first + session.passages[p].count; ++i) {
      const domain::Sentence& sentence = session.transcript.sentences[i];
      const auto& words = analysis.of(sentence.text);
      const std::uint32_t said = words.empty() ? 0 : words.back().position + 1;
      const std::int64_t length = std::max<std::int64_t>(sentence.end - sentence.start, 0);
      for (const text::IndexWord& word : words) {
        const auto at = static_cast<std::uint32_t>((sentence.start + length * word.position / said) / kCellMs);
        session.words.push_back({session.count + word.position, static_cast<std::uint32_t>(i), p, at,
                                 std::string(word.folded), std::string(word.stem)});
      }
      session.count += said;
      session.cells =
          std::max(session.cells, static_cast<std::uint32_t>(std::max(sentence.start, sentence.end) / kCellMs) + 1);
      const SaidPassage one({{sentence.speaker, "", ""}}, analysis);
      session.names.push_back(one.speakers()[0].stems);
    }
  }
  Session& kept = sessions_[text.session_id] = std::move(session);
  kept.text.transcript = &kept.transcript;
}

PlainSearch::Positions PlainSearch::places(const Unit& unit, const Session& session, std::uint32_t passage,
                                           const std::vector<bool>& in_scope, PartOf part_of) {
  Positions all;
  const auto counts = [&](const Word& word) { return part_of == PartOf::kNothing || in_scope[word.sentence]; };
  std::vector<const Word*> said;
  for (const Word& word : session.words) {
    if (word.passage == passage && word.form.front() != text::kAddedForm) said.push_back(&word);
  }
  if (unit.kind == UnitKind::kWord) {
    for (const Word& word : session.words) {
      const bool is_it = std::ranges::count(unit.stems, word.stem) + std::ranges::count(unit.heard_as, word.form) > 0;
      if (word.passage == passage && counts(word) && is_it) all.insert(word.position);
    }
  } else if (unit.kind == UnitKind::kPrefix) {
    for (const Word* word : said) {
      if (counts(*word) && word->form.starts_with(unit.words[0])) all.insert(word->position);
    }
  } else if (unit.kind == UnitKind::kPhrase) {
    for (std::size_t first = 0; first + unit.words.size() <= said.size(); ++first) {
      const auto speaker = [&](std::size_t i) { return session.transcript.sentences[said[i]->sentence].speaker; };
      bool here = counts(*said[first]) && speaker(first) == speaker(first + unit.words.size() - 1);
      for (std::size_t i = 0; i < unit.words.size(); ++i) here = here && said[first + i]->form == unit.words[i];
      if (here) all.insert(said[first]->position);
    }
  } else if (unit.kind == UnitKind::kAny) {
    for (const Unit& part : unit.parts) all.merge(places(part, session, passage, in_scope, part_of));
  } else {
    std::vector<Positions> parts;
    Positions any;
    for (const Unit& part : unit.parts) {
      parts.push_back(places(part, session, passage, in_scope, PartOf::kSomethingMade));
      any.insert(parts.back().begin(), parts.back().end());
    }
    const std::uint32_t within = unit.kind == UnitKind::kNear ? unit.within : UINT32_MAX;
    for (const std::uint32_t first : any) {
      const auto in_stretch = [&](std::uint32_t place) { return place >= first && place - first <= within; };
      if (std::ranges::all_of(parts, [&](const Positions& part) { return std::ranges::any_of(part, in_stretch); }))
        std::ranges::copy_if(any, std::inserter(all, all.end()), in_stretch);
    }
  }
  return all;
}

std::uint32_t PlainSearch::count(const Unit& unit, const Session& session, std::uint32_t passage,
                                 const std::vector<bool>& in_scope) {
  std::uint32_t sum = 0;
  if (unit.kind == UnitKind::kAny) {
    for (const Unit& part : unit.parts) sum += count(part, session, passage, in_scope);
  } else if (unit.kind == UnitKind::kWord) {
    for (const std::string& stem : unit.stems) {
      Unit one = unit;
      one.stems = {stem};
      one.heard_as.clear();
      sum += static_cast<std::uint32_t>(places(one, session, passage, in_scope, PartOf::kNothing).size());
    }
    Unit heard = unit;
    heard.stems.clear();
    sum += static_cast<std::uint32_t>(places(heard, session, passage, in_scope, PartOf::kNothing).size());
  } else {
    sum += static_cast<std::uint32_t>(places(unit, session, passage, in_scope, PartOf::kNothing).size());
  }
  return sum;
}

std::vector<PlainSearch::UnitPlaces> PlainSearch::find_units(const ParsedQuery& parsed, const Query& query) const {
  std::vector<std::vector<std::string>> names;
  for (const auto& [id, session] : sessions_) names.insert(names.end(), session.names.begin(), session.names.end());
  const std::set<std::string> whole = stems_of_whole_names(parsed, names);
  std::set<std::string> asked;
  for (const Group& group : parsed.groups) {
    for (const Unit& unit : group.any_of) asked.insert(unit.stems.begin(), unit.stems.end());
  }
  std::vector<UnitPlaces> units;
  for (std::size_t g = 0; g < parsed.groups.size(); ++g) {
    for (const Unit& unit : parsed.groups[g].any_of) {
      UnitPlaces& found = units.emplace_back();
      found.unit = &unit;
      found.group = g;
      found.required = parsed.groups[g].required;
      const bool is_word = unit.kind == UnitKind::kWord;
      found.is_of_name = is_word && whole.contains(unit.stems.front());
      for (const auto& [id, session] : sessions_) {
        const std::vector<bool> in = sentences_in_scope(parsed, query, session.text);
        for (std::uint32_t p = 0; p < session.passages.size(); ++p) {
          for (const std::uint32_t at : places(unit, session, p, in, PartOf::kNothing)) {
            found.said[id].push_back(*std::ranges::find(session.words, at, &Word::position));
            found.passages.insert({id, p});
          }
          const std::uint32_t times = count(unit, session, p, in);
          found.said_in_block[{id, p / 16}] += times;
          found.said_in_all += times;
          for (auto i = session.passages[p].first; i < session.passages[p].first + session.passages[p].count; ++i) {
            const auto& name = session.names[i];
            const bool bears = is_word && std::ranges::count(name, unit.stems.front()) > 0;
            const auto is_asked = [&](const std::string& stem) { return asked.contains(stem); };
            if (!bears || (found.is_of_name && !std::ranges::all_of(name, is_asked))) continue;
            found.named[id].push_back(static_cast<std::uint32_t>(i));
            found.named_passages.insert({id, p});
            ++found.named_in_all;
          }
        }
      }
    }
  }
  return units;
}

WordHeard PlainSearch::heard(const std::string& word, const auto& is_it, const std::string& stem) const {
  std::set<std::pair<std::string, std::uint32_t>> passages;
  bool is_of_name = false;
  for (const auto& [id, session] : sessions_) {
    for (const Word& said : session.words) {
      if (is_it(said)) passages.insert({id, said.passage});
    }
    for (const auto& name : session.names) is_of_name = is_of_name || std::ranges::count(name, stem) > 0;
  }
  return {word, passages.size(), is_of_name};
}

void PlainSearch::add_heard(ParsedQuery& parsed, const std::vector<std::string>& languages) const {
  for (Group& group : parsed.groups) {
    for (Unit& unit : group.any_of) {
      if (unit.kind != UnitKind::kWord) continue;
      const std::string& typed = unit.words.front();
      const auto is_typed = [&](const Word& said) { return std::ranges::count(unit.stems, said.stem) > 0; };
      const WordHeard known = heard(typed, is_typed, unit.stems.front());
      if (!is_sought_by_sound(known)) continue;
      std::set<std::string> sounding;
      for (const auto& [id, session] : sessions_) {
        for (const Word& said : session.words) {
          const bool is_said = said.form.front() != text::kAddedForm;
          if (is_said && text::sound_key(said.form) == text::sound_key(typed)) sounding.insert(said.form);
        }
      }
      std::vector<WordHeard> candidates;
      for (const std::string& form : sounding) {
        std::vector<std::string> stems;
        for (const std::string& language : languages) stems.push_back(text::Stemmer(language).stem(form));
        if (std::ranges::find_first_of(unit.stems, stems) != unit.stems.end()) continue;
        candidates.push_back(heard(form, [&](const Word& said) { return said.form == form; }, stems.front()));
      }
      unit.heard_as = sound_alikes_of(known, candidates);
    }
  }
}

std::uint64_t PlainSearch::passages() const {
  std::uint64_t count = 0;
  for (const auto& [id, session] : sessions_) count += session.passages.size();
  return count;
}
std::uint64_t PlainSearch::words() const {
  std::uint64_t count = 0;
  for (const auto& [id, session] : sessions_) count += session.count;
  return count;
}
std::uint64_t PlainSearch::sentences() const {
  std::uint64_t count = 0;
  for (const auto& [id, session] : sessions_) count += session.transcript.sentences.size();
  return count;
}

float PlainSearch::score(const std::vector<UnitPlaces>& units, const std::string& id, const Session& session,
                         std::uint32_t cell) const {
  const RankWeights weights;
  float score = 0;
  const auto is_in = [&](std::uint32_t other, std::uint32_t reach) {
    return other + reach >= cell && other <= cell + reach;
  };
  const auto add = [&](const std::vector<std::uint32_t>& cells, float weight, const auto& windows, bool by_length) {
    for (const Window& window : windows) {
      const auto count = static_cast<float>(
          std::ranges::count_if(cells, [&](std::uint32_t other) { return is_in(other, window.reach); }));
      if (count == 0) continue;
      float length = 0;
      for (const Word& word : session.words)
        length += word.form.front() != text::kAddedForm && is_in(word.cell, window.reach) ? 1 : 0;
      score += weight * window.weight *
               (by_length ? worth_in_window(count, norm_of_window(length, window.reach)) : worth_of_pairs(count));
    }
  };
  const UnitPlaces* before = nullptr;
  float covered = 0;
  float all = 0;
  for (const UnitPlaces& unit : units) {
    std::vector<std::uint32_t> cells;
    const auto said = unit.said.find(id);
    const float rare = rarity(unit.passages.size(), passages()) * (unit.is_of_name ? weights.said_name : 1);
    all += rare;
    if (said != unit.said.end()) {
      for (const Word& word : said->second) cells.push_back(word.cell);
      add(cells, rare, weights.windows, true);
      const bool is_near =
          std::ranges::any_of(cells, [&](std::uint32_t other) { return is_in(other, weights.covered.reach); });
      covered += is_near ? rare : 0;
    }
    if (const auto named = unit.named.find(id); named != unit.named.end()) {
      std::set<std::uint32_t> once;
      for (const std::uint32_t sentence : named->second) once.insert(session.cell_of_sentence(sentence));
      add({once.begin(), once.end()},
          rarity(unit.named_passages.size(), passages()) * (unit.is_of_name ? weights.name : weights.speaker),
          weights.windows, true);
    }
    if (before != nullptr && before->group != unit.group && !before->passages.empty() && !unit.passages.empty() &&
        before->said.contains(id) && said != unit.said.end()) {
      cells.clear();
      std::vector<std::uint32_t> adjacent;
      for (const Word& one : before->said.at(id)) {
        const bool next =
            std::ranges::any_of(said->second, [&](const Word& other) { return other.position == one.position + 1; });
        if (next) adjacent.push_back(one.cell);
        const bool near = std::ranges::any_of(said->second, [&](const Word& other) {
          return std::max(one.position, other.position) - std::min(one.position, other.position) <= kPairReach;
        });
        if (near) cells.push_back(one.cell);
      }
      std::uint64_t both = 0;
      for (const auto& passage : unit.passages) both += before->passages.contains(passage) ? 1 : 0;
      add(cells, rarity(both, passages()), weights.pairs, false);
      add(adjacent, rarity(both, passages()), std::array{weights.adjacent}, false);
    }
    before = &unit;
  }
  return score + weights.covered.weight * worth_of_cover(covered, all);
}

float PlainSearch::score_of_session(const std::vector<UnitPlaces>& units, const std::string& id) const {
  const RankWeights weights;
  float score = 0;
  const UnitPlaces* before = nullptr;
  for (const UnitPlaces& unit : units) {
    if (before != nullptr && before->group != unit.group && !before->passages.empty() && !unit.passages.empty()) {
      std::uint64_t both = 0;
      float here = 0;
      for (const auto& passage : unit.passages) {
        if (!before->passages.contains(passage)) continue;
        ++both;
        here += passage.first == id ? 1 : 0;
      }
      score += rarity(both, passages()) * weights.met_in_session * worth_of_pairs(here);
    }
    before = &unit;
    const auto said = unit.said.find(id);
    if (said == unit.said.end()) continue;
    // Heads of sixteen passages count no further than 255.
    std::uint32_t count = 0;
    for (const auto& [block, here] : unit.said_in_block) count += block.first == id ? std::min(here, 255U) : 0;
    const float usual = static_cast<float>(words()) / static_cast<float>(sessions_.size());
    score +=
        rarity(unit.said.size(), sessions_.size()) * weights.session * (unit.is_of_name ? weights.said_name : 1) *
        worth_in_session(static_cast<float>(count), norm_of_session(static_cast<float>(sessions_.at(id).count), usual));
  }
  return score;
}

std::uint32_t PlainSearch::landing(const std::vector<UnitPlaces>& units, const std::string& id, const Session& session,
                                   std::uint32_t passage, std::uint32_t cell, bool asked,
                                   const std::vector<bool>& in_scope) const {
  const Passage& range = session.passages[passage];
  auto best = static_cast<std::uint32_t>(range.first);
  auto most = std::pair(false, -1.0F);
  for (auto i = static_cast<std::uint32_t>(range.first); i < range.first + range.count; ++i) {
    if (!in_scope[i]) continue;
    float weight = 0;
    for (const UnitPlaces& unit : units) {
      if (const auto said = unit.said.find(id); said != unit.said.end()) {
        for (const Word& word : said->second) weight += word.sentence == i ? rarity(unit.said_in_all, words()) : 0;
      }
      if (const auto named = unit.named.find(id); named != unit.named.end()) {
        for (const std::uint32_t sentence : named->second)
          weight += sentence == i ? 1.5F * rarity(unit.named_in_all, sentences()) : 0;
      }
    }
    const std::uint32_t here = session.cell_of_sentence(i);
    const std::uint32_t apart = std::max(here, cell) - std::min(here, cell);
    const auto value = asked ? std::pair(apart == 0, 0.0F) : std::pair(apart <= 1, weight);
    if (value > most) {
      best = i;
      most = value;
    }
  }
  return best;
}

struct PlainSearch::Scored {
  const Session* session = nullptr;
  std::uint32_t passage = 0;
  std::int64_t start = 0;
  std::size_t order = 0;
  bool has_all = false;
  float score = 0;
};

PlainAnswer PlainSearch::find(const Query& query) const {
  std::vector<std::string> languages;
  Order order;
  for (const auto& [id, session] : sessions_) order.emplace_back(session.text.start.time_since_epoch().count(), id);
  std::ranges::sort(order);
  for (const auto& [start, id] : order) {
    const std::string& language = sessions_.at(id).text.language;
    if (std::ranges::count(languages, language) == 0) languages.push_back(language);
  }
  const ParsedQuery parsed =
      parse_query(query.text, languages.empty() ? std::vector<std::string>{"english"} : languages);
  if (!parsed.row.empty()) {
    PlainAnswer in_order = find(query, order, languages, in_a_row(parsed));
    if (in_order.total > 0) return in_order;
  }
  return find(query, order, languages, parsed);
}

PlainAnswer PlainSearch::find(const Query& query, const Order& order, const std::vector<std::string>& languages,
                              ParsedQuery parsed) const {
  add_heard(parsed, languages);
  const std::vector<UnitPlaces> units = find_units(parsed, query);
  std::vector<std::vector<std::string>> names;
  for (const auto& [id, session] : sessions_) names.insert(names.end(), session.names.begin(), session.names.end());
  MatchRules rules{PlainWords::kAny, query.person_id, stems_of_whole_names(parsed, names)};
  std::size_t plain = 0;
  for (const Group& group : parsed.groups) plain += group.required ? 0 : 1;
  const bool is_short = !parsed.asked && plain <= 3;
  const bool asks = !parsed.groups.empty() || !parsed.excluded.empty();
  const bool narrow = !query.person_id.empty() || !query.body_id.empty() || !query.session_id.empty() ||
                      !query.event_id.empty() || query.from || query.to || !parsed.speakers.empty() ||
                      !parsed.bodies.empty() || parsed.first_date != 0 || parsed.end_date != 0;

  std::vector<Scored> found;
  std::size_t number = 0;
  for (const auto& [session_start, id] : order) {
    const Session& session = sessions_.at(id);
    const std::vector<bool> in = sentences_in_scope(parsed, query, session.text);
    text::IndexWords analysis(session.text.language);
    for (std::uint32_t p = 0; p < session.passages.size(); ++p, ++number) {
      if ((!asks && !narrow) || !session_is_in(parsed, query, session.text)) continue;
      std::vector<SaidSentence> sentences;
      const Passage& range = session.passages[p];
      for (std::size_t i = range.first; i < range.first + range.count; ++i)
        sentences.push_back({session.transcript.sentences[i].speaker, session.text.speaker_person_ids[i],
                             session.transcript.sentences[i].text});
      const SaidPassage said(sentences, analysis);
      const bool in_scope = std::any_of(in.begin() + static_cast<std::ptrdiff_t>(range.first),
                                        in.begin() + static_cast<std::ptrdiff_t>(range.first + range.count),
                                        [](bool one) { return one; });
      rules.plain = PlainWords::kAny;
      if (asks ? !matches_passage(parsed, said, rules) : !in_scope) continue;
      rules.plain = PlainWords::kAll;
      Scored one{&session, p, 0, number, is_short && (!asks || matches_passage(parsed, said, rules)), -1};
      std::uint32_t cell = 0;
      for (std::size_t i = range.first; i < range.first + range.count; ++i) {
        const float here = score(units, id, session, session.cell_of_sentence(i));
        if (here > one.score) {
          one.score = here;
          cell = session.cell_of_sentence(i);
        }
      }
      one.score += score_of_session(units, id);
      one.start = session.transcript.sentences[landing(units, id, session, p, cell, parsed.asked, in)].start;
      found.push_back(one);
    }
  }
  const auto with_all = std::ranges::count(found, true, &Scored::has_all);
  if (is_short && plain >= 2 && with_all >= 10) std::erase_if(found, [](const Scored& one) { return !one.has_all; });

  PlainAnswer answer;
  answer.total = static_cast<std::int64_t>(found.size());
  for (const Scored& one : found) {
    ++answer.bodies[one.session->text.body_id];
    ++answer.years[one.session->text.year];
  }
  std::ranges::sort(found, {}, [](const Scored& one) { return std::tuple(!one.has_all, -one.score, one.order); });
  std::vector<Scored> kept;
  for (const Scored& one : found) {
    const bool near = std::ranges::any_of(kept, [&](const Scored& other) {
      return other.session == one.session && std::abs(other.start - one.start) < kOneMoment;
    });
    if (!near) kept.push_back(one);
  }
  if (query.sort != Sort::kRelevance || units.empty()) {
    const auto key = [](const Scored& one) {
      const std::int64_t start = one.session->text.start.time_since_epoch().count();
      return std::tuple(start + one.start, start, one.order);
    };
    const bool oldest = query.sort == Sort::kOldest;
    std::ranges::sort(kept,
                      [&](const Scored& a, const Scored& b) { return oldest ? key(a) < key(b) : key(b) < key(a); });
  }
  for (const Scored& one : kept)
    answer.hits.push_back({one.session->text.session_id, static_cast<double>(one.start) / 1000, one.score});
  return answer;
}

}  // namespace dais::search
