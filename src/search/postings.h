// SPDX-License-Identifier: Apache-2.0
// Where a term is said, as it lies in a segment: for each block that has it a head (which passages, how often, what it
// can add to a score at most), and apart from the heads the places within the block. Heads lie in chunks of
// kHeadsInChunk, in columns, so that a query runs over all of a term's heads at about a nanosecond each and goes to
// places only where it must. The layout stands in docs/search-index.md.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/bytes.h"

namespace dais::search {

inline constexpr std::uint32_t kPassagesInBlock = 16;
inline constexpr std::size_t kHeadsInChunk = 32;
/// A head counts no further, nor does ranking.
inline constexpr std::uint32_t kMostCounted = 255;

/// A block has so many parts, of four passages each.
inline constexpr std::size_t kPartsOfBlock = 4;
inline constexpr std::uint32_t kPassagesInPart = kPassagesInBlock / kPartsOfBlock;

using PartsOfImpact = std::array<std::uint8_t, kPartsOfBlock>;

/// What a term adds to the score of a cell at most, before rarity; each number is rounded up.
struct Impact {
  static constexpr float kMost = 2.5F;  ///< no less than Σ weights of RankWeights::windows × (kWindowK1 + 1)
  static constexpr float kSteps = 255;
  static constexpr std::array<float, 16> kEdges = {0,    .02F, .04F, .07F, .1F,  .14F, .19F,  .25F,
                                                   .33F, .44F, .58F, .76F, 1.0F, 1.3F, 1.65F, kMost};

  PartsOfImpact parts{};  ///< to cells of the block's parts: in kSteps of kMost
  /// Of kEdges: high bits to the last two parts of the block before, where that has none of the term, low ones to the
  /// first two of the one after.
  std::uint8_t edges = 0;

  /// Rounded up, so that bounds stay bounds.
  static std::uint8_t steps_of(float most) {
    return static_cast<std::uint8_t>(std::min(std::ceil(most / kMost * kSteps), kSteps));
  }
  /// The same as a number of kEdges.
  static std::uint8_t edge_of(float most) {
    const auto enough = std::ranges::lower_bound(kEdges, most);
    return static_cast<std::uint8_t>(std::min<std::size_t>(enough - kEdges.begin(), kEdges.size() - 1));
  }

  [[nodiscard]] float to_part(std::size_t part) const { return static_cast<float>(parts[part]) * (kMost / kSteps); }
  [[nodiscard]] float to_before() const { return kEdges[edges >> 4U]; }
  [[nodiscard]] float to_after() const { return kEdges[edges & 15U]; }
};

struct BlockHead {
  std::uint32_t block = 0;
  std::uint16_t passages = 0;  ///< a bit each that has the term, the first one lowest
  std::uint8_t count = 0;  ///< at most kMostCounted
  Impact impact;
};

/// Of blocks side by side: what their heads say.
struct HeadColumns {
  std::span<std::uint16_t> passages;
  std::span<std::uint8_t> counts;
  std::span<PartsOfImpact> parts;
  std::span<std::uint8_t> edges;

  [[nodiscard]] HeadColumns part(std::size_t first, std::size_t count) const {
    return {passages.subspan(first, count), counts.subspan(first, count), parts.subspan(first, count),
            edges.subspan(first, count)};
  }
  [[nodiscard]] BlockHead head(std::uint32_t block) const {
    return {block, passages[block], counts[block], {parts[block], edges[block]}};
  }
  void set(const BlockHead& head) const {
    passages[head.block] = head.passages;
    counts[head.block] = head.count;
    parts[head.block] = head.impact.parts;
    edges[head.block] = head.impact.edges;
  }
};

/// A word of a block: where, and which of its term's forms. Of a speaker's name: a sentence of the block.
struct Occurrence {
  std::uint32_t place = 0;
  std::uint32_t form = 0;
  bool operator==(const Occurrence&) const = default;
};

inline constexpr std::uint32_t kEveryForm = UINT32_MAX;

/// Packs what is added block by block.
class PostingsWriter {
 public:
  explicit PostingsWriter(unsigned form_bits) : form_bits_(form_bits) {}
  /// REQUIRES: blocks rise, occurrences rise by place, at least one.
  void add(const BlockHead& head, const std::vector<Occurrence>& occurrences);
  struct Packed {
    std::uint64_t heads = 0;  ///< how many
    std::uint64_t passages = 0;  ///< of all heads
    std::string bytes;
  };
  Packed take();

