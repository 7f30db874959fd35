// SPDX-License-Identifier: Apache-2.0
#include "archive/ingest.h"

#include <array>
#include <chrono>
#include <unordered_map>
#include <unordered_set>

#include "archive/document_index.h"
#include "archive/index_sync.h"
#include "archive/instance.h"
#include "archive/person_links.h"
#include "archive/recorder.h"
#include "archive/source_state.h"
#include "archive/vote_classes.h"
#include "os/files.h"

namespace dais::archive {
namespace {

namespace tables = store::tables;
using store::Row;
using store::Rows;

/// Part of every digest: a new way to map documents makes all of them new.
constexpr char kMapping[] = "4:";
/// Documents between two commits of the search index, at most; and for how long they are waited for: a source that is
/// asked politely must not keep others from the index.
constexpr int kIndexBatch = 25;
constexpr auto kIndexPause = std::chrono::seconds(1);

/// Before the digest of a document of which parts were refused: it is read, and they are named, again.
constexpr char kIncomplete[] = "incomplete:";

constexpr std::array<store::Column, 8> kDocumentColumns = {{{"source"},
                                                            {"key"},
                                                            {"digest"},
                                                            {"records"},
                                                            {"events", store::ColumnType::kInteger},
                                                            {"items", store::ColumnType::kInteger},
                                                            {"votes", store::ColumnType::kInteger},
                                                            {"transcripts", store::ColumnType::kInteger}}};
constexpr std::array<store::Column, 3> kCdpColumns = {{{"kind"}, {"cdp_id"}, {"id"}}};

struct Known {
  std::string digest;
  std::string records;
  std::array<std::int64_t, 4> brought{};  ///< events, items, votes, transcripts
};
constexpr std::array<std::string_view, 4> kBroughtTables = {"event", "event_item", "vote", "transcript"};

std::string join_records(const std::vector<std::pair<std::string, std::string>>& records) {
  std::string out;
  for (const auto& [kind, id] : records) out += (out.empty() ? "" : " ") + kind + ":" + id;
  return out;
}

std::vector<std::pair<std::string, std::string>> split_records(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> records;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::size_t colon = text.find(':', begin);
    if (colon < end) records.emplace_back(text.substr(begin, colon - begin), text.substr(colon + 1, end - colon - 1));
    begin = end + 1;
  }
  return records;
}

std::string reclassified_text(std::int64_t votes) {
  return std::to_string(votes) + (votes == 1 ? " vote is" : " votes are") +
         " of another class now, as dais.toml has it";
}

class CatalogIngest : public Ingest {
 public:
  CatalogIngest(os::FileLock lock, std::unique_ptr<store::Database> database, std::unique_ptr<search::Writer> index,
                const Places& places, const config::Config& config, IngestOptions options)
      : lock_(std::move(lock)),
        database_(std::move(database)),
        index_(std::move(index)),
        blobs_(places.blobs),
        options_(std::move(options)),
        aliases_(config.aliases),
        merge_(*database_, options_.source, now()),
        identity_(*database_, options_.source),
        vote_mapping_(vote_mapping_of(config.votes)),
        recorder_(merge_, identity_, blobs_, vote_mapping_, options_.source, Zone{config.instance.timezone}),
        spelling_(*database_, config),
        index_sync_(*database_, blobs_, *index_, config.instance.language),
        document_index_(*database_, blobs_, places.document_index, config.instance),
        state_(*database_, options_.source) {}

  Status load() {
    if (Status loaded = identity_.load(); !loaded) return loaded;
    if (Status loaded = index_sync_.load(); !loaded) return loaded;
    if (Status loaded = state_.load(); !loaded) return loaded;
    const Result<Rows> rows = database_->query(
        "select key, digest, records, events, items, votes, transcripts from document where source = $1",
        {options_.source});
    if (!rows) return fail(rows.error());
    for (const Row& row : *rows) {
      Known known{store::text_of(row[1]), store::text_of(row[2]), {}};
      for (std::size_t i = 0; i < known.brought.size(); ++i) known.brought[i] = store::integer_of(row[3 + i]);
      known_.emplace(store::text_of(row[0]), std::move(known));
    }
    Result<OtherLists> others = OtherLists::load(*database_, options_.source);
    if (!others) return fail(std::move(others.error()));
    recorder_.respect(std::move(*others));
    recorder_.care_by(spelling_);
    if (Status forgotten = forget_documents_of_lost_transcripts(); !forgotten) return forgotten;
    if (options_.effect == Effect::kDryRun) {
      merge_.count_new_rows_once();
    } else if (Status noted = note_beginning(); !noted) {
      return noted;
    }
    return load_speakers();
  }

