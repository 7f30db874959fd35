// SPDX-License-Identifier: Apache-2.0
#include "search/fts_tokenizer.h"

#include <sqlite3.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <vector>

#include "text/stem.h"
#include "text/words.h"

namespace dais::search {
namespace {

using EmitWord = int (*)(void*, int, const char*, int, int, int);

int create(void* /*context*/, const char** /*arguments*/, int /*count*/, Fts5Tokenizer** out) {
  try {
    *out = reinterpret_cast<Fts5Tokenizer*>(std::make_unique<text::Stemmer>().release());
    return SQLITE_OK;
  } catch (const std::exception&) {
    return SQLITE_NOMEM;
  }
}

void destroy(Fts5Tokenizer* tokenizer) { std::unique_ptr<text::Stemmer>(reinterpret_cast<text::Stemmer*>(tokenizer)); }

int emit_all(text::Stemmer& stemmer, std::string_view text, bool with_stems, void* context, EmitWord emit) {
  std::string as_said;
  for (const text::FoldedWord& word : text::folded_words(text)) {
    const auto begin = static_cast<int>(word.begin);
    const auto end = static_cast<int>(word.end);
    as_said.assign(1, kAsSaid).append(word.folded);
    int code = emit(context, 0, as_said.data(), static_cast<int>(as_said.size()), begin, end);
    if (code == SQLITE_OK && with_stems) {
      const std::string& stem = stemmer.stem(word.folded);
      code = emit(context, FTS5_TOKEN_COLOCATED, stem.data(), static_cast<int>(stem.size()), begin, end);
    }
    if (code != SQLITE_OK) {
      return code;
    }
  }
  return SQLITE_OK;
}

// Exceptions must not cross SQLite's C.
int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int size, EmitWord emit) {
  try {
    const bool with_stems = (flags & FTS5_TOKENIZE_QUERY) == 0;
    return emit_all(*reinterpret_cast<text::Stemmer*>(tokenizer), {text, static_cast<std::size_t>(size)}, with_stems,
                    context, emit);
  } catch (const std::exception&) {
    return SQLITE_NOMEM;
  }
}

void places(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int /*count*/,
            sqlite3_value** /*arguments*/) {
  std::vector<std::uint32_t> found;
  Fts5PhraseIter place;
  int column = 0;
  int offset = 0;
  int code = api->xPhraseFirst(row, 0, &place, &column, &offset);
  for (; code == SQLITE_OK && column >= 0; api->xPhraseNext(row, &place, &column, &offset)) {
    found.push_back(static_cast<std::uint32_t>(offset));
  }
  if (code != SQLITE_OK) {
    sqlite3_result_error_code(result, code);
    return;
  }
  sqlite3_result_blob64(result, found.data(), found.size() * sizeof(std::uint32_t), SQLITE_TRANSIENT);
}

}  // namespace

Status register_fts(Connection& connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  if (api == nullptr) {
    return fail(ErrorCode::kStorage, "this SQLite has no FTS5");
  }
  fts5_tokenizer tokenizer{create, destroy, tokenize};
  if (api->xCreateTokenizer(api, "dais", nullptr, &tokenizer, nullptr) != SQLITE_OK ||
      api->xCreateFunction(api, "dais_places", nullptr, places, nullptr) != SQLITE_OK) {
    return fail(connection.failure("register the tokenizer"));
  }
  return {};
}

}  // namespace dais::search
