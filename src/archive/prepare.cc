// SPDX-License-Identifier: Apache-2.0
#include "archive/prepare.h"

#include "archive/document_index.h"
#include "archive/index_sync.h"
#include "archive/instance.h"
#include "archive/vote_classes.h"
#include "os/files.h"

namespace dais::archive {
namespace {

Status bring_index_up_to_date(const Places& places, const config::Instance& instance, store::Database& database) {
  auto index = search::open_writer(places.index);
  if (!index) return fail(std::move(index.error()));
  const store::Blobs blobs(places.blobs);
  const Result<Speakers> speakers = Speakers::load(database);
  if (!speakers) return fail(speakers.error());
  IndexSync sync(database, blobs, **index, instance.language);
  if (Status loaded = sync.load(); !loaded) return loaded;
  if (Status synced = sync.sync_all(*speakers); !synced) return synced;
  if (Status committed = search::commit_and_settle(**index); !committed) return committed;
  return DocumentIndex(database, blobs, places.document_index, instance).sync_all();
}

Status bring_votes_up_to_date(const config::Config& config, store::Database& database) {
  Result<store::Transaction> transaction = store::Transaction::begin(database);
  if (!transaction) return fail(std::move(transaction.error()));
  if (const auto done = reclassify_votes(database, vote_mapping_of(config.votes)); !done) return fail(done.error());
  return transaction->commit();
}

}  // namespace

Status prepare(const std::string& instance_dir, const config::Config& config) {
  const Places places = places_of(instance_dir, config);
  if (Status made = os::ensure_folder(places.blobs); !made) return made;
  const auto lock = os::FileLock::acquire(places.lock, "dais");
  if (!lock) return lock.error().code == ErrorCode::kConflict ? Status{} : fail(lock.error());
  auto database = store::open_database(places.catalog, store::Access::kReadWrite);
  if (!database) return fail(std::move(database.error()));
  if (Status done = bring_votes_up_to_date(config, **database); !done) return done;
  return bring_index_up_to_date(places, config.instance, **database);
}

}  // namespace dais::archive
