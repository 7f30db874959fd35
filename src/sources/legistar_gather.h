// SPDX-License-Identifier: Apache-2.0
// One run over a Legistar Web API, from the lists to the last record. For legistar_source.cc.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sources/in_order.h"
#include "sources/legistar_api.h"
#include "sources/legistar_listing.h"
#include "sources/legistar_looks.h"
#include "sources/legistar_memory.h"
#include "sources/legistar_plan.h"
#include "sources/source.h"

namespace dais::sources::legistar {

struct GatherSettings {
  std::string zone;
  int look_back_days = 30;
  std::size_t sweep = 20;
  std::string summary_field;
  AtOnce at_once;
};

class Gather {
 public:
  Gather(Api& api, const GatherSettings& settings, const Window& window, Sink& sink);
  /// Errors: a list that cannot be had, or a server that stopped answering.
  Status run();

 private:
  // The lists: who and what there is, and what of it is new or changed. legistar_lists.cc
  Status read_people();
  void take_people(const std::vector<boost::json::object>& persons, const std::vector<boost::json::object>& roles);
  void note_namesakes(const std::vector<boost::json::object>& persons);
  Status read_bodies();
  Status read_events();
  Status read_matters();
  Result<Listing> list(const char* path, const char* id, const std::string& filter, std::string_view select);
  [[nodiscard]] std::string events_filter() const;
  [[nodiscard]] std::string matters_filter() const;
  void withdraw_vanished();
  void check_vanished(const char* table, const char* kind, const char* key, const std::vector<Number>& missing,
                      std::size_t known);

  // The records. legistar_gather.cc
  void look_at_matters(const std::vector<Number>& ids);
  std::vector<boost::json::object> matter_rows(const std::vector<Number>& ids);
  void use(Number id, MatterLook look);
  void look_at_events(const std::vector<Number>& ids, VotesAsked asked);
  void follow_matters(const std::vector<EventLook>& looks);
  void use(Number id, EventLook look);
  void leave_votes_to_come(EventLook& look) const;
  bool usable(const std::string& key, const char* kind, Number id, Seen seen, const Error& error);
  void keep(Document document);
  void learn(const Document& document);
  void shown_progress();

  // Looking again. legistar_again.cc
  void look_at_recent();
  void sweep();
  bool ask_persons(const std::map<Number, Number>& votes_in, const std::map<Number, Number>& calls_in,
                   std::set<Number>& changed);

  Status finish();
  [[nodiscard]] std::string first_recent() const;
  [[nodiscard]] bool is_whole() const { return window_.whole() && listing_whole_; }

  Api& api_;
  const GatherSettings& settings_;
  const Window& window_;
  Sink& sink_;
  Instant began_;
  Remembered known_;
  bool listing_whole_ = false;  ///< this time the lists are read whole, to see what has vanished
  std::unordered_map<std::string, domain::Body> bodies_;
  std::vector<Number> persons_;
  std::unordered_map<Number, std::string> event_stamps_;
  std::unordered_map<Number, std::string> matter_stamps_;
  std::unordered_set<Number> matters_with_record_;
  std::vector<Number> events_to_look_at_;
  std::vector<Number> matters_to_look_at_;
  std::vector<Number> vanished_persons_, vanished_events_, vanished_matters_;
  std::unordered_set<Number> matters_to_come_;  ///< could not be had, and are not known from before
  std::unordered_set<Number> events_looked_at_;
  std::unordered_set<Number> matters_looked_at_;
  std::unordered_map<Number, std::string> fresh_votes_;
  std::string events_mark_, matters_mark_;
  std::uint64_t failures_ = 0;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
  std::string outage_;
};

}  // namespace dais::sources::legistar