 private:
  void end_chunk();

  unsigned form_bits_;
  std::uint64_t written_ = 0;
  std::uint64_t passages_ = 0;
  std::vector<BlockHead> chunk_;
  std::uint32_t chunk_places_ = 0;
  std::string table_;
  std::string heads_;
  ByteWriter places_;
};

/// Reads them where they lie. Damaged bytes give wrong answers, never a read outside: what cannot be is left out.
class PostingsView {
 public:
  PostingsView() = default;
  PostingsView(std::string_view bytes, std::uint64_t heads, unsigned form_bits, std::uint32_t blocks);

  [[nodiscard]] std::uint64_t heads() const { return heads_; }
  /// Calls take(BlockHead) for each, rising by block.
  template <typename Take>
  void each(Take take) const {
    for (std::size_t c = 0; c < chunks(); ++c) each_in(chunk(c), take);
  }
  /// What heads say, by block; others are left as they are. REQUIRES: a place for every block.
  void spread(const HeadColumns& into) const;
  /// Nothing where the block has no such word.
  [[nodiscard]] std::optional<BlockHead> head(std::uint32_t block) const;
  /// Rising by place; empty where the block has none.
  void occurrences(std::uint32_t block, std::vector<Occurrence>& into) const;
  /// Places alone, each once, of the blocks `first` to `end`: take(block, places).
  template <typename Take>
  void each_with_places(std::uint32_t first, std::uint32_t end, Take take) const {
    thread_local std::vector<std::uint32_t> here;
    for (std::size_t c = chunk_before(first); c < chunks(); ++c) {
      const Chunk one = chunk(c);
      ByteReader in(one.places);
      std::uint64_t to_skip = 0;
      for (std::size_t i = 0; i < one.heads; ++i) {
        const std::uint32_t block = one.block(i);
        if (block >= std::min(end, blocks_)) return;
        const std::uint8_t counted = one.count(i);
        if (block >= first || counted == kMostCounted) in.skip(std::exchange(to_skip, 0));
        const std::uint64_t count = count_of(in, counted);
        if (block < first) {
          to_skip += count;
          continue;
        }
        read_places(in, count, here);
        take(block, here);
      }
    }
  }
  /// One form's places, of all blocks where there are some, one after the other: take(BlockHead, places). The head's
  /// passages are those of all forms, and so is its count.
  template <typename Take>
  void each_of_form(std::uint32_t form, Take take) const {
    std::vector<std::uint32_t> here;
    for (std::size_t c = 0; c < chunks(); ++c) {
      const Chunk one = chunk(c);
      ByteReader in(one.places);
      for (std::size_t i = 0; i < one.heads; ++i) {
        const BlockHead head = head_of(one, i);
        here.clear();
        read_form(in, count_of(in, head.count), form, here);
        if (head.block < blocks_ && !here.empty()) take(head, here);
      }
    }
  }
  /// The same for all blocks, one after the other: take(BlockHead, occurrences).
  template <typename Take>
  void each_with_occurrences(Take take) const {
    std::vector<Occurrence> here;
    for (std::size_t c = 0; c < chunks(); ++c) {
      const Chunk one = chunk(c);
      ByteReader in(one.places);
      each_in(one, [&](const BlockHead& head) {
        read_places(in, head, here);
        take(head, here);
      });
    }
  }

