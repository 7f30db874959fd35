// SPDX-License-Identifier: Apache-2.0
// Domain values → rows of the catalog: gives each record its id, says which lists are complete, and keeps captions and
// recordings as blobs. Writes nothing itself: Merge does, when the document is whole.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "archive/identity.h"
#include "archive/merge.h"
#include "archive/other_lists.h"
#include "archive/spelling.h"
#include "domain/values.h"
#include "domain/vote_class.h"
#include "store/blobs.h"

namespace dais::archive {

/// What a document brought, for the ledger and the summary.
struct Brought {
  std::vector<std::pair<std::string, std::string>> records;  ///< kind, id: of the document's own records
  std::int64_t events = 0;
  std::int64_t items = 0;
  std::int64_t votes = 0;
  std::int64_t transcripts = 0;
  std::vector<std::pair<std::string, Error>> refused;  ///< parts that could not be taken: where in the record, why
  std::vector<std::string> warnings;
};

/// A CDP document id that leads to one of ours.
struct CdpLink {
  std::string kind, cdp_id, id;
};

struct Zone {
  std::string name;  ///< the instance's IANA zone, for records that bring none
};

class Recorder {
 public:
  Recorder(Merge& merge, Identity& identity, store::Blobs& blobs, domain::VoteMapping votes, std::string source,
           Zone zone);

  /// Errors mean that the record as a whole cannot be taken (an event without a time, a person without a name).
  Status record(const domain::Record& record, Brought& brought);

  /// What other sources gave and keep; none until it is set.
  void respect(OtherLists lists) { others_ = std::move(lists); }
  [[nodiscard]] const OtherLists& others() const { return others_; }

  /// Whose care transcripts get; none until it is set. REQUIRES: it outlives the recorder.
  void care_by(Spelling& spelling) { spelling_ = &spelling; }

  [[nodiscard]] const std::vector<CdpLink>& cdp_links() const { return cdp_links_; }
  void clear_cdp_links() { cdp_links_.clear(); }

 private:
  Status record_person(const domain::Person& person, Brought& brought);
  Status record_matter(const domain::Matter& matter, Brought& brought);
  Status record_event(const domain::Event& event, Brought& brought);

  std::string put_body(const domain::Body& body, domain::Standing standing);
  std::string put_person(const domain::Person& person);
  void put_role(const domain::Role& role, const std::string& person_id, const std::string& seat_id);
  std::string put_seat(const domain::Seat& seat);
  std::string put_matter(const domain::Matter& matter);
  void put_sponsors(const domain::Matter& matter, const std::string& matter_id);
  void put_matter_files(const domain::Matter& matter, const std::string& matter_id);
  void put_actions(const domain::Matter& matter, const std::string& matter_id, Brought& brought);
  void put_item(const domain::EventItem& item, const std::string& event_id, const std::string& body_id, Instant start,
                std::int64_t place, Brought& brought);
  void put_attendance(const domain::EventItem& item, const std::string& event_id, const std::string& item_id);
  void put_votes(const std::vector<domain::Vote>& votes, const std::string& vote_event_id, Brought& brought);
  Status put_session(const domain::Session& session, const std::string& event_id, Brought& brought);
  Status put_transcript(const domain::Session& session, const std::string& session_id, Brought& brought);
  std::string item_id(const domain::EventItem& item, const std::string& event_id);
  void link_cdp(std::string_view kind, std::string cdp_id, const std::string& id);

  Merge* merge_;
  Identity* identity_;
  store::Blobs* blobs_;
  domain::VoteMapping vote_mapping_;
  std::string source_;
  Zone zone_;
  OtherLists others_;
  Spelling* spelling_ = nullptr;
  std::vector<CdpLink> cdp_links_;
  std::set<std::string> linked_;
  std::map<std::string, int> times_named_;  ///< items without external id: how often the event has named this one
};

}  // namespace dais::archive
