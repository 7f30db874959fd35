// SPDX-License-Identifier: Apache-2.0
#include "search/postings.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace dais::search {
namespace {

struct Said {
  BlockHead head;
  std::vector<Occurrence> occurrences;
};

constexpr unsigned kFormBits = 3;
constexpr std::uint32_t kBlocks = 200'000;

std::map<std::uint32_t, Said> any_postings() {
  std::map<std::uint32_t, Said> all;
  const int farthest = *rc::gen::element(3, 300, 90'000);
  std::uint32_t block = 0;
  for (int left = *rc::gen::inRange(0, 120); left > 0; --left) {
    block += static_cast<std::uint32_t>(*rc::gen::inRange(1, farthest));
    if (block >= kBlocks) break;
    Said said;
    said.head.block = block;
    said.head.passages = *rc::gen::nonZero<std::uint16_t>();
    said.head.impact.edges = *rc::gen::arbitrary<std::uint8_t>();
    for (std::uint8_t& part : said.head.impact.parts) part = *rc::gen::arbitrary<std::uint8_t>();
    std::uint32_t place = 0;
    const int count = *rc::gen::weightedElement<int>({{12, 1}, {3, 4}, {1, 300}});
    for (int i = 0; i < count; ++i) {
      place += static_cast<std::uint32_t>(*rc::gen::inRange(1, 200));
      said.occurrences.push_back({place, static_cast<std::uint32_t>(*rc::gen::inRange(0, 8))});
    }
    said.head.count = static_cast<std::uint8_t>(std::min<std::size_t>(said.occurrences.size(), kMostCounted));
    all[block] = said;
  }
  return all;
}

std::vector<std::uint32_t> places_of(const std::vector<Occurrence>& occurrences, std::uint32_t form) {
  std::vector<std::uint32_t> places;
  for (const Occurrence& one : occurrences) {
    if (form == kEveryForm || one.form == form) places.push_back(one.place);
  }
  return places;
}

PostingsWriter::Packed packed(const std::map<std::uint32_t, Said>& all) {
  PostingsWriter writer(kFormBits);
  for (const auto& [block, said] : all) writer.add(said.head, said.occurrences);
  return writer.take();
}

RC_GTEST_PROP(Postings, AreReadAsTheyWereWritten, ()) {
  const auto all = any_postings();
  const auto bytes = packed(all);
  const PostingsView view(bytes.bytes, bytes.heads, kFormBits, kBlocks);
  auto expected = all.begin();
  view.each_with_occurrences([&](const BlockHead& head, const std::vector<Occurrence>& occurrences) {
    RC_ASSERT(expected != all.end());
    RC_ASSERT(head.block == expected->first);
    RC_ASSERT(head.passages == expected->second.head.passages);
    RC_ASSERT(head.impact.parts == expected->second.head.impact.parts);
    RC_ASSERT(head.impact.edges == expected->second.head.impact.edges);
    RC_ASSERT(head.count == expected->second.head.count);
    RC_ASSERT(occurrences == expected->second.occurrences);
    ++expected;
  });
  RC_ASSERT(expected == all.end());
}

RC_GTEST_PROP(Postings, OneBlockIsFoundAmongAll, ()) {
  const auto all = any_postings();
  const auto bytes = packed(all);
  const PostingsView view(bytes.bytes, bytes.heads, kFormBits, kBlocks);
  PostingsCursor cursor(view);
  std::vector<Occurrence> here;
  std::vector<std::uint32_t> read;
  std::uint32_t last = all.empty() ? 10 : all.rbegin()->first + 2;
  for (std::uint32_t block = 0; block <= std::min(last, kBlocks);
       block += static_cast<std::uint32_t>(*rc::gen::element(1, 1, 2, 50, 4'000))) {
    const auto wanted = all.find(block);
    view.occurrences(block, here);
    const auto head = cursor.seek(block);
    RC_ASSERT(head.has_value() == (wanted != all.end()));
    RC_ASSERT(here == (wanted == all.end() ? std::vector<Occurrence>() : wanted->second.occurrences));
    if (!head) continue;
    const std::uint32_t form = *rc::gen::element(0U, 1U, kEveryForm);
    read.clear();
    cursor.read(form, read);
    RC_ASSERT(read == places_of(here, form));
    view.each_with_places(block, block + 1, [&](std::uint32_t found, const std::vector<std::uint32_t>& places) {
      RC_ASSERT(found == block);
      read = places_of(here, kEveryForm);
      read.erase(std::unique(read.begin(), read.end()), read.end());
      RC_ASSERT(places == read);
    });
  }
}

RC_GTEST_PROP(Postings, AreSpreadByBlock, ()) {
  const auto all = any_postings();
  const auto bytes = packed(all);
  const PostingsView view(bytes.bytes, bytes.heads, kFormBits, kBlocks);
  std::vector<std::uint16_t> passages(kBlocks, 0);
  std::vector<std::uint8_t> counts(kBlocks, 0);
  std::vector<PartsOfImpact> parts(kBlocks);
  std::vector<std::uint8_t> edges(kBlocks, 0);
  const HeadColumns columns{passages, counts, parts, edges};
  view.spread(columns);
  for (const auto& [block, said] : all) {
    const BlockHead head = columns.head(block);
    RC_ASSERT(head.passages == said.head.passages);
    RC_ASSERT(head.count == said.head.count);
    RC_ASSERT(head.impact.parts == said.head.impact.parts);
    RC_ASSERT(head.impact.edges == said.head.impact.edges);
  }
  RC_ASSERT(static_cast<std::size_t>(std::ranges::count(passages, 0)) == kBlocks - all.size());
  const std::uint32_t form = *rc::gen::element(0U, 1U, kEveryForm);
  std::map<std::uint32_t, std::vector<std::uint32_t>> of_form;
  view.each_of_form(form, [&](const BlockHead& head, const auto& places) { of_form[head.block] = places; });
  for (const auto& [block, said] : all) RC_ASSERT(of_form[block] == places_of(said.occurrences, form));
}

RC_GTEST_PROP(Postings, DamagedBytesAreReadWithoutHarm, ()) {
  auto bytes = packed(any_postings());
  for (int left = *rc::gen::inRange(1, 6); left > 0 && !bytes.bytes.empty(); --left) {
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(bytes.bytes.size())));
    bytes.bytes[at] = *rc::gen::arbitrary<char>();
  }
  bytes.bytes.resize(static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(bytes.bytes.size()) + 1)));
  const PostingsView view(bytes.bytes, *rc::gen::element(bytes.heads, bytes.heads + 1'000, std::uint64_t{1} << 60U),
                          kFormBits, kBlocks);
  PostingsCursor cursor(view);
  std::vector<Occurrence> here;
  std::vector<std::uint32_t> places;
  view.each([&](const BlockHead& head) { RC_ASSERT(head.block < kBlocks); });
  for (std::uint32_t block = 0; block < kBlocks; block += 7'919) {
    view.occurrences(block, here);
    if (cursor.seek(block)) cursor.read(1, places);
    view.each_with_places(block, block + 100, [](std::uint32_t, const auto&) {});
  }
  view.each_of_form(1, [](const BlockHead& head, const auto&) { RC_ASSERT(head.block < kBlocks); });
}

}  // namespace
}  // namespace dais::search