  bool wants(std::string_view key, std::string_view digest) override {
    if (is_over()) return false;
    const auto found = known_.find(std::string(key));
    if (found == known_.end() || found->second.digest != kMapping + std::string(digest)) return true;
    seen_.insert(found->first);
    ++summary_.documents_unchanged;
    for (std::size_t i = 0; i < kBroughtTables.size(); ++i)
      summary_.tables[kBroughtTables[i]].unchanged += found->second.brought[i];
    return false;
  }

  void take(sources::Document document) override {
    if (is_over()) return;
    seen_.insert(document.key);
    if (Status taken = take_document(document); !taken) give_up(taken.error());
  }

  void refuse(sources::Refusal refusal) override { summary_.refusals.push_back(std::move(refusal)); }

  void progress(std::uint64_t done, std::uint64_t total) override {
    if (options_.on_progress) options_.on_progress(done, total);
  }

  const sources::Memory& memory() const override { return state_.memory(); }
  void remember(std::string key, std::string value) override { state_.remember(std::move(key), std::move(value)); }
  void note(std::string text) override { summary_.warnings.push_back(std::move(text)); }
  void requests(const std::map<std::string, std::uint64_t>& by_outcome) override { summary_.requests = by_outcome; }

  void withdraw(std::string_view key) override {
    if (broken_) return;
    const auto found = known_.find(std::string(key));
    if (found == known_.end()) return;
    if (Status done = withdraw_document(found->first, found->second); !done) return give_up(done.error());
    known_.erase(found);
  }

  Result<Summary> finish(const Result<sources::Coverage>& coverage) override {
    if (is_over()) return fail(*broken_);
    if (const std::size_t kept = recorder_.others().passed_over(); kept > 0)
      summary_.warnings.push_back(
          std::to_string(kept) +
          (kept == 1 ? " agenda or history of a matter is" : " agendas and histories of matters are") +
          " another source's, and kept as that one gives it");
    if (options_.effect == Effect::kWrite) {
      if (Status done = finish_writing(coverage.value_or(sources::Coverage::kPart)); !done) return fail(done.error());
      if (Status kept = keep_run(coverage); !kept) return fail(kept.error());
    }
    summary_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    return summary_;
  }

 private:
  /// A transcript whose blob is gone comes back when its document is taken again.
  Status forget_documents_of_lost_transcripts() {
    const Result<Rows> transcripts = database_->query(
        "select t.text_blob, s.event_id from transcript t join session s on s.id = t.session_id "
        "where t.withdrawn is null");
    if (!transcripts) return fail(transcripts.error());
    std::unordered_set<std::string> events;
    for (const Row& row : *transcripts) {
      if (!blobs_.path_of(store::text_of(row[0]))) events.insert(store::text_of(row[1]));
    }
    if (events.empty()) return {};
    for (auto& [key, known] : known_) {
      for (const auto& [kind, id] : split_records(known.records)) {
        if (events.contains(id)) known.digest.clear();
      }
    }
    return {};
  }

  /// Two documents that speak of one meeting overwrite each other, in the order in which they are read.
  void warn_of_overlap(const sources::Document& document, const Brought& brought) {
    for (const auto& [kind, id] : brought.records) {
      const auto [at, fresh] = document_of_.try_emplace(id, document.key);
      if (!fresh && at->second != document.key)
        summary_.warnings.push_back(document.key + ": the same " + kind + " as in " + at->second +
                                    "; what is read last holds");
    }
  }

  Status take_document(const sources::Document& document) {
    Result<store::Transaction> transaction = store::Transaction::begin(*database_);
    if (!transaction) return fail(std::move(transaction.error()));
    Brought brought;
    std::int64_t taken = 0;
    for (const domain::Record& record : document.records) {
      const Status recorded = recorder_.record(record, brought);
      if (recorded) {
        ++taken;
      } else if (recorded.error().code == ErrorCode::kBadInput) {
        summary_.refusals.push_back({document.key, recorded.error()});
      } else {
        return recorded;
      }
    }
    for (auto& [where, error] : brought.refused)
      summary_.refusals.push_back({document.key + ": " + where, std::move(error)});
    for (const std::string& warning : brought.warnings) summary_.warnings.push_back(document.key + ": " + warning);
    warn_of_overlap(document, brought);
    if (taken == 0 && !document.records.empty()) {
      ++summary_.documents_refused;
      forget();
      return {};
    }
    return write(document, brought, *transaction);
  }

  Status write(const sources::Document& document, const Brought& brought, store::Transaction& transaction) {
    const Result<CountsByTable> counts = merge_.flush();
    if (!counts) return fail(counts.error());
    if (options_.effect == Effect::kDryRun) {
      forget();
      count(*counts);
      return {};
    }
    if (Status written = identity_.flush(); !written) return written;
    if (Status written = write_cdp_links(); !written) return written;
    if (Status written = write_ledger(document, brought); !written) return written;
    for (const auto& [key, value] : document.memory) state_.remember(key, value);
    if (Status written = state_.write(); !written) return written;
    if (Status committed = transaction.commit(); !committed) return committed;
    state_.wrote();
    count(*counts);
    return index(brought);
  }

