// SPDX-License-Identifier: Apache-2.0
// What those who study the whole record need of the index beside hits: who spoke when and how much, what exactly was
// said, and every place of a word or phrase. One state of the index, never changed; an object may be shared by threads.
// Nothing else of quotes, counts, likeness and relations knows how segments are made.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/query_parse.h"

namespace dais::search {

struct Corpus;
struct SessionHead;

/// Numbers of sessions rise with their time; those of sentences with their place in the session.
struct SentencePosition {
  std::uint32_t session = 0;
  std::uint32_t sentence = 0;
  auto operator<=>(const SentencePosition&) const = default;
};

struct SentenceRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

struct SentenceView {
  std::uint32_t start_ms = 0;
  std::uint32_t end_ms = 0;
  std::uint32_t first_word = 0;  ///< counted from the session's first
  std::uint32_t words = 0;
  std::uint16_t speaker = 0;  ///< of IndexView::speakers
  std::uint16_t person = 0;  ///< of IndexView::persons
};

class IndexView {
 public:
  /// The newest state; kStorage names what cannot be read.
  static Result<IndexView> open(const std::string& folder);

  [[nodiscard]] std::uint32_t sessions() const;
  /// All words said.
  [[nodiscard]] std::uint64_t words() const;
  [[nodiscard]] std::optional<std::uint32_t> find_session(std::string_view id) const;

  // REQUIRES of all below: the session, and the sentences of it, are there.

  [[nodiscard]] const SessionHead& head(std::uint32_t session) const;
  [[nodiscard]] std::uint32_t sentences(std::uint32_t session) const;
  [[nodiscard]] SentenceView sentence(std::uint32_t session, std::uint32_t sentence) const;
  /// Labels of those who speak, "" where there is none; ids of persons likewise.
  [[nodiscard]] std::vector<std::string> speakers(std::uint32_t session) const;
  [[nodiscard]] std::vector<std::string> persons(std::uint32_t session) const;
  /// The sentences of the passage that has this one.
  [[nodiscard]] SentenceRange passage(SentencePosition position) const;
  /// What was said, a text a sentence.
  [[nodiscard]] Result<std::vector<std::string>> texts(std::uint32_t session, SentenceRange range) const;

  /// Every place where `unit` is said, rising; several in a sentence come several times.
  Status each_place(const Unit& unit, const std::function<void(SentencePosition)>& take) const;
  /// About how often a folded word is said in just that form; cheap.
  [[nodiscard]] Result<std::uint64_t> times_said(const std::string& folded) const;

 private:
  explicit IndexView(std::shared_ptr<const Corpus> corpus) : corpus_(std::move(corpus)) {}
  std::shared_ptr<const Corpus> corpus_;
};

/// Exactly these folded words in a row.
Unit said_exactly(std::vector<std::string> folded);

}  // namespace dais::search
