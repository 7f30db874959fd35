// SPDX-License-Identifier: Apache-2.0
#include "search/segment_builder.h"

#include <algorithm>
#include <utility>

#include "base/invariant.h"
#include "search/block_texts.h"
#include "search/bytes.h"
#include "search/indexed_words.h"
#include "search/segment_format.h"
#include "text/sound.h"

namespace dais::search {
namespace {

std::size_t shared_begin(std::string_view a, std::string_view b) {
  const auto [end, ignored] = std::ranges::mismatch(a, b);
  return static_cast<std::size_t>(end - a.begin());
}

void write_forms(const std::string& stem, const std::vector<TermForm>& forms, ByteWriter& out) {
  out.number(forms.size());
  for (const TermForm& form : forms) {
    const std::size_t same = shared_begin(stem, form.word);
    out.number(same);
    out.text(std::string_view(form.word).substr(same));
    out.number(form.said);
  }
}

void append(std::string& part, ByteWriter&& more) { part += more.bytes(); }

template <typename T>
void append_all(std::string& part, std::span<const T> records) {
  part.append(reinterpret_cast<const char*>(records.data()), records.size_bytes());
}

std::string first_of(char kind, std::string_view rest) { return std::string(1, kind) + std::string(rest); }

std::vector<CellCount>& as_counts(std::vector<CellCount>& counts) {
  if (!std::ranges::is_sorted(counts, {}, &CellCount::cell)) std::ranges::sort(counts, {}, &CellCount::cell);
  std::size_t kept = 0;
  for (const CellCount& one : counts) {
    if (kept > 0 && counts[kept - 1].cell == one.cell) {
      counts[kept - 1].count += one.count;
    } else {
      counts[kept++] = one;
    }
  }
  counts.resize(kept);
  return counts;
}

}  // namespace

/// A session on its way into the builder.
struct SegmentBuilder::Session {
  struct Word {
    WordKey key;
    std::uint32_t place = 0;  ///< of the sentence
  };
  std::vector<Word> words;
  std::vector<std::size_t> first_word;  ///< of `words`: sentences + 1 entries
  OutlineRecords outline;
  std::vector<std::vector<WordKey>> speaker_keys;  ///< a list a speaker: words of the name, the whole name
  std::vector<std::vector<WordKey>> person_keys;
};

SegmentBuilder::TermNumber SegmentBuilder::term_of(std::string_view stem) {
  if (const auto found = numbers_.find(stem); found != numbers_.end()) return found->second;
  const auto number = static_cast<TermNumber>(terms_.size());
  terms_.emplace_back().stem = stem;
  numbers_.emplace(stem, number);
  weight_ += stem.size() + sizeof(TermInMaking) + 64;
  return number;
}

std::uint32_t SegmentBuilder::form_of(TermInMaking& term, std::string_view word) {
  const auto found = std::ranges::find(term.forms, word, &TermForm::word);
  const auto number = static_cast<std::uint32_t>(found - term.forms.begin());
  if (found == term.forms.end()) term.forms.push_back({std::string(word), 0});
  return number;
}

SegmentBuilder::WordKey SegmentBuilder::key_of(std::string_view folded, std::string_view stem) {
  std::string both(stem);
  both += '\n';
  both += folded;
  if (const auto found = words_.find(both); found != words_.end()) return found->second;
  WordKey key;
  key.term = term_of(stem);
  key.form = form_of(terms_[key.term], folded);
  words_.emplace(std::move(both), key);
  return key;
}

SegmentBuilder::WordKey SegmentBuilder::key_of_word(Analysis& analysis, const text::IndexWord& word) {
  if (word.known == text::kNotKept) return key_of(word.folded, word.stem);
  if (word.known >= analysis.keys.size()) analysis.keys.resize(word.known + 1, kNoKey);
  WordKey& key = analysis.keys[word.known];
  if (key == kNoKey) key = key_of(word.folded, word.stem);
  return key;
}

void SegmentBuilder::begin_session(const SegmentSession& session, const Outline& outline) {
  const SessionHead& head = session.head;
  ByteWriter out;
  for (const std::string* text :
       {&head.id, &head.event_id, &head.body_id, &head.body_name, &head.version, &head.language})
    out.text(*text);
  out.number(static_cast<std::uint64_t>(head.start_ms));
  out.number(static_cast<std::uint64_t>(head.date));
  out.number(static_cast<std::uint64_t>(head.year));
  out.number(session.passages);
  out.number(session.passages == 0 ? 0 : session.sentences);
  out.number(session.passages == 0 ? 0 : session.cells);
  out.number(session.words);
  out.number((session.is_wild ? kWild : 0U) | (session.has_brief ? kHasBriefPassage : 0U) |
             (session.is_in_order ? kInOrder : 0U));
  out.number(session.names.size());
  append(session_part_, std::move(out));
  name_part_ += session.names;
  ++sessions_;
  if (session.passages == 0) return;
  append_all(sentence_part_, outline.sentences);
  append_all(passage_part_, outline.passages);
  append_all(cell_part_, outline.words_before_cell);
  weight_ += outline.sentences.size_bytes() + outline.words_before_cell.size_bytes();
}

void SegmentBuilder::add_block(std::string_view packed_texts) {
  append_record(block_part_, BlockPlace{text_part_.size(), static_cast<std::uint32_t>(packed_texts.size()), 0});
  text_part_ += packed_texts;
  weight_ += packed_texts.size() + sizeof(BlockPlace);
  ++blocks_;
}

void SegmentBuilder::add(const SessionHead& head, const SessionText& text) {
  invariant(text.transcript != nullptr, "a session to be indexed has a transcript");
  Session session;
  std::vector<std::uint32_t> words_in_sentence;
  Analysis& analysis = analyses_.try_emplace(head.language, head.language).first->second;
  for (const domain::Sentence& sentence : text.transcript->sentences) {
    session.first_word.push_back(session.words.size());
    std::uint32_t places = 0;
    const auto& words = analysis.words.of(sentence.text);
    if (std::exchange(analysis.generation, analysis.words.generation()) != analysis.words.generation())
      analysis.keys.clear();
    for (const text::IndexWord& word : words) {
      session.words.push_back({key_of_word(analysis, word), word.position});
      places = word.position + 1;
    }
    words_in_sentence.push_back(places);
  }
  session.first_word.push_back(session.words.size());
  const std::vector<Passage> passages = cut_passages(*text.transcript);
  session.outline = outline_of(text, passages, words_in_sentence);
  add_keys_of_names(head.language, session);
  SessionImpacts impacts(session.outline.view());
  ByteWriter names;
  names.texts(session.outline.speakers);
  names.texts(session.outline.persons);
  SegmentSession record;
  record.head = head;
  record.passages = static_cast<std::uint32_t>(passages.size());
  record.sentences = static_cast<std::uint32_t>(session.outline.sentences.size());
  record.cells = session.outline.view().cells();
  record.words = session.outline.words;
  record.is_wild = impacts.is_wild();
  record.has_brief = session.outline.view().has_brief_passage();
  record.is_in_order = session.outline.view().is_in_order();
  record.names = names.bytes();
  begin_session(record, session.outline.view());
  const std::uint32_t first_block = blocks_;
  for (std::uint32_t first = 0; first < passages.size(); first += kPassagesInBlock) {
    std::vector<std::string> texts;
    for (std::uint32_t p = first; p < std::min<std::size_t>(first + kPassagesInBlock, passages.size()); ++p) {
      texts.push_back(passage_text(*text.transcript, passages[p]));
      add_words(session, p);
      add_names(session, p);
    }
    add_block(pack_texts(texts));
  }
  add_heads(impacts, first_block);
}

void SegmentBuilder::add_keys_of_names(const std::string& language, Session& session) {
  for (const std::string& speaker : session.outline.speakers) {
    auto& keys = session.speaker_keys.emplace_back();
    const SpeakerName name = speaker_name(speaker, language);
    for (std::size_t i = 0; i < name.words.size(); ++i) {
      const WordKey key = key_of(name.words[i], first_of(kNameStem, name.stems[i]));
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
    if (!name.stems.empty()) keys.push_back(key_of("", first_of(kWholeName, name.key())));
  }
  for (const std::string& person : session.outline.persons) {
    auto& keys = session.person_keys.emplace_back();
    if (!person.empty()) keys.push_back(key_of("", first_of(kPersonId, person)));
  }
}

void SegmentBuilder::say(const WordKey& key, const Said& said) {
  TermInMaking& term = terms_[key.term];
  if (term.of_session.empty()) said_here_.push_back(key.term);
  term.of_session.push_back(said);
}

void SegmentBuilder::add_words(const Session& session, std::uint32_t passage) {
  const Outline outline = session.outline.view();
  const std::uint32_t first_word = outline.passages[passage / kPassagesInBlock * kPassagesInBlock].first_word;
  for (std::uint32_t i = outline.first_sentence(passage); i < outline.end_of_sentences(passage); ++i) {
    for (std::size_t w = session.first_word[i]; w < session.first_word[i + 1]; ++w) {
      const Session::Word& word = session.words[w];
      const std::uint32_t place = outline.sentences[i].first_word + word.place;
      ++terms_[word.key.term].forms[word.key.form].said;
      say(word.key, {{place - first_word, word.key.form}, passage, outline.cell_of(i, place)});
    }
  }
}

void SegmentBuilder::add_names(const Session& session, std::uint32_t passage) {
  const Outline outline = session.outline.view();
  const std::uint32_t first = outline.first_sentence(passage / kPassagesInBlock * kPassagesInBlock);
  for (std::uint32_t i = outline.first_sentence(passage); i < outline.end_of_sentences(passage); ++i) {
    const SentencePlace& sentence = outline.sentences[i];
    for (const auto* keys : {&session.speaker_keys[sentence.speaker], &session.person_keys[sentence.person]}) {
      for (const WordKey& key : *keys) say(key, {{i - first, key.form}, passage, outline.cell_of(i)});
    }
  }
}

void SegmentBuilder::add_heads(SessionImpacts& impacts, std::uint32_t first_block) {
  using Beside = SessionImpacts::Beside;
  for (const TermNumber number : said_here_) {
    TermInMaking& term = terms_[number];
    const bool is_name = term.stem.front() < kFirstOfWords;
    counts_.clear();
    for (const Said& said : term.of_session) counts_.push_back({said.cell, 1});
    for (CellCount& one : as_counts(counts_)) one.count = is_name ? 1 : one.count;
    impacts.score(counts_);
    const auto block_of = [](const Said& said) { return said.passage / kPassagesInBlock; };
    const auto& all = term.of_session;
    std::uint32_t before = UINT32_MAX - 1;
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
      const std::uint32_t block = block_of(all[begin]);
      BlockHead head;
      head.block = first_block + block;
      occurrences_.clear();
      for (; end < all.size() && block_of(all[end]) == block; ++end) {
        head.passages = static_cast<std::uint16_t>(head.passages | 1U << all[end].passage % kPassagesInBlock);
        occurrences_.push_back(all[end].occurrence);
      }
      head.count = static_cast<std::uint8_t>(std::min<std::size_t>(occurrences_.size(), kMostCounted));
      const bool goes_on = end < all.size() && block_of(all[end]) == block + 1;
      head.impact = impacts.of(block, before + 1 == block ? Beside::kHasIt : Beside::kHasNone,
                               goes_on ? Beside::kHasIt : Beside::kHasNone);
      add_head(term, head, occurrences_);
      before = block;
    }
    term.of_session.clear();
  }
  said_here_.clear();
}

void SegmentBuilder::add_head(TermInMaking& term, const BlockHead& head, const std::vector<Occurrence>& occurrences) {
  ByteWriter out;
  out.number(head.block - term.last_block);
  out.number(head.passages);
  for (const std::uint8_t part : head.impact.parts) out.number(part);
  out.number(head.impact.edges);
  out.number(occurrences.size());
  std::uint32_t before = 0;
  for (const Occurrence& one : occurrences) {
    out.number(one.place - before);
    out.number(one.form);
    before = one.place;
  }
  term.last_block = head.block;
  weight_ += out.bytes().size();
  append(term.packed, std::move(out));
}

Status SegmentBuilder::add_all(const Segment& segment, const std::set<std::uint32_t>& without) {
  constexpr std::uint32_t kDropped = UINT32_MAX;
  std::vector<std::uint32_t> block_here;
  for (std::uint32_t number = 0; number < segment.sessions().size(); ++number) {
    const SegmentSession& session = segment.sessions()[number];
    if (without.contains(number)) {
      block_here.insert(block_here.end(), session.blocks, kDropped);
      continue;
    }
    begin_session(session, session.passages == 0 ? Outline() : segment.outline(number));
    for (std::uint32_t i = 0; i < session.blocks; ++i) {
      const auto packed = segment.packed_texts(session.first_block + i);
      if (!packed) return fail(packed.error());
      block_here.push_back(blocks_);
      add_block(*packed);
    }
  }
  return segment.each_term("", [&](const Term& term) -> Result<bool> {
    TermInMaking* here = nullptr;
    std::vector<std::uint32_t> forms(term.forms.size(), kDropped);
    if (forms.empty()) return true;  // damaged
    std::vector<Occurrence> renamed;
    term.postings.each_with_occurrences([&](const BlockHead& head, const std::vector<Occurrence>& occurrences) {
      const std::uint32_t block = block_here[head.block];
      if (block == kDropped) return;
      if (here == nullptr) here = &terms_[term_of(term.stem)];
      renamed = occurrences;
      for (Occurrence& one : renamed) {
        std::uint32_t& form = forms[std::min<std::size_t>(one.form, forms.size() - 1)];
        if (form == kDropped) form = form_of(*here, term.forms[std::min<std::size_t>(one.form, forms.size() - 1)].word);
        ++here->forms[form].said;
        one.form = form;
      }
      BlockHead moved = head;
      moved.block = block;
      add_head(*here, moved, renamed);
    });
    return true;
  });
}

PostingsWriter::Packed SegmentBuilder::packed_postings(const TermInMaking& term) const {
  PostingsWriter postings(form_bits(term.forms.size()));
  BlockHead head;
  std::vector<Occurrence> occurrences;
  for (ByteReader in(term.packed); !in.at_end();) {
    head.block += static_cast<std::uint32_t>(in.number());
    head.passages = static_cast<std::uint16_t>(in.number());
    for (std::uint8_t& part : head.impact.parts) part = static_cast<std::uint8_t>(in.number());
    head.impact.edges = static_cast<std::uint8_t>(in.number());
    occurrences.resize(in.number());
    head.count = static_cast<std::uint8_t>(std::min<std::size_t>(occurrences.size(), kMostCounted));
    std::uint32_t place = 0;
    for (Occurrence& one : occurrences) {
      place += static_cast<std::uint32_t>(in.number());
      one = {place, static_cast<std::uint32_t>(in.number())};
    }
    postings.add(head, occurrences);
  }
  return postings.take();
}

/// Terms in the order of their bytes become the parts that hold them.
class SegmentBuilder::TermsWriter {
 public:
  void add(const std::string& stem, const std::vector<TermForm>& forms, const PostingsWriter::Packed& packed) {
    if (count_++ % kTermsInGroup == 0) {
      append_record(groups, TermGroup{begin_of(stem), terms.size(), postings.size()});
      before_.clear();
    }
    ByteWriter out;
    const std::size_t same = shared_begin(before_, stem);
    out.number(same);
    out.text(std::string_view(stem).substr(same));
    write_forms(stem, forms, out);
    out.number(packed.passages);
    out.number(packed.heads);
    out.number(packed.bytes.size());
    append(terms, std::move(out));
    postings += packed.bytes;
    before_ = stem;
  }

