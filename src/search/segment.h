// SPDX-License-Identifier: Apache-2.0
// A segment: one file with whole sessions and all that is said in them, made once and never changed, read where it lies
// in mapped memory. Passages are numbered through the segment in the order of its sessions; kPassagesInBlock passages
// of one session, the last ones fewer, are a block: what text is packed by and postings are counted by. The layout of
// the file stands in docs/search-index.md. Nothing here changes after open(): any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/outline.h"
#include "search/postings.h"

namespace dais::search {

inline constexpr std::uint32_t kSegmentFormat = 5;

/// What is known of a session beside its words.
struct SessionHead {
  std::string id;
  std::string event_id;
  std::string body_id;
  std::string body_name;
  std::string version;
  std::int64_t start_ms = 0;  ///< since 1970, UTC
  std::int64_t date = 0;  ///< 20230119
  int year = 0;
  std::string language;  ///< libstemmer's name; empty: none
};

/// Where a session's records lie among those of its segment.
struct SegmentSession {
  SessionHead head;
  std::uint32_t first_block = 0;
  std::uint32_t blocks = 0;
  std::uint32_t first_passage = 0;
  std::uint32_t passages = 0;
  std::uint32_t first_sentence = 0;
  std::uint32_t sentences = 0;
  std::uint32_t first_cell = 0;  ///< of the cells' records, one more a session than it has cells
  std::uint32_t cells = 0;
  std::uint32_t words = 0;
  bool is_wild = false;  ///< see SessionImpacts
  bool has_brief = false;  ///< see Outline::has_brief_passage()
  bool is_in_order = false;  ///< see Outline::is_in_order()
  std::string_view names;  ///< speakers, then persons
};

/// One of the words that share a stem.
struct TermForm {
  std::string word;  ///< folded
  std::uint64_t said = 0;  ///< how often, in the whole segment
};

struct Term {
  std::string stem;
  std::vector<TermForm> forms;
  std::uint64_t passages = 0;  ///< that have it
  PostingsView postings;
  std::string_view packed;  ///< the postings' bytes
};

class Segment {
 public:
  /// Maps FILE and reads its table and its sessions. kNotFound where it is not there, kStorage where it is damaged or
  /// of another format, kIo where the system lacks what it takes. Damage elsewhere shows when it is read; verify()
  /// finds all of it.
  static Result<std::shared_ptr<const Segment>> open(const std::string& file);
  ~Segment();
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  [[nodiscard]] const std::vector<SegmentSession>& sessions() const { return sessions_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::uint64_t bytes() const { return map_.size(); }

  /// Nothing where no such word is said.
  [[nodiscard]] Result<std::optional<Term>> find(std::string_view stem) const;
  /// All terms from `from` on in the order of their bytes, until `take` answers false or an error.
  Status each_term(std::string_view from, const std::function<Result<bool>(const Term&)>& take) const;
  [[nodiscard]] std::uint32_t blocks() const;
  /// REQUIRES: session < sessions().size(), and it has passages.
  [[nodiscard]] Outline outline(std::uint32_t session) const;
  /// Labels of its speakers, by the number that its sentences have; ids of persons likewise.
  [[nodiscard]] std::vector<std::string> speakers(std::uint32_t session) const;
  [[nodiscard]] std::vector<std::string> persons(std::uint32_t session) const;
  /// The texts of a block's passages. REQUIRES: block is one of a session.
  [[nodiscard]] Result<std::vector<std::string>> texts(std::uint32_t block) const;
  /// The same, packed as it lies in the file.
  [[nodiscard]] Result<std::string_view> packed_texts(std::uint32_t block) const;
  /// Every checksum; kStorage names the first part that does not hold.
  [[nodiscard]] Status verify() const;

 private:
  Segment() = default;
  Status read_table();
  Status read_sessions();
  [[nodiscard]] std::string_view part(std::size_t kind) const;
  template <typename T>
  [[nodiscard]] std::span<const T> records(std::size_t kind, std::size_t first, std::size_t count) const;
  [[nodiscard]] Error damaged(std::string_view what) const;
  [[nodiscard]] std::size_t groups() const;
  [[nodiscard]] std::string_view group(std::size_t number) const;
  [[nodiscard]] std::string_view first_stem(std::size_t group) const;
  /// The last group that begins with `stem` or before; nothing where all begin after it.
  [[nodiscard]] std::optional<std::size_t> group_of(std::string_view stem) const;
  class GroupReader;

  std::string file_;
  std::string_view map_;
  std::vector<std::string_view> parts_;
  std::vector<std::uint32_t> sums_;
  std::vector<SegmentSession> sessions_;
};

}  // namespace dais::search
