// SPDX-License-Identifier: Apache-2.0
#include "archive/export_transcripts.h"

#include <algorithm>

#include <boost/json.hpp>

#include "archive/transcript_text.h"
#include "json/json.h"
#include "speech/captions.h"

namespace dais::archive {
namespace {

using store::Row;
using store::text_of;

constexpr double kMillisecondsInSecond = 1000;

constexpr char kTranscripts[] =
    "select t.id, s.id, s.session_index, e.id, t.text_blob, t.original_blob, t.original_is_cdp, e.start_at "
    "from transcript t join session s on s.id = t.session_id join event e on e.id = s.event_id "
    "where t.withdrawn is null and s.withdrawn is null and e.withdrawn is null";

Result<domain::Transcript> transcript_of(const TranscriptPlace& place, const store::Blobs& blobs) {
  const Result<std::string> packed = blobs.text(place.text_blob);
  if (!packed) return fail(packed.error());
  Result<domain::Transcript> transcript = unpack_transcript(*packed);
  if (!transcript) return fail(std::move(transcript.error()).at("transcript " + place.transcript_id));
  return transcript;
}

/// A break of lines within a sentence says nothing, and readers that cut a large CSV file into blocks stumble over it.
std::string on_one_line(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

Status visit_sentences(const TranscriptPlace& place, const domain::Transcript& transcript, const Speakers& speakers,
                       const RowVisitor& visit) {
  std::int64_t index = 0;
  for (const domain::Sentence& sentence : transcript.sentences) {
    const KnownPerson* person = sentence.speaker.empty() ? nullptr : speakers.find(sentence.speaker, place.start);
    const Row row = {place.transcript_id,
                     store::of(index++),
                     place.event_id,
                     place.session_id,
                     store::of(place.session_index),
                     store::of(static_cast<double>(sentence.start) / kMillisecondsInSecond),
                     store::of(static_cast<double>(sentence.end) / kMillisecondsInSecond),
                     store::of_text(on_one_line(sentence.speaker)),
                     person == nullptr ? store::Value{} : store::Value{person->id},
                     store::of(sentence.turn_start),
                     store::of(sentence.confidence),
                     store::of_text(on_one_line(sentence.text))};
    if (Status visited = visit(row); !visited) return visited;
  }
  return {};
}

Result<std::string> cdp_json_of(const TranscriptPlace& place, const store::Blobs& blobs) {
  if (place.is_cdp) {
    Result<std::string> original = blobs.text(place.original_blob);
    if (!original) return original;
    // CDP's own file goes out as it came, but for the breaks between its members; one in another encoding cannot.
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (original->starts_with(kByteOrderMark)) original->erase(0, kByteOrderMark.size());
    if (json::parse(*original)) return on_one_line(std::move(*original));
  }
  const Result<domain::Transcript> transcript = transcript_of(place, blobs);
  if (!transcript) return fail(transcript.error());
  return on_one_line(speech::write_cdp_json(*transcript));
}

}  // namespace

Result<std::vector<TranscriptPlace>> transcripts_to_export(store::Database& database) {
  const Result<store::Rows> rows = database.query(kTranscripts);
  if (!rows) return fail(rows.error());
  std::vector<TranscriptPlace> places;
  places.reserve(rows->size());
  for (const Row& row : *rows) {
    places.push_back({text_of(row[0]), text_of(row[1]), store::integer_of(row[2]), text_of(row[3]), text_of(row[4]),
                      text_of(row[5]), store::integer_of(row[6]) != 0, store::instant_of(row[7])});
  }
  std::ranges::sort(places, {}, &TranscriptPlace::transcript_id);
  return places;
}

RowSource sentences_of(const std::vector<TranscriptPlace>& transcripts, const store::Blobs& blobs,
                       const Speakers& speakers) {
  return [&transcripts, &blobs, &speakers](const RowVisitor& visit) -> Status {
    for (const TranscriptPlace& place : transcripts) {
      const Result<domain::Transcript> transcript = transcript_of(place, blobs);
      if (!transcript) return fail(transcript.error());
      if (Status visited = visit_sentences(place, *transcript, speakers, visit); !visited) return visited;
    }
    return {};
  };
}

Result<ExportedFile> export_transcripts(const std::string& folder, const std::vector<TranscriptPlace>& transcripts,
                                        const store::Blobs& blobs) {
  Result<GzipFile> file = GzipFile::create(folder, kTranscriptsFile);
  if (!file) return fail(std::move(file.error()));
  for (const TranscriptPlace& place : transcripts) {
    const Result<std::string> cdp = cdp_json_of(place, blobs);
    if (!cdp) return fail(cdp.error());
    std::string head = json::write(boost::json::object{{"transcript_id", place.transcript_id},
                                                       {"event_id", place.event_id},
                                                       {"session_id", place.session_id},
                                                       {"session_index", place.session_index}});
    head.back() = ',';
    if (Status written = file->write(head + "\"transcript\":" + *cdp + "}\n"); !written) return fail(written.error());
  }
  return file->close();
}

}  // namespace dais::archive
