// SPDX-License-Identifier: Apache-2.0
#include "search/segment.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>

#include "search/block_texts.h"
#include "search/bytes.h"
#include "search/segment_format.h"

namespace dais::search {
namespace {

/// The file in memory; an empty view and errno where that cannot be.
std::string_view map_file(const std::string& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  struct stat status{};
  void* mapped = MAP_FAILED;
  if (::fstat(fd, &status) == 0 && status.st_size > 0)
    mapped = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED, fd, 0);
  else
    errno = EINVAL;
  const int why = errno;
  ::close(fd);
  errno = why;
  if (mapped == MAP_FAILED) return {};
  return {static_cast<const char*>(mapped), static_cast<std::size_t>(status.st_size)};
}

/// What is no fault of the file may be over the next time.
ErrorCode code_of(int why) {
  if (why == ENOENT) return ErrorCode::kNotFound;
  return why == EMFILE || why == ENFILE || why == ENOMEM || why == EINTR ? ErrorCode::kIo : ErrorCode::kStorage;
}

}  // namespace

std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

Result<std::shared_ptr<const Segment>> Segment::open(const std::string& file) {
  std::shared_ptr<Segment> segment(new Segment());
  segment->file_ = file;
  segment->map_ = map_file(file);
  if (segment->map_.empty()) return fail(code_of(errno), file + ": cannot be read: " + std::strerror(errno));
  if (Status read = segment->read_table(); !read) return fail(read.error());
  if (Status read = segment->read_sessions(); !read) return fail(read.error());
  return segment;
}

Segment::~Segment() {
  if (!map_.empty()) ::munmap(const_cast<char*>(map_.data()), map_.size());
}

Error Segment::damaged(std::string_view what) const {
  return {ErrorCode::kStorage, file_ + ": this part of the search index is damaged: " + std::string(what)};
}

Status Segment::read_table() {
  if (map_.size() < sizeof(SegmentHead)) return fail(damaged("it is too short"));
  const auto head = record_at<SegmentHead>(map_, 0);
  if (std::string_view(head.magic.data(), head.magic.size()) != kSegmentMagic || head.format != kSegmentFormat)
    return fail(damaged("it does not begin as one does"));
  const std::string_view table(reinterpret_cast<const char*>(head.places.data()), sizeof(head.places));
  if (checksum(table) != head.crc) return fail(damaged("its table"));
  for (const PartPlace& place : head.places) {
    if (place.offset > map_.size() || place.size > map_.size() - place.offset) return fail(damaged("it was cut short"));
    if (place.offset % kPartAlignment != 0) return fail(damaged("its table"));
    if (!parts_.empty() && map_.data() + place.offset < parts_.back().data() + parts_.back().size())
      return fail(damaged("its table"));
    parts_.push_back(map_.substr(place.offset, place.size));
    sums_.push_back(place.crc);
  }
  const PartPlace& last = head.places.back();
  if (last.offset + last.size != map_.size()) return fail(damaged("it goes on after its end"));
  return {};
}

std::string_view Segment::part(std::size_t kind) const { return parts_[kind]; }