  void count(const CountsByTable& counts) {
    for (const auto& [table, change] : counts) summary_.tables[table] += change;
    ++summary_.documents;
  }

  Status write_cdp_links() {
    Rows rows;
    for (const CdpLink& link : recorder_.cdp_links()) rows.push_back({link.kind, link.cdp_id, link.id});
    recorder_.clear_cdp_links();
    return database_->upsert("cdp_id", kCdpColumns, 2, rows);
  }

  Status write_ledger(const sources::Document& document, const Brought& brought) {
    Known known{(brought.refused.empty() ? "" : kIncomplete) + (kMapping + document.digest),
                join_records(brought.records),
                {brought.events, brought.items, brought.votes, brought.transcripts}};
    const Row row = {options_.source,  document.key,     known.digest,     known.records,
                     known.brought[0], known.brought[1], known.brought[2], known.brought[3]};
    known_.insert_or_assign(document.key, std::move(known));
    return database_->upsert("document", kDocumentColumns, 2, {row});
  }

  Status index(const Brought& brought) {
    if (brought.transcripts == 0) return {};
    for (const auto& [kind, id] : brought.records) {
      if (kind != "event") continue;
      if (Status synced = index_sync_.sync_event(id, *speakers_); !synced) return synced;
    }
    const bool lately = std::chrono::steady_clock::now() - indexed_at_ < kIndexPause;
    if (++unindexed_ < kIndexBatch && lately) return {};
    return commit_index();
  }

  Status commit_index() {
    unindexed_ = 0;
    indexed_at_ = std::chrono::steady_clock::now();
    if (Status committed = index_->commit(); !committed) return committed;
    return database_->execute("update meta set value = value + 1 where key = 'generation'");
  }

  Status finish_writing(sources::Coverage coverage) {
    if (coverage == sources::Coverage::kWhole) {
      if (Status withdrawn = withdraw_unseen(); !withdrawn) return withdrawn;
    }
    Result<store::Transaction> transaction = store::Transaction::begin(*database_);
    if (!transaction) return fail(std::move(transaction.error()));
    const Result<CountsByTable> linked = link_persons(*database_, merge_, aliases_);
    if (!linked) return fail(linked.error());
    const Result<std::int64_t> reclassified = reclassify_votes(*database_, vote_mapping_);
    if (!reclassified) return fail(reclassified.error());
    if (*reclassified > 0) summary_.warnings.push_back(reclassified_text(*reclassified));
    if (Status committed = transaction->commit(); !committed) return committed;
    if (Status loaded = load_speakers(); !loaded) return loaded;
    if (Status synced = index_sync_.sync_all(*speakers_); !synced) return synced;
    if (Status synced = document_index_.sync_all(); !synced) return synced;
    if (Status committed = commit_index(); !committed) return committed;
    return index_->settle();
  }

  /// What a whole read of the source no longer showed was withdrawn by it.
  Status withdraw_unseen() {
    Result<store::Transaction> transaction = store::Transaction::begin(*database_);
    if (!transaction) return fail(std::move(transaction.error()));
    std::unordered_set<std::string> still_named;
    std::vector<std::string> gone;
    for (const auto& [key, known] : known_) {
      if (!seen_.contains(key)) {
        gone.push_back(key);
        continue;
      }
      for (const auto& [kind, id] : split_records(known.records)) still_named.insert(id);
    }
    for (const std::string& key : gone) {
      for (const auto& [kind, id] : split_records(known_.at(key).records)) {
        if (still_named.contains(id)) continue;
        merge_.withdraw(kind == "event" ? tables::kEvent : kind == "matter" ? tables::kMatter : tables::kPerson, id);
      }
      if (Status done =
              database_->execute("delete from document where source = $1 and key = $2", {options_.source, key});
          !done)
        return done;
    }
    const Result<CountsByTable> counts = merge_.flush();
    if (!counts) return fail(counts.error());
    for (const auto& [table, change] : *counts) summary_.tables[table] += change;
    return transaction->commit();
  }

  Status withdraw_document(const std::string& key, const Known& known) {
    Result<store::Transaction> transaction = store::Transaction::begin(*database_);
    if (!transaction) return fail(std::move(transaction.error()));
    for (const auto& [kind, id] : split_records(known.records))
      merge_.withdraw(kind == "event" ? tables::kEvent : kind == "matter" ? tables::kMatter : tables::kPerson, id);
    const Result<CountsByTable> counts = merge_.flush();
    if (!counts) return fail(counts.error());
    for (const auto& [table, change] : *counts) summary_.tables[table] += change;
    if (options_.effect == Effect::kDryRun) {
      forget();
      return {};
    }
    if (Status done = database_->execute("delete from document where source = $1 and key = $2", {options_.source, key});
        !done)
      return done;
    return transaction->commit();
  }

