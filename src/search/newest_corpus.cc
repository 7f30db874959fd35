// SPDX-License-Identifier: Apache-2.0
#include "search/newest_corpus.h"

#include <map>
#include <mutex>

namespace dais::search {
namespace {

/// The newest state of each index that some reader of this process still holds.
class LoadedCorpora {
 public:
  /// The state that `folder` is in now.
  Result<std::shared_ptr<const Corpus>> now(const std::string& folder) {
    const std::lock_guard lock(mutex_);
    // Looked at before it is read: a manifest replaced in between is read again next time, never taken for the old one.
    const std::string identity = manifest_identity(folder);
    Loaded& loaded = by_folder_[folder];
    auto before = loaded.corpus.lock();
    if (before != nullptr && loaded.identity == identity) return before;
    auto corpus = load_corpus(folder, before.get());
    if (corpus) loaded = {identity, *corpus};
    return corpus;
  }

 private:
  struct Loaded {
    std::string identity;
    std::weak_ptr<const Corpus> corpus;
  };
  std::mutex mutex_;
  std::map<std::string, Loaded> by_folder_;
};

}  // namespace

Result<std::shared_ptr<const Corpus>> newest_corpus(const std::string& folder) {
  static LoadedCorpora corpora;
  return corpora.now(folder);
}

}  // namespace dais::search