 private:
  /// Of a head in a chunk, between its block and its count: passages, impact.
  static constexpr std::size_t kBytesBeforeCount = sizeof(std::uint16_t) + kPartsOfBlock + 1;
  struct Chunk {
    std::uint32_t base = 0;
    std::size_t width = 1;
    std::size_t heads = 0;
    const char* columns = nullptr;
    std::string_view places;
    [[nodiscard]] std::uint32_t block(std::size_t i) const {
      if (width == 1) return base + static_cast<std::uint8_t>(columns[i]);
      std::uint16_t small = 0;
      std::memcpy(&small, columns + i * 2, sizeof(small));
      if (width == 2) return base + small;
      std::uint32_t offset = 0;
      std::memcpy(&offset, columns + i * 4, sizeof(offset));
      return base + offset;
    }
    [[nodiscard]] std::uint8_t count(std::size_t i) const {
      return static_cast<std::uint8_t>(columns[heads * (width + kBytesBeforeCount) + i]);
    }
  };
  struct TableRow {
    std::uint32_t first_block = 0;
    std::uint32_t heads = 0;  ///< offset
    std::uint32_t places = 0;  ///< offset
  };
  friend class PostingsWriter;
  friend class PostingsCursor;

  [[nodiscard]] std::size_t chunks() const { return (heads_ + kHeadsInChunk - 1) / kHeadsInChunk; }
  [[nodiscard]] TableRow row(std::size_t chunk) const;
  [[nodiscard]] Chunk chunk(std::size_t number) const;
  /// The last one that begins by then; the first where none does.
  [[nodiscard]] std::size_t chunk_before(std::uint32_t block) const;
  [[nodiscard]] std::optional<Chunk> chunk_of(std::uint32_t block) const;
  [[nodiscard]] static BlockHead head_of(const Chunk& chunk, std::size_t i) {
    BlockHead head;
    head.block = chunk.block(i);
    const char* column = chunk.columns + chunk.heads * chunk.width;
    std::memcpy(&head.passages, column + i * sizeof(head.passages), sizeof(head.passages));
    column += chunk.heads * sizeof(head.passages);
    std::memcpy(&head.impact.parts, column + i * sizeof(head.impact.parts), sizeof(head.impact.parts));
    column += chunk.heads * sizeof(head.impact.parts);
    head.impact.edges = static_cast<std::uint8_t>(column[i]);
    head.count = static_cast<std::uint8_t>(column[chunk.heads + i]);
    return head;
  }
  void read_head(const Chunk& chunk, std::size_t head, std::vector<Occurrence>& into) const;
  void read_places(ByteReader& in, const BlockHead& head, std::vector<Occurrence>& into) const;
  void read_places(ByteReader& in, std::uint64_t count, std::vector<std::uint32_t>& into) const;
  /// Behind what is there; kEveryForm: all.
  void read_form(ByteReader& in, std::uint64_t count, std::uint32_t form, std::vector<std::uint32_t>& into) const;
  /// How many places follow of a head that counts so many.
  static std::uint64_t count_of(ByteReader& in, std::uint8_t counted) {
    return counted == kMostCounted ? counted + in.count() : counted;
  }

  template <typename Take>
  void each_in(const Chunk& chunk, Take take) const {
    for (std::size_t i = 0; i < chunk.heads; ++i) {
      const BlockHead head = head_of(chunk, i);
      if (head.block < blocks_) take(head);
    }
  }

  std::uint64_t heads_ = 0;
  unsigned form_bits_ = 0;
  std::uint32_t blocks_ = 0;
  std::string_view table_;
  std::string_view columns_;
  std::string_view places_;
};

/// Goes forward through a term's blocks; what it passes over is not unpacked.
class PostingsCursor {
 public:
  explicit PostingsCursor(const PostingsView& postings) : postings_(&postings) {}
  /// REQUIRES: blocks rise from call to call; the view outlives the cursor.
  std::optional<BlockHead> seek(std::uint32_t block);
  /// Places of a form, or of kEveryForm, in the block found last, behind what is there. Once a block.
  void read(std::uint32_t form, std::vector<std::uint32_t>& into);

 private:
  void enter(std::size_t chunk);

  const PostingsView* postings_;
  std::size_t number_ = SIZE_MAX;
  PostingsView::Chunk chunk_;
  std::size_t found_ = 0;  ///< of the chunk's heads
  std::size_t unpacked_ = 0;  ///< heads whose places the reader is past
  ByteReader in_{{}};
};

/// Bits that name one of `forms` forms.
unsigned form_bits(std::size_t forms);

}  // namespace dais::search
