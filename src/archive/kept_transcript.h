// SPDX-License-Identifier: Apache-2.0
// Transcripts of a session: how one is kept, and which of several is shown. All that came or were made are kept; the
// best is shown: nothing against it, then by what made it (a person, captions, a recogniser, a draft), then how sure
// it is, then the newest. Links are to times, so that a better one takes a lesser one's place without breaking any.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/transcript.h"
#include "store/blobs.h"
#include "store/database.h"

namespace dais::archive {

/// SQL: the order of a session's transcripts, of the table that is called `table` in the statement. One that states no
/// confidence stands where the usual one of its kind would put it.
std::string best_first(const std::string& table);

/// SQL: the confidence that the generator stated; null: none. Catalogs of earlier versions hold a number of our own for
/// captions and recognisers, which state none.
std::string stated_confidence(const std::string& table);

/// SQL: row `t` of table transcript is the one that is shown of its session.
inline const std::string kIsShown =
    "t.id = (select o.id from transcript o where o.session_id = t.session_id and o.withdrawn is null order by " +
    best_first("o") + " limit 1)";

struct TranscriptOrigin {
  std::string caption_uri;  ///< where it was read; empty for what was made here
  std::string original;  ///< as it came: captions, or the recogniser's answer
  bool is_cdp = false;  ///< `original` is CDP's own Transcript JSON
};

/// A row of table transcript whose files are written.
struct KeptTranscript {
  std::string id;
  store::Row fields;
};

/// Writes the files; the row is for the caller to put.
Result<KeptTranscript> keep_text(store::Blobs& blobs, const std::string& session_id,
                                 const domain::Transcript& transcript, const TranscriptOrigin& origin);

/// Puts the row as `source`'s, and withdraws what that source gave of the session before. Within the caller's
/// transaction; readers see it from then on.
Status put_transcript(store::Database& database, const std::string& source, const KeptTranscript& transcript);

/// What is against the transcript; empty: nothing. Within the caller's transaction.
Status set_fault(store::Database& database, const std::string& transcript_id, const std::string& fault);

/// Readers see what was written: to be called within each transaction that writes what they show.
Status announce(store::Database& database);

}  // namespace dais::archive
