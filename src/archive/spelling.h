// SPDX-License-Identifier: Apache-2.0
// How this archive writes its names: a lexicon and lists of names from the catalog, for the care of transcripts and for
// what recognisers are told.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/result.h"
#include "config/config.h"
#include "domain/transcript.h"
#include "speech/lexicon.h"
#include "speech/vocabulary.h"
#include "store/database.h"

namespace dais::archive {

/// Persons, bodies, offices and the titles of matters as the catalog has them, and the config's list of words, where
/// the file is there.
Result<speech::Lexicon> load_lexicon(store::Database& database, const config::Config& config);

/// Whose names and what numbers may be spoken at an event: its body, the persons of the archive (those in office
/// first), and what is on its agenda.
Result<speech::KnownNames> load_known_names(store::Database& database, const std::string& event_id);

/// Cares for transcripts; the lexicon is loaded when the first one needs it, and kept.
class Spelling {
 public:
  /// REQUIRES: `database` outlives it.
  Spelling(store::Database& database, config::Config config) : database_(database), config_(std::move(config)) {}

  /// Sentences and labels, where the config wants natural capitals and the transcript is of the instance's language.
  Status care_for(domain::Transcript& transcript);

 private:
  store::Database& database_;
  const config::Config config_;
  std::optional<speech::Lexicon> lexicon_;
};

}  // namespace dais::archive