  std::string terms;
  std::string groups;
  std::string postings;

 private:
  std::size_t count_ = 0;
  std::string before_;
};

/// The words that are said, by their sounds.
std::map<std::string, std::vector<TermForm>> SegmentBuilder::sounds() const {
  std::map<std::string, std::vector<TermForm>> all;
  for (const TermInMaking& term : terms_) {
    if (term.packed.empty() || term.stem.front() < kFirstOfWords) continue;
    for (const TermForm& form : term.forms) {
      const std::string key =
          form.word.empty() || form.word.front() == text::kAddedForm ? "" : text::sound_key(form.word);
      if (key.size() >= text::kSoundsThatTell) all[first_of(kSound, key)].push_back(form);
    }
  }
  for (auto& [key, forms] : all) std::ranges::sort(forms, {}, &TermForm::word);
  return all;
}

std::string SegmentBuilder::bytes() {
  std::vector<TermNumber> sorted;
  for (TermNumber number = 0; number < terms_.size(); ++number) {
    if (!terms_[number].packed.empty()) sorted.push_back(number);
  }
  std::ranges::sort(sorted, {}, [&](TermNumber number) -> const std::string& { return terms_[number].stem; });
  TermsWriter writer;
  const auto first_word =
      std::ranges::find_if(sorted, [&](TermNumber number) { return terms_[number].stem.front() > kSound; });
  const auto add_terms = [&](auto from, auto until) {
    for (; from != until; ++from) writer.add(terms_[*from].stem, terms_[*from].forms, packed_postings(terms_[*from]));
  };
  add_terms(sorted.begin(), first_word);
  for (const auto& [key, forms] : sounds()) writer.add(key, forms, {});
  add_terms(first_word, sorted.end());
  ByteWriter count;
  count.number(sessions_);
  const std::string session_part = count.take() + session_part_;
  const std::array<std::string_view, kParts> parts = {session_part,  name_part_,     sentence_part_, passage_part_,
                                                      cell_part_,    block_part_,    text_part_,     writer.terms,
                                                      writer.groups, writer.postings};
  SegmentHead head;
  std::ranges::copy(kSegmentMagic, head.magic.begin());
  head.format = kSegmentFormat;
  std::uint64_t offset = sizeof(SegmentHead);
  for (std::size_t kind = 0; kind < kParts; ++kind) {
    offset = (offset + kPartAlignment - 1) / kPartAlignment * kPartAlignment;
    head.places[kind] = {offset, parts[kind].size(), checksum(parts[kind]), 0};
    offset += parts[kind].size();
  }
  head.crc = checksum({reinterpret_cast<const char*>(head.places.data()), sizeof(head.places)});
  std::string file;
  file.reserve(offset);
  append_record(file, head);
  for (std::size_t kind = 0; kind < kParts; ++kind) {
    file.resize(head.places[kind].offset, '\0');
    file += parts[kind];
  }
  *this = SegmentBuilder();
  return file;
}

}  // namespace dais::search
