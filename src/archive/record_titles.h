// SPDX-License-Identifier: Apache-2.0
// Records by the words of their titles: people, bodies, matters (number and title) and agenda items, folded and laid
// end to end in memory (some 80 bytes a record), where a word is found at the speed at which memory is read. Kept up to
// date by the change feed: what changed is read again, the rest stays. One table is shared by all readers of an
// archive; any thread may ask, each with a database of its own.
#pragma once

#include <cstdint>
#include <map>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/query_parse.h"
#include "store/database.h"

namespace dais::archive {

enum class TitleKind { kPerson, kBody, kMatter, kItem };

/// What titles must have. A needle is a run of folded words as it stands in a line: " bike lanes ", or " bike lan"
/// where the last of them is only begun.
struct TitleQuery {
  using Needles = std::vector<std::string>;  ///< all of them
  std::vector<std::vector<Needles>> all_of;  ///< of each, one of its alternatives
  std::vector<Needles> none_of;
  std::string whole;  ///< all of them in a row: a title that is, begins with or has that comes first
  [[nodiscard]] bool empty() const { return all_of.empty(); }
};

/// The words of a search; `is_begun`: its last word may not be finished.
enum class LastWord { kWhole, kBegun };
TitleQuery title_query(const search::ParsedQuery& parsed, LastWord last_word);

struct TitlesFound {
  std::vector<std::string> ids;  ///< best first: the same, then the words side by side, then the newest
  std::int64_t total = 0;
};

/// The titles of one kind.
class TitleTable {
 public:
  struct Entry {
    std::string id;
    std::string owner;  ///< of an item: its meeting; else empty
    std::int64_t weight = 0;  ///< a time: larger comes first
    std::string text;  ///< number and title, as they are shown
  };
  void put(const Entry& entry);
  void remove(const std::string& id);
  /// `owner` empty: of all.
  [[nodiscard]] TitlesFound find(const TitleQuery& query, const std::string& owner, std::size_t offset,
                                 std::size_t limit) const;
  /// Ids of the `limit` of largest weight.
  [[nodiscard]] std::vector<std::string> newest(std::size_t limit) const;
  [[nodiscard]] std::size_t size() const { return place_of_.size(); }

 private:
  struct Place {
    std::string id;
    std::string owner;
    std::int64_t weight = 0;
    std::uint32_t begin = 0;  ///< in text_, with a blank before and behind each word
    std::uint32_t end = 0;
    bool gone = false;
  };
  [[nodiscard]] std::string_view text_of(const Place& place) const;
  void tidy();

  std::string text_;
  std::vector<Place> places_;
  std::map<std::string, std::uint32_t, std::less<>> place_of_;
  std::size_t gone_ = 0;
};

class RecordTitles {
 public:
  RecordTitles() = default;
  RecordTitles(const RecordTitles&) = delete;
  RecordTitles& operator=(const RecordTitles&) = delete;

  /// As of the catalog's present state. `owner`: the meeting whose items are asked for; empty: of all.
  Result<TitlesFound> find(store::Database& database, TitleKind kind, const TitleQuery& query, const std::string& owner,
                           std::size_t offset, std::size_t limit);

 private:
  Status bring_up_to_date(store::Database& database);
  Status read_changes(store::Database& database, std::int64_t newest);
  Status read_all(store::Database& database);
  Status read_few(store::Database& database, TitleKind kind);
  Status read_matters(store::Database& database, const std::vector<std::string>* ids);
  Status read_items(store::Database& database, const char* column, const std::vector<std::string>* ids);

  std::shared_mutex mutex_;
  std::map<TitleKind, TitleTable> tables_;
  std::int64_t change_ = -1;  ///< number of the last change that is in the tables
};

}  // namespace dais::archive