Status Segment::read_sessions() {
  ByteReader in(part(kSessions));
  const std::size_t count = in.count();
  SegmentSession next;
  std::size_t names = 0;
  const auto records = [&](std::size_t kind, std::size_t size) {
    return static_cast<std::uint32_t>(std::min<std::size_t>(part(kind).size() / size, UINT32_MAX));
  };
  const std::uint32_t passages = records(kPassages, sizeof(PassagePlace));
  const std::uint32_t sentences = records(kSentences, sizeof(SentencePlace));
  const std::uint32_t cells = records(kCells, sizeof(std::uint32_t));
  for (std::size_t i = 0; i < count; ++i) {
    SegmentSession& session = sessions_.emplace_back(next);
    SessionHead& head = session.head;
    for (std::string* text : {&head.id, &head.event_id, &head.body_id, &head.body_name, &head.version, &head.language})
      *text = in.text();
    head.start_ms = static_cast<std::int64_t>(in.number());
    head.date = static_cast<std::int64_t>(in.number());
    head.year = static_cast<int>(in.number());
    session.passages = in.at_most(passages - session.first_passage);
    session.blocks = (session.passages + kPassagesInBlock - 1) / kPassagesInBlock;
    session.sentences = in.at_most(sentences - session.first_sentence);
    session.cells = in.at_most(cells - session.first_cell);
    session.words = in.at_most(UINT32_MAX);
    const std::uint64_t traits = in.number();
    session.is_wild = (traits & kWild) != 0;
    session.has_brief = (traits & kHasBriefPassage) != 0;
    session.is_in_order = (traits & kInOrder) != 0;
    const std::size_t size = in.number();
    const bool lacks = session.passages > 0 &&
                       (session.sentences == 0 || session.cells == 0 || session.cells + session.first_cell >= cells);
    if (in.broken() || lacks || size > part(kNames).size() - names || session.blocks > blocks() - next.first_block)
      return fail(damaged("its sessions"));
    session.names = part(kNames).substr(names, size);
    names += size;
    next.first_block += session.blocks;
    next.first_passage += session.passages;
    next.first_sentence += session.sentences;
    next.first_cell += session.passages > 0 ? session.cells + 1 : 0;
  }
  if (in.broken() || next.first_block != blocks()) return fail(damaged("its sessions"));
  return {};
}

std::uint32_t Segment::blocks() const {
  return static_cast<std::uint32_t>(std::min<std::size_t>(part(kBlocks).size() / sizeof(BlockPlace), UINT32_MAX));
}

template <typename T>
std::span<const T> Segment::records(std::size_t kind, std::size_t first, std::size_t count) const {
  // Parts are aligned for every record: see read_table().
  return {reinterpret_cast<const T*>(part(kind).data()) + first, count};
}

Outline Segment::outline(std::uint32_t number) const {
  const SegmentSession& session = sessions_[number];
  return {records<SentencePlace>(kSentences, session.first_sentence, session.sentences),
          records<PassagePlace>(kPassages, session.first_passage, session.passages),
          records<std::uint32_t>(kCells, session.first_cell, session.cells + 1), session.words};
}

std::vector<std::string> Segment::speakers(std::uint32_t session) const {
  return ByteReader(sessions_[session].names).texts();
}

std::vector<std::string> Segment::persons(std::uint32_t session) const {
  ByteReader in(sessions_[session].names);
  in.texts();
  return in.texts();
}

std::size_t Segment::groups() const { return part(kTermGroups).size() / sizeof(TermGroup); }

std::string_view Segment::group(std::size_t number) const {
  const std::string_view terms = part(kTerms);
  const std::uint64_t begin = record_at<TermGroup>(part(kTermGroups), number).terms_offset;
  const std::uint64_t end =
      number + 1 < groups() ? record_at<TermGroup>(part(kTermGroups), number + 1).terms_offset : terms.size();
  return begin <= end && end <= terms.size() ? terms.substr(begin, end - begin) : std::string_view();
}

std::string_view Segment::first_stem(std::size_t number) const {
  ByteReader in(group(number));
  in.number();
  return in.text();
}

/// Goes through the terms of a group; forms are taken apart only of those that are asked for.
class Segment::GroupReader {
 public:
  GroupReader(const Segment& segment, std::size_t group)
      : segment_(segment),
        in_(segment.group(group)),
        next_postings_(record_at<TermGroup>(segment.part(kTermGroups), group).postings_offset) {}

