// SPDX-License-Identifier: Apache-2.0
#include "search/segment_builder.h"

#include <algorithm>
#include <map>

#include "search/block_texts.h"
#include "search/bytes.h"
#include "search/segment_format.h"
#include "text/words.h"

namespace dais::search {
namespace {

std::size_t shared_begin(std::string_view a, std::string_view b) {
  const auto [end, ignored] = std::ranges::mismatch(a, b);
  return static_cast<std::size_t>(end - a.begin());
}

/// Postings as the file has them: each block's at once.
class PostingsWriter {
 public:
  explicit PostingsWriter(unsigned form_bits) : bits_(form_bits) {}

  void add(const Posting& posting) {
    if (!words_.empty() && posting.block != block_) end_block();
    block_ = posting.block;
    words_.push_back(posting);
  }
  std::string take() {
    if (!words_.empty()) end_block();
    return out_.take();
  }

 private:
  void end_block() {
    const bool several = words_.size() > 1;
    out_.number(std::uint64_t{block_ - written_} << 1U | (several ? 1U : 0U));
    if (several) out_.number(words_.size() - 2);
    std::uint32_t before = 0;
    for (const Posting& posting : words_) {
      out_.number(std::uint64_t{posting.word - before} << bits_ | posting.form);
      before = posting.word;
    }
    written_ = block_;
    words_.clear();
  }

  unsigned bits_;
  ByteWriter out_;
  std::vector<Posting> words_;
  std::uint32_t block_ = 0;
  std::uint32_t written_ = 0;
};

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

}  // namespace

void SegmentBuilder::begin_session(const SessionHead& head, std::uint32_t blocks, std::string_view outline) {
  ByteWriter out;
  for (const std::string* text : {&head.id, &head.event_id, &head.body_id, &head.body_name, &head.version})
    out.text(*text);
  out.number(static_cast<std::uint64_t>(head.start_ms));
  out.number(static_cast<std::uint64_t>(head.date));
  out.number(static_cast<std::uint64_t>(head.year));
  out.number(blocks);
  out.number(outline.size());
  append(session_part_, std::move(out));
  outline_part_ += outline;
  ++sessions_;
}

void SegmentBuilder::add_block(std::string_view packed_texts) {
  append_record(block_part_, BlockPlace{text_part_.size(), static_cast<std::uint32_t>(packed_texts.size()), 0});
  text_part_ += packed_texts;
  weight_ += packed_texts.size() + sizeof(BlockPlace);
  ++blocks_;
}

std::uint32_t SegmentBuilder::form_of(TermInMaking& term, std::string_view word) {
  const auto found = std::ranges::find(term.forms, word, &TermForm::word);
  const auto number = static_cast<std::uint32_t>(found - term.forms.begin());
  if (found == term.forms.end()) term.forms.push_back({std::string(word), 0});
  return number;
}

void SegmentBuilder::add_place(TermInMaking& term, const Posting& posting) {
  ByteWriter out;
  out.number(posting.block - term.last_block);
  out.number(posting.word);
  out.number(posting.form);
  term.last_block = posting.block;
  weight_ += out.bytes().size();
  append(term.places, std::move(out));
}

void SegmentBuilder::add_words(const std::vector<std::string>& texts, std::uint32_t block) {
  std::uint32_t word_number = 0;
  for (const std::string& text : texts) {
    for (const text::FoldedWord& word : text::folded_words(text)) {
      TermInMaking& term = terms_[stemmer_.stem(word.folded)];
      const std::uint32_t form = form_of(term, word.folded);
      ++term.forms[form].said;
      add_place(term, {block, word_number++, form});
    }
  }
}

void SegmentBuilder::add(const SessionHead& head, const Outline& outline, const std::vector<std::string>& passages) {
  const auto blocks = static_cast<std::uint32_t>((passages.size() + kPassagesInBlock - 1) / kPassagesInBlock);
  begin_session(head, blocks, write_outline(outline));
  for (std::size_t first = 0; first < passages.size(); first += kPassagesInBlock) {
    const auto begin = passages.begin() + static_cast<std::ptrdiff_t>(first);
    const auto count = std::min<std::size_t>(kPassagesInBlock, passages.size() - first);
    const std::vector<std::string> texts(begin, begin + static_cast<std::ptrdiff_t>(count));
    add_words(texts, blocks_);
    add_block(pack_texts(texts));
  }
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
    begin_session(session.head, session.blocks, session.outline);
    for (std::uint32_t i = 0; i < session.blocks; ++i) {
      const auto packed = segment.packed_texts(session.first_block + i);
      if (!packed) return fail(packed.error());
      block_here.push_back(blocks_);
      add_block(*packed);
    }
  }
  return segment.each_term([&](const Term& term) -> Status {
    const auto postings = segment.postings(term);
    if (!postings) return fail(postings.error());
    TermInMaking* here = nullptr;
    std::vector<std::uint32_t> forms(term.forms.size(), kDropped);
    for (const Posting& posting : *postings) {
      const std::uint32_t block = block_here[posting.block];
      if (block == kDropped) continue;
      if (here == nullptr) here = &terms_[term.stem];
      std::uint32_t& form = forms[posting.form];
      if (form == kDropped) form = form_of(*here, term.forms[posting.form].word);
      ++here->forms[form].said;
      add_place(*here, {block, posting.word, form});
    }
    return {};
  });
}

std::string SegmentBuilder::bytes() {
  std::string terms;
  std::string groups;
  std::string all_postings;
  const std::map<std::string, TermInMaking> sorted(std::move_iterator(terms_.begin()),
                                                   std::move_iterator(terms_.end()));
  std::string_view before;
  std::size_t number = 0;
  for (const auto& [stem, term] : sorted) {
    if (number++ % kTermsInGroup == 0) {
      append_record(groups, TermGroup{terms.size(), all_postings.size()});
      before = {};
    }
    PostingsWriter postings(form_bits(term.forms.size()));
    std::uint32_t block = 0;
    for (ByteReader in(term.places); !in.at_end();) {
      block += static_cast<std::uint32_t>(in.number());
      const auto word = static_cast<std::uint32_t>(in.number());
      postings.add({block, word, static_cast<std::uint32_t>(in.number())});
    }
    const std::string packed = postings.take();
    ByteWriter out;
    const std::size_t same = shared_begin(before, stem);
    out.number(same);
    out.text(std::string_view(stem).substr(same));
    write_forms(stem, term.forms, out);
    out.number(packed.size());
    append(terms, std::move(out));
    all_postings += packed;
    before = stem;
  }
  ByteWriter count;
  count.number(sessions_);
  const std::string session_part = count.take() + session_part_;
  const std::array<std::string_view, kParts> parts = {session_part, outline_part_, block_part_, text_part_,
                                                      terms,        groups,        all_postings};
  SegmentHead head;
  std::ranges::copy(kSegmentMagic, head.magic.begin());
  head.format = kSegmentFormat;
  std::uint64_t offset = sizeof(SegmentHead);
  for (std::size_t kind = 0; kind < kParts; ++kind) {
    head.places[kind] = {offset, parts[kind].size(), checksum(parts[kind]), 0};
    offset += parts[kind].size();
  }
  head.crc = checksum({reinterpret_cast<const char*>(head.places.data()), sizeof(head.places)});
  std::string file;
  file.reserve(offset);
  append_record(file, head);
  for (const std::string_view part : parts) file += part;
  *this = SegmentBuilder();
  return file;
}

}  // namespace dais::search
