// SPDX-License-Identifier: Apache-2.0
#include "search/postings.h"

#include <algorithm>
#include <bit>

namespace dais::search {
namespace {

/// Of a head in a chunk, beside its block: passages, impact, count.
constexpr std::size_t kColumns = sizeof(std::uint16_t) + kPartsOfBlock + 2;

template <typename T>
void append_raw(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

std::size_t width_of(std::uint32_t offset) {
  if (offset <= UINT8_MAX) return 1;
  return offset <= UINT16_MAX ? 2 : 4;
}

}  // namespace

unsigned form_bits(std::size_t forms) { return forms < 2 ? 0 : static_cast<unsigned>(std::bit_width(forms - 1)); }

void PostingsWriter::add(const BlockHead& head, const std::vector<Occurrence>& occurrences) {
  if (chunk_.size() == kHeadsInChunk) end_chunk();
  if (chunk_.empty()) chunk_places_ = static_cast<std::uint32_t>(places_.bytes().size());
  chunk_.push_back(head);
  passages_ += static_cast<std::uint64_t>(std::popcount(head.passages));
  if (head.count == kMostCounted) places_.number(occurrences.size() - kMostCounted);
  std::uint32_t before = 0;
  for (const Occurrence& one : occurrences) {
    places_.number(std::uint64_t{one.place - before} << form_bits_ | one.form);
    before = one.place;
  }
}

void PostingsWriter::end_chunk() {
  const std::uint32_t base = chunk_.front().block;
  append_raw(table_, PostingsView::TableRow{base, static_cast<std::uint32_t>(heads_.size()), chunk_places_});
  const std::size_t width = width_of(chunk_.back().block - base);
  heads_.push_back(static_cast<char>(width));
  for (const BlockHead& head : chunk_) {
    const std::uint32_t offset = head.block - base;
    heads_.append(reinterpret_cast<const char*>(&offset), width);
  }
  for (const BlockHead& head : chunk_) append_raw(heads_, head.passages);
  for (const BlockHead& head : chunk_) append_raw(heads_, head.impact.parts);
  for (const BlockHead& head : chunk_) append_raw(heads_, head.impact.edges);
  for (const BlockHead& head : chunk_) append_raw(heads_, head.count);
  written_ += chunk_.size();
  chunk_.clear();
}

PostingsWriter::Packed PostingsWriter::take() {
  if (!chunk_.empty()) end_chunk();
  ByteWriter sizes;
  sizes.number(heads_.size());
  return {written_, passages_, sizes.take() + table_ + heads_ + places_.bytes()};
}

PostingsView::PostingsView(std::string_view bytes, std::uint64_t heads, unsigned form_bits, std::uint32_t blocks)
    : heads_(heads), form_bits_(form_bits), blocks_(blocks) {
  ByteReader in(bytes);
  const std::size_t columns = in.number();
  const std::size_t least = heads / kHeadsInChunk;  // so that no product below overflows
  if (least > bytes.size()) {
    heads_ = 0;
    return;
  }
  table_ = in.raw(chunks() * sizeof(TableRow));
  columns_ = in.raw(columns);
  places_ = in.rest();
  if (in.broken()) heads_ = 0;
}

PostingsView::TableRow PostingsView::row(std::size_t chunk) const {
  TableRow row;
  std::memcpy(&row, table_.data() + chunk * sizeof(TableRow), sizeof(TableRow));
  return row;
}

PostingsView::Chunk PostingsView::chunk(std::size_t number) const {
  const TableRow begin = row(number);
  Chunk chunk;
  chunk.base = begin.first_block;
  const std::size_t heads = std::min<std::size_t>(kHeadsInChunk, heads_ - number * kHeadsInChunk);
  if (begin.heads >= columns_.size() || begin.places > places_.size()) return chunk;
  const std::string_view columns = columns_.substr(begin.heads);
  chunk.width = static_cast<unsigned char>(columns.front());
  const bool is_width = chunk.width == 1 || chunk.width == 2 || chunk.width == 4;
  if (!is_width || columns.size() < 1 + heads * (chunk.width + kColumns)) return chunk;
  chunk.columns = columns.data() + 1;
  chunk.places = places_.substr(begin.places);
  chunk.heads = heads;
  return chunk;
}

std::size_t PostingsView::chunk_before(std::uint32_t block) const {
  if (chunks() == 0 || block >= blocks_) return chunks() - std::min<std::size_t>(chunks(), 1);
  const auto begins_by = [&](std::size_t chunk) { return row(chunk).first_block <= block; };
  // A word that is everywhere has its heads evenly: from where the block should be, in steps that grow.
  std::size_t low = chunks() * block / blocks_;
  std::size_t high = low + 1;
  for (std::size_t step = 1; low > 0 && !begins_by(low); step *= 2) {
    high = low;
    low -= std::min(low, step);
  }
  for (std::size_t step = 1; high < chunks() && begins_by(high); step *= 2) {
    low = high;
    high = std::min(high + step, chunks());
  }
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (begins_by(middle) ? low : high) = middle;
  }
  return low;
}

std::optional<PostingsView::Chunk> PostingsView::chunk_of(std::uint32_t block) const {
  const std::size_t number = chunk_before(block);
  if (number >= chunks() || row(number).first_block > block) return std::nullopt;
  return chunk(number);
}

void PostingsView::spread(const HeadColumns& into) const {
  for (std::size_t c = 0; c < chunks(); ++c) {
    const Chunk one = chunk(c);
    const char* masks = one.columns + one.heads * one.width;
    const char* parts = masks + one.heads * sizeof(std::uint16_t);
    const auto* edges = reinterpret_cast<const std::uint8_t*>(parts + one.heads * kPartsOfBlock);
    for (std::size_t i = 0; i < one.heads; ++i) {
      const std::uint32_t block = one.block(i);
      if (block >= blocks_) continue;
      std::memcpy(&into.passages[block], masks + i * sizeof(std::uint16_t), sizeof(std::uint16_t));
      std::memcpy(&into.parts[block], parts + i * kPartsOfBlock, kPartsOfBlock);
      into.edges[block] = edges[i];
      into.counts[block] = edges[one.heads + i];
    }
  }
}

std::optional<BlockHead> PostingsView::head(std::uint32_t block) const {
  const auto chunk = chunk_of(block);
  for (std::size_t i = 0; chunk && i < chunk->heads; ++i) {
    if (chunk->block(i) == block && block < blocks_) return head_of(*chunk, i);
  }
  return std::nullopt;
}

void PostingsView::read_places(ByteReader& in, const BlockHead& head, std::vector<Occurrence>& into) const {
  into.clear();
  std::uint64_t count = head.count;
  if (count == kMostCounted) count += in.count();
  const std::uint64_t mask = (std::uint64_t{1} << form_bits_) - 1;
  std::uint64_t place = 0;
  for (std::uint64_t i = 0; i < count && !in.broken(); ++i) {
    const std::uint64_t value = in.number();
    place += value >> form_bits_;
    if (place > UINT32_MAX) return;
    into.push_back({static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(value & mask)});
  }
}

void PostingsView::read_places(ByteReader& in, std::uint64_t count, std::vector<std::uint32_t>& into) const {
  into.clear();
  read_form(in, count, kEveryForm, into);
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

void PostingsView::read_form(ByteReader& in, std::uint64_t count, std::uint32_t form,
                             std::vector<std::uint32_t>& into) const {
  // No more of them than bytes: see ByteReader::count().
  const std::size_t begin = into.size();
  into.resize(begin + count);
  std::uint32_t* next = into.data() + begin;
  std::uint64_t place = 0;
  if (form == kEveryForm) {
    in.each_number(count, [&](std::uint64_t value) {
      place += value >> form_bits_;
      *next++ = static_cast<std::uint32_t>(place);
    });
  } else {
    const std::uint64_t mask = (std::uint64_t{1} << form_bits_) - 1;
    in.each_number(count, [&](std::uint64_t value) {
      place += value >> form_bits_;
      *next = static_cast<std::uint32_t>(place);
      next += (value & mask) == form ? 1 : 0;
    });
  }
  into.resize(static_cast<std::size_t>(next - into.data()));
}

void PostingsView::read_head(const Chunk& chunk, std::size_t head, std::vector<Occurrence>& into) const {
  ByteReader in(chunk.places);
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < head; ++i) {
    const std::uint8_t count = chunk.count(i);
    before += count;
    if (count != kMostCounted) continue;
    in.skip(before - count);
    before = count + in.count();
  }
  in.skip(before);
  read_places(in, head_of(chunk, head), into);
}

void PostingsView::occurrences(std::uint32_t block, std::vector<Occurrence>& into) const {
  into.clear();
  const auto chunk = chunk_of(block);
  if (!chunk || block >= blocks_) return;
  for (std::size_t i = 0; i < chunk->heads; ++i) {
    if (chunk->block(i) == block) return read_head(*chunk, i, into);
  }
}

void PostingsCursor::enter(std::size_t chunk) {
  number_ = chunk;
  chunk_ = postings_->chunk(chunk);
  found_ = unpacked_ = 0;
  in_ = ByteReader(chunk_.places);
}

std::optional<BlockHead> PostingsCursor::seek(std::uint32_t block) {
  const std::size_t chunks = postings_->chunks();
  if (chunks == 0 || block >= postings_->blocks_) return std::nullopt;
  const auto begins_by = [&](std::size_t chunk) { return postings_->row(chunk).first_block <= block; };
  const std::size_t here = number_ == SIZE_MAX ? 0 : number_;
  std::size_t low = here;
  std::size_t step = 1;
  while (low + step < chunks && begins_by(low + step)) {
    low += step;
    step *= 2;
  }
  std::size_t high = std::min(low + step, chunks);
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    begins_by(middle) ? low = middle : high = middle;
  }
  if (low != number_) enter(low);
  while (found_ < chunk_.heads && chunk_.block(found_) < block) ++found_;
  if (found_ == chunk_.heads || chunk_.block(found_) != block) return std::nullopt;
  return PostingsView::head_of(chunk_, found_);
}

void PostingsCursor::read(std::uint32_t form, std::vector<std::uint32_t>& into) {
  std::uint64_t left = 0;
  for (; unpacked_ < found_; ++unpacked_) {
    const std::uint8_t counted = chunk_.count(unpacked_);
    if (counted == kMostCounted) in_.skip(std::exchange(left, 0));
    left += PostingsView::count_of(in_, counted);
  }
  in_.skip(left);
  postings_->read_form(in_, PostingsView::count_of(in_, chunk_.count(found_)), form, into);
  unpacked_ = found_ + 1;
}

}  // namespace dais::search
