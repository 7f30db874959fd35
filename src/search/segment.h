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

namespace dais::search {

inline constexpr std::uint32_t kSegmentFormat = 1;
inline constexpr std::uint32_t kPassagesInBlock = 16;

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
};

struct SegmentSession {
  SessionHead head;
  std::string_view outline;  ///< as write_outline() makes it
  std::uint32_t first_block = 0;
  std::uint32_t blocks = 0;
};

/// One of the words that share a stem.
struct TermForm {
  std::string word;  ///< folded
  std::uint64_t said = 0;  ///< how often, in the whole segment
};

struct Term {
  std::string stem;
  std::vector<TermForm> forms;
  std::string_view postings;
};

/// A word of a block: where, and which of its term's forms.
struct Posting {
  std::uint32_t block = 0;
  std::uint32_t word = 0;  ///< counted from the block's first
  std::uint32_t form = 0;
  bool operator==(const Posting&) const = default;
};

class Segment {
 public:
  /// Maps FILE and reads its table and its sessions. kNotFound where it is not there, kStorage where it is damaged or
  /// of another format. Damage elsewhere shows when it is read; verify() finds all of it.
  static Result<std::shared_ptr<const Segment>> open(const std::string& file);
  ~Segment();
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;

  [[nodiscard]] const std::vector<SegmentSession>& sessions() const { return sessions_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::uint64_t bytes() const { return map_.size(); }

  /// Nothing where no such word is said.
  [[nodiscard]] Result<std::optional<Term>> find(std::string_view stem) const;
  /// All terms in the order of their bytes, until one is answered with an error.
  Status each_term(const std::function<Status(const Term&)>& take) const;
  /// Rising by block and word.
  [[nodiscard]] Result<std::vector<Posting>> postings(const Term& term) const;
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
  [[nodiscard]] Error damaged(std::string_view what) const;
  [[nodiscard]] std::size_t groups() const;
  [[nodiscard]] std::string_view group(std::size_t number) const;
  [[nodiscard]] std::string_view first_stem(std::size_t group) const;
  /// Hands the terms of a group over until `take` answers false.
  Status each_in_group(std::size_t group, const std::function<Result<bool>(const Term&)>& take) const;

  std::string file_;
  std::string_view map_;
  std::vector<std::string_view> parts_;
  std::vector<std::uint32_t> sums_;
  std::vector<SegmentSession> sessions_;
};

}  // namespace dais::search
