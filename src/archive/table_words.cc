// SPDX-License-Identifier: Apache-2.0
#include "archive/table_words.h"

#include <algorithm>
#include <array>

namespace dais::archive {
namespace {

struct About {
  std::string_view table;
  TableWords words;
};

constexpr auto kTables = std::to_array<About>({
    {"body", {"Bodies", "Councils, committees, boards and other groups that meet."}},
    {"person",
     {"People",
      "Everybody the records name: members, sponsors, speakers. One person can have several records; "
      "same_as joins them."}},
    {"seat", {"Seats", "Places on a body that are held by one person after another, such as a district."}},
    {"role", {"Roles", "A person's office on a body, for a time."}},
    {"matter", {"Matters", "Bills, resolutions, applications and other things decided on."}},
    {"matter_text", {"Texts of matters", "The wording of a matter, where the source gives it; id is the matter's."}},
    {"matter_sponsor", {"Sponsors", "Who put a matter forward, the first sponsor first (place 0)."}},
    {"matter_file", {"Files of matters", "Documents attached to a matter, by their address at the source."}},
    {"matter_action", {"Actions on matters", "What was done with a matter, when and by which body."}},
    {"event", {"Meetings", "One meeting of a body."}},
    {"session", {"Recordings", "One recording of a meeting; a long meeting may have several."}},
    {"event_item", {"Agenda items", "What was taken up at a meeting, in its order."}},
    {"event_item_file", {"Files of agenda items", "Documents attached to an agenda item, by their address."}},
    {"vote_event", {"Votes taken", "One vote of a body on one agenda item; the rows of table vote belong to it."}},
    {"vote", {"Votes of persons", "How one person voted in one vote taken."}},
    {"attendance", {"Attendance", "One person in one roll call."}},
    {"transcript",
     {"Transcripts",
      "What is known of a recording's transcript. Its text is in table sentence; with the time of each "
      "word it is in transcripts.jsonl.gz."}},
    {"history",
     {"History",
      "Earlier values: what a field said before its source changed it, and what it came to say. Times and "
      "truths are written as in the field itself."}},
    {"identity",
     {"Identities",
      "What a record is known by at its source: \"x:\" and the source's own id, or \"n:\" and a folded "
      "name, leads to the record's id here."}},
    {"cdp_id",
     {"Council Data Project ids", "Ids that Council Data Project sites showed, and the records they lead to."}},
    {"document", {"Documents read", "What was read from each source, with a digest of what it said."}},
    {"sentence",
     {"Sentences",
      "Everything said, a sentence a row, of the transcripts that are not withdrawn. Breaks of lines within a "
      "sentence are blanks here."}},
});

struct ColumnWords {
  std::string_view table;  ///< empty: in every table
  std::string_view column;
  std::string_view description;
};

constexpr auto kColumns = std::to_array<ColumnWords>({
    {"identity", "id", "The record's id in the table that kind names."},
    {"cdp_id", "id", "The record's id in the table that kind names."},
    {"matter_text", "id", "The matter's id."},
    {"", "id", "Lasting id of the record: 13 characters of a-z and 2-7, the same in addresses of the site."},
    {"", "source", "Name of the source the record came from."},
    {"", "external_id", "The record's own id at its source; empty where the source gives none."},
    {"", "first_seen", "When the record was taken in first."},
    {"", "last_changed", "When the record said something new last."},
    {"", "withdrawn", "When the source stopped showing the record; empty while it stands."},
    {"", "name", "Name, as the source writes it."},
    {"matter", "name", "File number or name of the matter, as the source writes it."},
    {"event_item", "name", "Title on the agenda, as the source writes it."},
    {"matter_file", "name", "Title of the document."},
    {"event_item_file", "name", "Title of the document."},
    {"", "sort_key", "The name in the order in which lists sort it."},
    {"", "description", "Description, as the source writes it."},
    {"", "classification", "What kind of body it is, as the source writes it."},
    {"body", "is_active", "Whether the body still meets, as the source says."},
    {"person", "is_active", "Whether the person holds office now, as the source says."},
    {"body", "start_at", "When the body was founded."},
    {"body", "end_at", "When the body was dissolved."},
    {"role", "start_at", "When the role began."},
    {"role", "end_at", "When the role ended or will end."},
    {"event", "start_at", "When the meeting began or is to begin."},
    {"session", "start_at", "When the recording began."},
    {"", "stated", "Whether the source has a record of its own for it; false where other records only name it."},
    {"", "email", "E-mail address."},
    {"", "phone", "Telephone number."},
    {"", "website", "Address of a web site."},
    {"", "picture_uri", "Address of a picture."},
    {"", "same_as", "Id of the record that stands for this person, where several records are one person."},
    {"", "same_as_evidence", "Why the records are taken for one person."},
    {"", "electoral_area", "Area that the seat stands for."},
    {"", "electoral_type", "Kind of that area, such as a district."},
    {"", "image_uri", "Address of a picture or map."},
    {"", "person_id", "The person."},
    {"sentence", "person_id", "The person who speaks, where the caption's label names exactly one; else empty."},
    {"", "body_id", "The body."},
    {"", "seat_id", "The seat."},
    {"", "title", "Title, as the source writes it."},
    {"role", "title", "Title of the office, as the source writes it."},
    {"", "matter_type", "Kind of matter, as the source writes it."},
    {"matter", "status", "Where the matter stands, as the source writes it."},
    {"event", "status", "State of the meeting, as the source writes it: Final, Cancelled …"},
    {"", "summary", "Summary, as the source writes it."},
    {"", "introduced_at", "When the matter was introduced."},
    {"", "passed_at", "When the matter passed."},
    {"", "enacted_at", "When the matter became law."},
    {"", "enactment_number", "Number of the law it became."},
    {"", "source_uri", "Address of a page for people at the source."},
    {"", "matter_id", "The matter."},
    {"matter_text", "text", "The wording, as plain text; it may hold breaks of lines."},
    {"sentence", "text", "The words of the sentence."},
    {"", "place", "Position in the list it belongs to, from 0."},
    {"", "uri", "Address of the document."},
    {"", "event_id", "The meeting."},
    {"", "event_item_id", "The agenda item."},
    {"", "acted_at", "When it was done."},
    {"", "action", "What was done, as the source writes it."},
    {"vote_event", "action", "What was voted on, as the source writes it."},
    {"", "outcome", "Outcome as the source states it; compare it with the rows."},
    {"", "timezone", "IANA time zone of the clock on the wall of the meeting."},
    {"", "location", "Where the meeting is, as the source writes it."},
    {"", "comment", "Remark of the source on the meeting."},
    {"", "agenda_uri", "Address of the agenda."},
    {"", "minutes_uri", "Address of the minutes."},
    {"", "static_thumbnail_uri", "Address of a small picture of the recording."},
    {"", "hover_thumbnail_uri", "Address of a small moving picture of the recording."},
    {"", "session_index", "Number of the recording within its meeting, from 0."},
    {"", "media_uri", "Address of the recording."},
    {"", "media_blob", "Name of the recording that is kept here, made from its content."},
    {"", "clip_start_seconds", "Where in the recording the meeting begins."},
    {"", "clip_end_seconds", "Where in the recording the meeting ends."},
    {"", "caption_uri", "Address of the captions."},
    {"", "agenda_number", "Number on the agenda, as printed."},
    {"", "decision", "Outcome as the source states it."},
    {"", "method", "How the vote was taken, as the source writes it."},
    {"event_item", "start_seconds", "Where in the recording the item is taken up."},
    {"sentence", "start_seconds", "Where in the recording the sentence begins, in seconds."},
    {"sentence", "end_seconds", "Where in the recording the sentence ends, in seconds."},
    {"transcript", "end_seconds", "Where in the recording the last sentence ends, in seconds."},
    {"", "voted_at", "When the vote was taken."},
    {"", "vote_event_id", "The vote taken, to which this one belongs."},
    {"vote", "value", "The source's own word: Affirmative, Nay, Excused …"},
    {"attendance", "value", "The source's own word: Present, Absent, Excused …"},
    {"", "class",
     "What kind of vote the word means. An absence is never a no; a word that nobody taught the archive is "
     "unrecognised."},
    {"", "session_id", "The recording."},
    {"", "transcript_id", "The transcript."},
    {"", "generator", "What made the transcript, with its version."},
    {"transcript", "confidence", "How sure the generator is of the whole, 0 to 1; empty where it does not say."},
    {"sentence", "confidence", "How sure the generator is of the sentence, 0 to 1; empty where it does not say."},
    {"transcript", "kind", "What made the text: a person, a caption file, a recogniser, or a rough draft."},
    {"", "kind", "The table of the record that is meant."},
    {"", "language", "Language of what is said, as a BCP 47 tag."},
    {"", "created_at", "When the transcript was made, as its source says."},
    {"", "text_blob", "Name of the kept text, made from its content."},
    {"", "original_blob", "Name of the captions as they came, made from their content."},
    {"", "original_is_cdp", "Whether the captions came as a transcript of the Council Data Project."},
    {"", "sentence_count", "How many sentences it has."},
    {"", "speakers", "The labels of the speakers and how often each begins to speak, as JSON."},
    {"", "fault",
     "Why another transcript of the recording is shown first: too short, too late; empty: nothing is against it."},
    {"", "record_id", "Id of the record in the table that kind names."},
    {"", "field", "Name of the column that changed."},
    {"", "nth", "Which change of this field it was, from 1."},
    {"", "old_value", "What the field said before; empty where it said nothing."},
    {"", "new_value", "What the field said from then on; empty where it says nothing any more."},
    {"", "changed_at", "When the change was taken in."},
    {"identity", "key", "\"x:\" and the source's own id, or \"n:\" and a folded name."},
    {"document", "key", "Name of the document at its source."},
    {"", "cdp_id", "The 12 hexadecimal digits that a Council Data Project site used."},
    {"", "digest", "SHA-256 over what the document said, with the version of the mapping before it."},
    {"", "records", "The document's own records, as kind:id, a blank between two."},
    {"", "sentence_index", "Number of the sentence within its transcript, from 0."},
    {"", "speaker", "The label that the captions give; empty where they name nobody."},
    {"", "is_turn_start", "Whether somebody else begins to speak here."},
});

}  // namespace

TableWords words_about(std::string_view table) {
  const auto found = std::ranges::find(kTables, table, &About::table);
  return found == kTables.end() ? TableWords{} : found->words;
}

std::string_view describe_column(std::string_view table, std::string_view column) {
  std::string_view everywhere;
  for (const ColumnWords& words : kColumns) {
    if (words.column != column) continue;
    if (words.table == table) return words.description;
    if (words.table.empty()) everywhere = words.description;
  }
  return everywhere;
}

}  // namespace dais::archive
