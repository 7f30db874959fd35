// SPDX-License-Identifier: Apache-2.0
#include "search/corpus.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "text/stem.h"
#include "text/words.h"

namespace dais::search {
namespace {

/// The newest corpus of each index that some reader of this process still holds.
class LoadedCorpora {
 public:
  std::shared_ptr<const Corpus> find(std::int64_t birth) {
    const std::lock_guard lock(mutex_);
    const auto found = newest_.find(birth);
    return found == newest_.end() ? nullptr : found->second.lock();
  }

  void offer(const std::shared_ptr<const Corpus>& corpus) {
    const std::lock_guard lock(mutex_);
    std::erase_if(newest_, [](const auto& entry) { return entry.second.expired(); });
    auto& newest = newest_[corpus->birth];
    const auto known = newest.lock();
    if (known == nullptr || known->generation < corpus->generation) {
      newest = corpus;
    }
  }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, std::weak_ptr<const Corpus>> newest_;
};

LoadedCorpora& loaded_corpora() {
  static LoadedCorpora corpora;
  return corpora;
}

void add_words(CorpusSession& session, text::Stemmer& stemmer) {
  for (const std::string& speaker : session.outline.speakers) {
    auto& words = session.speaker_words.emplace_back();
    auto& stems = session.speaker_stems.emplace_back();
    for (text::FoldedWord& word : text::folded_words(speaker)) {
      stems.push_back(stemmer.stem(word.folded));
      words.push_back(std::move(word.folded));
    }
  }
  for (text::FoldedWord& word : text::folded_words(session.body_name)) {
    session.body_words.push_back(std::move(word.folded));
  }
}

Result<std::shared_ptr<const CorpusSession>> read_session(const Statement& row, text::Stemmer& stemmer) {
  auto session = std::make_shared<CorpusSession>();
  session->number = row.integer(0);
  session->revision = row.integer(1);
  session->id = row.text(2);
  session->event_id = row.text(3);
  session->body_id = row.text(4);
  session->body_name = row.text(5);
  session->start_ms = row.integer(6);
  session->date = row.integer(7);
  session->year = static_cast<int>(row.integer(8));
  auto outline = read_outline(row.blob(9));
  if (!outline) {
    return fail(std::move(outline.error()).at("session " + session->id));
  }
  session->outline = std::move(*outline);
  add_words(*session, stemmer);
  return session;
}

void add_session(Corpus& corpus, std::shared_ptr<const CorpusSession> session) {
  corpus.first_cell.push_back(corpus.first_cell.back() + session->outline.cells());
  corpus.first_passage.push_back(corpus.first_passage.back() +
                                 static_cast<std::uint32_t>(session->outline.passages.size()));
  corpus.words += session->outline.words;
  corpus.sessions.push_back(std::move(session));
}

std::shared_ptr<const CorpusSession> unchanged_session(const Corpus* before, std::int64_t number,
                                                       std::int64_t revision) {
  if (before == nullptr) {
    return nullptr;
  }
  const auto found = std::ranges::lower_bound(before->sessions, number, {}, [](const auto& s) { return s->number; });
  const bool same = found != before->sessions.end() && (*found)->number == number && (*found)->revision == revision;
  return same ? *found : nullptr;
}

Status read_sessions(Connection& connection, const Corpus* before, Corpus& corpus) {
  auto rows = connection.prepare("SELECT number, revision FROM session ORDER BY number");
  auto whole = connection.prepare(
      "SELECT number, revision, id, event_id, body_id, body_name, start_ms, date, year, outline FROM session "
      "WHERE number = ?1");
  if (!rows || !whole) {
    return fail(connection.failure("read the sessions"));
  }
  text::Stemmer stemmer;
  for (;;) {
    auto row = rows->step();
    if (!row) {
      return fail(std::move(row.error()));
    }
    if (!*row) {
      return {};
    }
    auto session = unchanged_session(before, rows->integer(0), rows->integer(1));
    if (session == nullptr) {
      whole->bind(1, rows->integer(0));
      auto found = whole->step();
      if (!found) {
        return fail(std::move(found.error()));
      }
      auto read = read_session(*whole, stemmer);
      if (!read) {
        return fail(std::move(read.error()).at(connection.file()));
      }
      whole->reset();
      session = std::move(*read);
    }
    add_session(corpus, std::move(session));
  }
}

}  // namespace

std::uint32_t Corpus::session_of_passage(std::uint32_t passage) const {
  const auto after = std::ranges::upper_bound(first_passage, passage);
  return static_cast<std::uint32_t>(after - first_passage.begin()) - 1;
}

Result<std::shared_ptr<const Corpus>> load_corpus(Connection& connection) {
  auto birth = connection.integer("SELECT birth FROM state");
  auto generation = connection.integer("SELECT generation FROM state");
  if (!birth || !generation) {
    return fail(std::move(birth ? generation.error() : birth.error()));
  }
  auto before = loaded_corpora().find(*birth);
  if (before != nullptr && before->generation == *generation) {
    return before;
  }
  auto corpus = std::make_shared<Corpus>();
  corpus->birth = *birth;
  corpus->generation = *generation;
  corpus->first_cell.push_back(0);
  corpus->first_passage.push_back(0);
  if (auto done = read_sessions(connection, before.get(), *corpus); !done) {
    return fail(std::move(done.error()));
  }
  loaded_corpora().offer(corpus);
  return corpus;
}

}  // namespace dais::search