  /// Stands until keep_run() has better news: a run that is killed leaves it behind.
  Status note_beginning() {
    Result<store::Transaction> transaction = store::Transaction::begin(*database_);
    if (!transaction) return fail(std::move(transaction.error()));
    const SourceRun run{options_.source,
                        began_,
                        began_,
                        "it was cut off in its midst: killed, or the machine went down",
                        {},
                        0,
                        {},
                        {}};
    if (Status written = write_run(*database_, run); !written) return written;
    return transaction->commit();
  }

  /// What the source remembers besides its documents, and how the run ended.
  Status keep_run(const Result<sources::Coverage>& coverage) {
    Result<store::Transaction> transaction = store::Transaction::begin(*database_);
    if (!transaction) return fail(std::move(transaction.error()));
    if (Status written = state_.write(); !written) return written;
    SourceRun run{options_.source, began_, now(), {}, summary_.requests, 0, {}, summary_.warnings};
    if (!coverage) run.failure = coverage.error().message;
    run.refused = static_cast<std::int64_t>(summary_.refusals.size());
    for (const sources::Refusal& refusal : summary_.refusals)
      run.refusals.push_back(refusal.where + ": " + refusal.error.message);
    if (Status written = write_run(*database_, run); !written) return written;
    if (Status committed = transaction->commit(); !committed) return committed;
    state_.wrote();
    return {};
  }

  Status load_speakers() {
    Result<Speakers> speakers = Speakers::load(*database_);
    if (!speakers) return fail(std::move(speakers.error()));
    speakers_ = std::move(*speakers);
    return {};
  }

  void forget() {
    merge_.abandon();
    identity_.abandon();
    recorder_.clear_cdp_links();
  }

  /// Broken, or asked to stop: what was committed stays, and the next run goes on from there.
  bool is_over() {
    if (!broken_ && options_.cancelled && options_.cancelled())
      give_up({ErrorCode::kTimeout, "stopped; what was taken so far is kept, and the next run goes on from there"});
    return broken_.has_value();
  }

  void give_up(Error error) {
    forget();
    broken_ = std::move(error);
  }

  os::FileLock lock_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<search::Writer> index_;
  store::Blobs blobs_;
  IngestOptions options_;
  std::vector<config::Alias> aliases_;
  Merge merge_;
  Identity identity_;
  domain::VoteMapping vote_mapping_;
  Recorder recorder_;
  Spelling spelling_;
  IndexSync index_sync_;
  DocumentIndex document_index_;
  SourceState state_;
  std::optional<Speakers> speakers_;
  std::unordered_map<std::string, Known> known_;
  std::unordered_set<std::string> seen_;
  std::unordered_map<std::string, std::string> document_of_;  ///< record → the document of this run that brought it
  std::optional<Error> broken_;
  Summary summary_;
  int unindexed_ = 0;
  std::chrono::steady_clock::time_point indexed_at_ = std::chrono::steady_clock::now();
  Instant began_ = now();
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace

Result<std::unique_ptr<Ingest>> Ingest::open(const std::string& instance_dir, const config::Config& config,
                                             IngestOptions options) {
  const Places places = places_of(instance_dir, config);
  if (Status made = os::ensure_folder(places.blobs); !made) return fail(made.error());
  Result<os::FileLock> lock = os::FileLock::acquire(places.lock, "dais " + options.source);
  if (!lock) return fail(std::move(lock.error()));
  auto database = store::open_database(places.catalog, store::Access::kReadWrite);
  if (!database) return fail(std::move(database.error()));
  auto index = search::open_writer(places.index);
  if (!index) return fail(std::move(index.error()));
  auto ingest = std::make_unique<CatalogIngest>(std::move(*lock), std::move(*database), std::move(*index), places,
                                                config, std::move(options));
  if (Status loaded = ingest->load(); !loaded) return fail(loaded.error());
  return ingest;
}

Result<Taken> take_in(const std::string& instance_dir, const config::Config& config, sources::Source& source,
                      const sources::Window& window, IngestOptions options) {
  auto ingest = Ingest::open(instance_dir, config, std::move(options));
  if (!ingest) return fail(std::move(ingest.error()));
  const Result<sources::Coverage> coverage = source.read(window, **ingest);
  Result<Summary> summary = (*ingest)->finish(coverage);
  if (!summary) return fail(std::move(summary.error()));
  Taken taken{std::move(*summary), {}};
  if (!coverage) taken.failure = coverage.error();
  return taken;
}

}  // namespace dais::archive
