// SPDX-License-Identifier: Apache-2.0
// The layout of a segment's file, for those who write and read it; in words in docs/search-index.md. All fixed-width
// numbers are little-endian.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dais::search {

static_assert(std::endian::native == std::endian::little, "segments are mapped as they lie");

inline constexpr std::string_view kSegmentMagic = "dais.seg";

/// Parts in the order in which they lie in the file.
enum Part : std::size_t {
  kSessions,
  kNames,
  kSentences,
  kPassages,
  kCells,
  kBlocks,
  kTexts,
  kTerms,
  kTermGroups,
  kPostings,
  kParts
};
inline constexpr std::array<std::string_view, kParts> kPartNames = {
    "sessions", "names", "sentences", "passages", "cells", "blocks", "texts", "terms", "groups", "postings"};
/// Each begins at a multiple of it, zeros before.
inline constexpr std::uint64_t kPartAlignment = 8;

/// What is true of a session.
enum SessionTrait : std::uint64_t { kWild = 1, kHasBriefPassage = 2, kInOrder = 4 };

/// What a term begins with that is no word that was said.
inline constexpr char kNameStem = 1;    ///< then the stem of a word of a speaker's name
inline constexpr char kWholeName = 2;   ///< then the stems of the name's words, each once, sorted, a blank between
inline constexpr char kPersonId = 3;    ///< then the id
inline constexpr char kSound = 4;  ///< then a sound_key(); its forms are the words said that have it, it is nowhere
inline constexpr char kFirstOfWords = ' ';

struct PartPlace {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint32_t crc = 0;  ///< CRC-32 of its bytes
  std::uint32_t reserved = 0;
};

struct SegmentHead {
  std::array<char, 8> magic{};
  std::uint32_t format = 0;
  std::uint32_t crc = 0;  ///< of the places
  std::array<PartPlace, kParts> places{};
};

/// Of kBlocks, one a block.
struct BlockPlace {
  std::uint64_t text_offset = 0;  ///< in kTexts
  std::uint32_t text_size = 0;
  std::uint32_t reserved = 0;
};

/// Of kTermGroups: every so many terms begin a group, whose first stem is written out.
inline constexpr std::size_t kTermsInGroup = 16;
struct TermGroup {
  std::uint64_t begin = 0;  ///< see begin_of() of the first stem
  std::uint64_t terms_offset = 0;
  std::uint64_t postings_offset = 0;
};

/// The first eight bytes as one number, which has the order of the stems; zeros where there are fewer.
inline std::uint64_t begin_of(std::string_view stem) {
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < sizeof(begin); ++i)
    begin = begin << 8U | (i < stem.size() ? static_cast<unsigned char>(stem[i]) : 0U);
  return begin;
}

std::uint32_t checksum(std::string_view bytes);

template <typename T>
T record_at(std::string_view part, std::size_t index) {
  T record;
  std::memcpy(&record, part.data() + index * sizeof(T), sizeof(T));
  return record;
}

template <typename T>
void append_record(std::string& part, const T& record) {
  part.append(reinterpret_cast<const char*>(&record), sizeof(T));
}

}  // namespace dais::search
