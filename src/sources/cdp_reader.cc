// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_reader.h"

#include "base/digest.h"
#include "os/files.h"
#include "sources/cdp_records.h"
#include "sources/reading.h"

namespace dais::sources::cdp {
namespace {

constexpr std::uint64_t kMaxFileBytes = 256ULL << 20U;

/// "event:mpls-2023-01-03", or of the content where there is no external id.
std::string name_of(const domain::Record& record, std::string_view text) {
  constexpr std::array kKinds = {"person:", "matter:", "event:"};
  const std::string id = std::visit([](const auto& value) { return value.external_id; }, record);
  return kKinds.at(record.index()) + (id.empty() ? sha256_hex(text).substr(0, 16) : id);
}

/// The object's text and the captions that were read for it.
std::string content_of(std::string_view text, const domain::Event& event) {
  std::string content(text);
  for (const domain::Session& session : event.sessions) {
    content += "\n" + (session.caption ? sha256_hex(session.caption->content) : std::string("-"));
    content += session.media_path ? "+" : "-";
  }
  return content;
}

/// A transcript that a meeting links: in a folder it lies among the meetings and is no mistake.
bool is_linked_transcript(const Object& object, const Origin& origin) {
  const bool in_a_folder = origin.surroundings.beside.empty();
  return in_a_folder && object.view["sentences"].is_array() && !object.view["body"].present();
}

}  // namespace

void Reader::read_file(const std::string& path, const Origin& origin) {
  auto text = os::read_file(path, kMaxFileBytes);
  if (!text) return refuse(origin.shown, std::move(text).error());
  read_text(*text, origin);
}

void Reader::read_text(std::string_view text, const Origin& origin) { for_each_object(text, taker(origin)); }

Taker Reader::taker(const Origin& origin) {
  return {[this, &origin](const Object& object) { take(object, origin); },
          [this, &origin](const std::string& place, Error error) { refuse(origin.shown + place, std::move(error)); }};
}

void Reader::refuse(const std::string& where, Error error) {
  complete_ = false;
  // The file functions name the path; it stands in `where` already.
  if (error.message.starts_with(where + ": ")) error.message.erase(0, where.size() + 2);
  sink_.refuse({where, std::move(error)});
}

bool Reader::inside_window(const domain::Event& event) const {
  std::optional<Instant> start = event.start;
  for (const domain::Session& session : event.sessions) {
    if (!event.start && session.start && (!start || *session.start < *start)) start = session.start;
  }
  return window_.whole() || (start && contains(window_, *start));
}

void Reader::take(const Object& object, const Origin& origin) {
  if (is_linked_transcript(object, origin)) return;
  Problems problems(origin.shown + object.place);
  auto record = read_record(Fields(object.view, zone_, problems));
  Document document;
  if (!record) {
    complete_ = false;
    return problems.report(sink_);
  }
  const bool by_number = origin.naming == Origin::Naming::kByNumber;
  document.key = origin.key + (by_number ? object.key_suffix : "#" + name_of(*record, object.text));
  if (auto* event = std::get_if<domain::Event>(&*record)) {
    if (!inside_window(*event)) return;
    take_event(object, *event, document, origin, problems);
  } else if (document.digest = digest_of(object.text, zone_); !sink_.wants(document.key, document.digest)) {
    return problems.report(sink_);
  }
  problems.report(sink_);
  if (!document.digest.empty()) hand_over(std::move(document), std::move(*record));
}

/// Leaves the digest empty where the event is not wanted.
void Reader::take_event(const Object& object, domain::Event& event, Document& document, const Origin& origin,
                        Problems& problems) {
  const std::vector<json::View> views = session_views(object.view);
  for (std::size_t i = 0; i < event.sessions.size(); ++i) {
    attach_local_files(event.sessions[i], views[i], origin.surroundings, problems);
  }
  const std::string digest = digest_of(content_of(object.text, event), zone_);
  if (!sink_.wants(document.key, digest)) return;
  document.digest = digest;
  for (std::size_t i = 0; i < event.sessions.size(); ++i) {
    if (!wants_remote_captions(event.sessions[i])) continue;
    fetch_captions(event.sessions[i], views[i], client_, problems);
    // Not the digest that is asked for: the next read tries again.
    if (!event.sessions[i].caption) document.digest = digest_of(digest + " without captions", zone_);
  }
}

void Reader::hand_over(Document document, domain::Record record) {
  document.records.push_back(std::move(record));
  sink_.take(std::move(document));
}

}  // namespace dais::sources::cdp
