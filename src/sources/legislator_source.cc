// SPDX-License-Identifier: Apache-2.0
#include "sources/legislator_source.h"

#include <array>
#include <filesystem>
#include <unordered_map>

#include "json/json.h"
#include "os/files.h"
#include "sources/legislator_records.h"
#include "sources/reading.h"

namespace dais::sources {
namespace {

constexpr std::uint64_t kMaxFileBytes = 256ULL << 20U;

/// In the order in which they are read. Of a matter that stands in two folders the first holds.
enum class Kind { kPerson, kMatter, kEvent };
struct Folder {
  std::string_view name;
  Kind kind;
  os::Depth depth;
};
constexpr std::array kFolders = {Folder{"people", Kind::kPerson, os::Depth::kThisFolder},
                                 Folder{"introduction", Kind::kMatter, os::Depth::kAllFolders},
                                 Folder{"resolution", Kind::kMatter, os::Depth::kAllFolders},
                                 Folder{"land_use", Kind::kMatter, os::Depth::kAllFolders},
                                 Folder{"events", Kind::kEvent, os::Depth::kAllFolders}};

struct Entry {
  std::string path;
  std::string key;  ///< relative to the source's folder
  Kind kind = Kind::kPerson;
};

class LegislatorSource : public Source {
 public:
  LegislatorSource(std::string folder, std::string zone) : folder_(std::move(folder)), zone_(std::move(zone)) {}

  Result<Coverage> read(const Window& window, Sink& sink) override {
    const auto entries = list();
    if (!entries) return fail(entries.error());
    Reading reading{window, sink, {}, window.whole() ? Coverage::kWhole : Coverage::kPart};
    for (std::size_t i = 0; i < entries->size(); ++i) {
      read_entry((*entries)[i], reading);
      sink.progress(i + 1, entries->size());
    }
    return reading.coverage;
  }

 private:
  struct Reading {
    const Window& window;
    Sink& sink;
    std::unordered_map<std::string, std::string> matter_keys;  ///< id → the file it was read from
    Coverage coverage;
  };

  Result<std::vector<Entry>> list() const {
    std::vector<Entry> entries;
    bool any_folder = false;
    for (const Folder& folder : kFolders) {
      const std::string path = folder_ + "/" + std::string(folder.name);
      auto files = os::list_files(path, ".json", folder.depth);
      if (!files && files.error().code == ErrorCode::kNotFound) continue;
      if (!files) return fail(files.error());
      any_folder = true;
      for (std::string& file : *files) {
        std::string key = std::filesystem::path(file).lexically_relative(folder_).generic_string();
        entries.push_back({std::move(file), std::move(key), folder.kind});
      }
    }
    // An empty folder is more likely a disk that is not there than a council that withdrew all it ever did.
    if (any_folder && entries.empty()) return fail(ErrorCode::kNotFound, folder_ + ": has no *.json in its folders");
    if (any_folder) return entries;
    std::error_code ignored;
    const bool there = std::filesystem::is_directory(folder_, ignored);
    return fail(ErrorCode::kNotFound,
                folder_ + (there ? ": has none of the folders people, introduction, resolution, land_use and events"
                                 : ": there is no such folder"));
  }

  /// A file that cannot be read may hold records that are known: nothing may be taken for withdrawn then.
  static void refuse(const Entry& entry, Error error, Reading& reading) {
    reading.coverage = Coverage::kPart;
    reading.sink.refuse({entry.key, std::move(error)});
  }

  void read_entry(const Entry& entry, Reading& reading) const {
    auto bytes = os::read_file(entry.path, kMaxFileBytes);
    if (!bytes) return refuse(entry, std::move(bytes).error(), reading);
    if (entry.kind == Kind::kMatter && !claim_matter(entry, legislator::peek_id(*bytes), reading)) return;
    std::string digest = digest_of(*bytes, zone_);
    if (!reading.sink.wants(entry.key, digest)) return;
    const auto value = json::parse(*bytes);
    if (!value) return refuse(entry, value.error(), reading);
    Problems problems(entry.key);
    const Fields fields(json::View(*value), zone_, problems);
    auto record = read_record(entry, fields, reading);
    if (!problems.empty() && !record) reading.coverage = Coverage::kPart;
    problems.report(reading.sink);
    if (!record) return;
    Document document{entry.key, std::move(digest), {}};
    document.records.push_back(std::move(*record));
    reading.sink.take(std::move(document));
  }

  /// False where another file has the matter already: known of 71714, an introduction that became a resolution.
  static bool claim_matter(const Entry& entry, const std::string& id, Reading& reading) {
    if (id.empty()) return true;
    const auto [place, is_new] = reading.matter_keys.emplace(id, entry.key);
    if (is_new || place->second == entry.key) return true;
    reading.sink.refuse(
        {entry.key, Error{ErrorCode::kConflict, "matter " + id + " was already read from " + place->second}});
    return false;
  }

  static std::optional<domain::Record> read_record(const Entry& entry, const Fields& fields, Reading& reading) {
    if (!fields.view().is_object()) {
      fields.problems().add(fields.view(), ErrorCode::kBadInput, "should be an object");
      return std::nullopt;
    }
    if (entry.kind == Kind::kPerson) return legislator::read_person(fields);
    if (entry.kind == Kind::kMatter) return read_matter(entry, fields, reading);
    auto event = legislator::read_event(
        fields, [&](std::string_view id) { return reading.matter_keys.contains(std::string(id)); });
    if (event && !contains(reading.window, *event->start)) return std::nullopt;
    return event;
  }

  static std::optional<domain::Record> read_matter(const Entry& entry, const Fields& fields, Reading& reading) {
    auto matter = legislator::read_matter(fields);
    if (!matter || !claim_matter(entry, matter->external_id, reading)) return std::nullopt;
    if (!legislator::touches(reading.window, *matter, fields.time("LastModified"))) return std::nullopt;
    return matter;
  }

  std::string folder_;
  std::string zone_;
};

}  // namespace

std::unique_ptr<Source> make_legislator_source(std::string folder, std::string zone) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  return std::make_unique<LegislatorSource>(std::move(folder), std::move(zone));
}

}  // namespace dais::sources