  /// False at the end, and where it is damaged.
  bool next() {
    if (in_.at_end()) return false;
    const std::size_t shared = in_.number();
    is_damaged_ = shared > stem_.size();
    if (is_damaged_) return false;
    stem_.resize(shared);
    stem_ += in_.text();
    forms_ = in_;
    for (std::size_t left = in_.count(); left > 0 && !in_.broken(); --left) {
      in_.number();
      in_.text();
      in_.number();
    }
    passages_ = in_.number();
    heads_ = in_.number();
    const std::uint64_t size = in_.number();
    const std::string_view postings = segment_.part(kPostings);
    is_damaged_ = in_.broken() || next_postings_ > postings.size() || size > postings.size() - next_postings_;
    if (is_damaged_) return false;
    packed_ = postings.substr(next_postings_, size);
    next_postings_ += size;
    return true;
  }
  [[nodiscard]] bool is_damaged() const { return is_damaged_; }
  /// Of the term that next() came to.
  [[nodiscard]] std::string_view stem() const { return stem_; }
  [[nodiscard]] Term term() const {
    Term term;
    term.stem = stem_;
    ByteReader in = forms_;
    term.forms.resize(in.count());
    for (TermForm& form : term.forms) {
      const std::size_t same = std::min<std::size_t>(in.number(), stem_.size());
      form.word = stem_.substr(0, same);
      form.word += in.text();
      form.said = in.number();
    }
    term.passages = passages_;
    term.packed = packed_;
    term.postings = PostingsView(packed_, heads_, form_bits(term.forms.size()), segment_.blocks());
    return term;
  }

 private:
  const Segment& segment_;
  ByteReader in_;
  std::uint64_t next_postings_;
  bool is_damaged_ = false;
  std::string stem_;
  ByteReader forms_{{}};
  std::uint64_t passages_ = 0;
  std::uint64_t heads_ = 0;
  std::string_view packed_;
};

std::optional<std::size_t> Segment::group_of(std::string_view stem) const {
  std::size_t low = 0;
  std::size_t high = groups();
  const std::uint64_t begin = begin_of(stem);
  const auto begins_by = [&](std::size_t group) {
    const std::uint64_t first = record_at<TermGroup>(part(kTermGroups), group).begin;
    return first != begin ? first < begin : first_stem(group) <= stem;
  };
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    begins_by(middle) ? low = middle + 1 : high = middle;
  }
  return low == 0 ? std::nullopt : std::optional(low - 1);
}

Result<std::optional<Term>> Segment::find(std::string_view stem) const {
  const auto number = group_of(stem);
  if (!number) return std::nullopt;
  GroupReader group(*this, *number);
  while (group.next() && group.stem() <= stem) {
    if (group.stem() == stem) return group.term();
  }
  if (group.is_damaged()) return fail(damaged("its words"));
  return std::nullopt;
}

Status Segment::each_term(std::string_view from, const std::function<Result<bool>(const Term&)>& take) const {
  for (std::size_t number = group_of(from).value_or(0); number < groups(); ++number) {
    GroupReader group(*this, number);
    while (group.next()) {
      if (group.stem() < from) continue;
      const auto goes_on = take(group.term());
      if (!goes_on) return fail(goes_on.error());
      if (!*goes_on) return {};
    }
    if (group.is_damaged()) return fail(damaged("its words"));
  }
  return {};
}

Result<std::string_view> Segment::packed_texts(std::uint32_t block) const {
  if (block >= blocks()) return fail(damaged("a block that it does not have"));
  const auto place = record_at<BlockPlace>(part(kBlocks), block);
  if (place.text_offset > part(kTexts).size() || place.text_size > part(kTexts).size() - place.text_offset)
    return fail(damaged("its blocks"));
  return part(kTexts).substr(place.text_offset, place.text_size);
}

Result<std::vector<std::string>> Segment::texts(std::uint32_t block) const {
  const auto packed = packed_texts(block);
  if (!packed) return fail(packed.error());
  auto texts = unpack_texts(*packed);
  if (!texts) return fail(damaged("its texts"));
  return std::move(*texts);
}

Status Segment::verify() const {
  const char* end = map_.data() + sizeof(SegmentHead);
  for (const std::string_view part : parts_) {
    if (std::any_of(end, part.data(), [](char c) { return c != 0; })) return fail(damaged("between its parts"));
    end = part.data() + part.size();
  }
  for (std::size_t kind = 0; kind < kParts; ++kind) {
    if (checksum(part(kind)) != sums_[kind]) return fail(damaged("its " + std::string(kPartNames[kind])));
  }
  return {};
}

}  // namespace dais::search
