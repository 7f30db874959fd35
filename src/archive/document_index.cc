// SPDX-License-Identifier: Apache-2.0
#include "archive/document_index.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <unordered_map>

#include "base/digest.h"
#include "documents/document_text.h"
#include "text/languages.h"
#include "text/sentences.h"

namespace dais::archive {
namespace {

/// Seven of the index's cells of 15 s: the words of a page lie in one of them, and 90 s of another page's.
constexpr std::int64_t kSecondsAPage = 105;
constexpr domain::Milliseconds kPageMs = 14'000;
/// A session ends before 100 hours: a longer document is several.
constexpr std::size_t kPagesAPart = 3000;
constexpr char kPartMark = '~';
/// Of the way in which documents are put into the index.
constexpr char kWay[] = "2|";

std::string part_id(const std::string& file_id, std::size_t part) { return file_id + kPartMark + std::to_string(part); }

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && is_blank(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_blank(text[at])) ++at;
    if (at > begin) words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

/// The page's sentences, spread over its 14 seconds.
void add_page(domain::Transcript& transcript, std::string_view page, std::size_t number, const std::string& title) {
  const std::vector<std::string_view> words = words_of(page);
  if (words.empty()) return;
  const std::vector<std::size_t> starts = text::sentence_starts(words);
  const auto begin = static_cast<domain::Milliseconds>(number) * kSecondsAPage * 1000;
  const auto count = static_cast<domain::Milliseconds>(words.size());
  for (std::size_t s = 0; s < starts.size(); ++s) {
    const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : words.size();
    domain::Sentence sentence;
    sentence.start = begin + kPageMs * static_cast<domain::Milliseconds>(starts[s]) / count;
    sentence.end = begin + kPageMs * static_cast<domain::Milliseconds>(end) / count;
    sentence.speaker = title;
    sentence.turn_start = s == 0;
    for (std::size_t w = starts[s]; w < end; ++w) {
      if (w > starts[s]) sentence.text += ' ';
      sentence.text += words[w];
    }
    transcript.sentences.push_back(std::move(sentence));
  }
}

std::string version_of(const FileText& text, const FileUse& use, const std::string& language) {
  return sha256_hex(kWay + language + "|" + text.text_blob + "|" + title_of(use) + "|" + use.event_id + "|" +
                    use.body_id + "|" + use.body_name + "|" + (use.start ? format_utc(*use.start) : "") + "|" +
                    use.timezone)
      .substr(0, 16);
}

search::SessionText head_of(const FileUse& use, const FileText& text, const config::Instance& instance) {
  search::SessionText head;
  head.language = text::stemmer_of(instance.language);
  head.event_id = use.event_id;
  head.body_id = use.body_id;
  head.body_name = use.body_name;
  head.start = use.start.value_or(text.read_at);
  head.date = format_local(head.start, use.timezone.empty() ? instance.timezone : use.timezone, "%Y-%m-%d");
  head.year = std::stoi(head.date.substr(0, 4));
  return head;
}

using UsesByUri = std::unordered_map<std::string, std::vector<FileUse>>;

UsesByUri by_uri(std::vector<FileUse> uses) {
  UsesByUri out;
  for (FileUse& use : uses) out[use.uri].push_back(std::move(use));
  return out;
}

}  // namespace

Result<PagesFound> find_pages(search::Reader& index, const search::Query& query) {
  search::Query as_typed = query;
  as_typed.by_sound = search::BySound::kNo;
  auto answer = index.find(as_typed);
  if (!answer) return fail(std::move(answer.error()));
  PagesFound found;
  found.total = answer->total;
  for (search::Hit& hit : answer->hits) {
    const std::size_t mark = hit.session_id.rfind(kPartMark);
    if (mark == std::string::npos) continue;
    const auto part = std::stoll(hit.session_id.substr(mark + 1));
    const auto page = static_cast<std::int64_t>(std::floor(hit.start_seconds / static_cast<double>(kSecondsAPage)));
    found.hits.push_back({hit.session_id.substr(0, mark), part * static_cast<std::int64_t>(kPagesAPart) + page + 1,
                          std::move(hit.snippet_html), hit.score});
  }
  return found;
}

Status DocumentIndex::put(search::Writer& writer, const FileText& text, const FileUse& use,
                          const std::string& version) {
  const Result<std::string> kept = blobs_->text(text.text_blob);
  // A lost file is read again by the pipeline; the others are not to wait for it.
  if (!kept && kept.error().code == ErrorCode::kNotFound) return {};
  if (!kept) return fail(kept.error());
  const std::vector<std::string> pages = documents::split_pages(*kept);
  const std::string title = title_of(use);
  for (std::size_t part = 0; part * kPagesAPart < pages.size(); ++part) {
    domain::Transcript transcript;
    const std::size_t end = std::min(pages.size(), (part + 1) * kPagesAPart);
    for (std::size_t page = part * kPagesAPart; page < end; ++page)
      add_page(transcript, pages[page], page - part * kPagesAPart, title);
    search::SessionText session = head_of(use, text, instance_);
    session.session_id = part_id(text.id, part);
    session.version = version;
    session.transcript = &transcript;
    if (Status put = writer.put(session); !put) return put;
  }
  return {};
}

Status DocumentIndex::put_or_remove(search::Writer& writer, const FileText& text, const std::vector<FileUse>& uses) {
  const bool is_wanted = !uses.empty() && !text.text_blob.empty();
  const std::string version = is_wanted ? version_of(text, uses.front(), instance_.language) : "";
  const Result<std::string> before = writer.version(part_id(text.id, 0));
  if (!before) return fail(before.error());
  if (*before == version) return {};
  for (std::size_t part = 0;; ++part) {
    const Result<std::string> there = writer.version(part_id(text.id, part));
    if (!there) return fail(there.error());
    if (there->empty()) break;
    if (Status removed = writer.remove(part_id(text.id, part)); !removed) return removed;
  }
  return is_wanted ? put(writer, text, uses.front(), version) : Status{};
}

Status DocumentIndex::sync(const std::set<std::string>& uris) {
  auto writer = search::open_writer(folder_);
  if (!writer) return fail(std::move(writer.error()));
  for (const std::string& uri : uris) {
    const auto text = load_file_text(*database_, uri);
    if (!text) return fail(text.error());
    if (!*text) continue;
    const auto uses = load_file_uses(*database_, std::vector{uri});
    if (!uses) return fail(uses.error());
    if (Status done = put_or_remove(**writer, **text, *uses); !done) return done;
  }
  return search::commit_and_settle(**writer);
}

Status DocumentIndex::sync_all() {
  const auto texts = load_file_texts(*database_);
  if (!texts) return fail(texts.error());
  // No folder is made for an archive without documents.
  if (std::error_code gone; texts->empty() && !std::filesystem::exists(folder_, gone)) return {};
  auto writer = search::open_writer(folder_);
  if (!writer) return fail(std::move(writer.error()));
  auto uses = load_file_uses(*database_);
  if (!uses) return fail(std::move(uses.error()));
  const UsesByUri used = by_uri(std::move(*uses));
  std::set<std::string> known;
  for (const FileText& text : *texts) {
    known.insert(text.id);
    const auto found = used.find(text.uri);
    if (Status done = put_or_remove(**writer, text, found == used.end() ? std::vector<FileUse>() : found->second);
        !done)
      return done;
  }
  const auto versions = (*writer)->versions();
  if (!versions) return fail(versions.error());
  for (const auto& [id, version] : *versions) {
    if (known.contains(id.substr(0, id.rfind(kPartMark)))) continue;
    if (Status removed = (*writer)->remove(id); !removed) return removed;
  }
  return search::commit_and_settle(**writer);
}

}  // namespace dais::archive
