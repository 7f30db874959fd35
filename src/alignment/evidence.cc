// SPDX-License-Identifier: Apache-2.0
#include "alignment/evidence.h"

#include <algorithm>
#include <cmath>

namespace dais::alignment {
namespace {

constexpr double kLead = 1.5;  // a sentence's time may be a little late

double& at(Features& features, Feature feature) { return features[static_cast<std::size_t>(feature)]; }
double at(const Features& features, Feature feature) { return features[static_cast<std::size_t>(feature)]; }

bool any_within(const std::vector<double>& times, double from, double to) {
  const auto found = std::ranges::lower_bound(times, from);
  return found != times.end() && *found < to;
}

/// Slides a stretch of time over an item's mentions: which of the title's words are said in it. REQUIRES: the stretches
/// asked for begin and end ever later.
class Stretch {
 public:
  explicit Stretch(const TitleWords& title) : title_(title), said_(title.words.size()), pairs_(title.words.size()) {}

  void move(double from, double to) {
    while (end_ < title_.mentions.size() && title_.mentions[end_].seconds < to) enter(end_++);
    while (begin_ < end_ && title_.mentions[begin_].seconds < from) leave(begin_++);
    if (begin_ == end_) weight_ = mentions_weight_ = 0;  // no rounding is carried along
  }
  [[nodiscard]] double weight() const { return std::max(0.0, weight_); }
  [[nodiscard]] double mentions_weight() const { return std::max(0.0, mentions_weight_); }
  [[nodiscard]] std::size_t pairs() const { return pairs_said_; }

 private:
  void enter(std::size_t mention) {
    const std::uint32_t word = title_.mentions[mention].word;
    if (said_[word]++ == 0) weight_ += title_.words[word].weight;
    mentions_weight_ += title_.words[word].weight;
    if (title_.mentions[mention].follows && pairs_[word]++ == 0) ++pairs_said_;
  }
  void leave(std::size_t mention) {
    const std::uint32_t word = title_.mentions[mention].word;
    if (--said_[word] == 0) weight_ -= title_.words[word].weight;
    mentions_weight_ -= title_.words[word].weight;
    if (title_.mentions[mention].follows && --pairs_[word] == 0) --pairs_said_;
  }

  const TitleWords& title_;
  std::vector<std::uint32_t> said_;
  std::vector<std::uint32_t> pairs_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  double weight_ = 0;
  double mentions_weight_ = 0;
  std::size_t pairs_said_ = 0;
};

/// What stands at each position whatever the item.
std::vector<Features> features_of_positions(const Spoken& spoken) {
  std::vector<double> references;
  for (const ItemReference& reference : spoken.item_references()) references.push_back(reference.seconds);
  std::vector<Features> all;
  for (const Position& position : spoken.positions()) {
    const double t = position.seconds;
    Features features{};
    at(features, Feature::kOpening) = any_within(spoken.openings(), t - kLead, t + 12) ? 1 : 0;
    at(features, Feature::kItemReference) = any_within(references, t - kLead, t + 12) ? 1 : 0;
    at(features, Feature::kClosing) = any_within(spoken.closings(), t - 12, t + 3) ? 1 : 0;
    at(features, Feature::kThanks) = any_within(spoken.thanks(), t - 8, t + 8) ? 1 : 0;
    at(features, Feature::kTurn) = position.turn_start ? 1 : 0;
    at(features, Feature::kPause) = std::log1p(position.pause);
    const auto listed = std::ranges::lower_bound(references, t + 40) - std::ranges::lower_bound(references, t - 40);
    at(features, Feature::kListing) = std::log(std::max<double>(1, static_cast<double>(listed)));
    all.push_back(features);
  }
  return all;
}

/// Slides the stretches of one title over all positions.
class ItemEvidence {
 public:
  ItemEvidence(const TitleWords& title, const Spoken& spoken, const std::vector<Features>& common, double agenda_share,
               std::vector<Candidate>& found)
      : title_(title), spoken_(spoken), common_(common), agenda_share_(agenda_share), found_(found) {
    found_.clear();
  }

  std::vector<Candidate> candidates() {
    if (title_.weight <= 0 && title_.file_number_said.empty() && title_.number.empty()) return {};
    for (const ItemReference& reference : spoken_.item_references()) {
      any_number_said_.push_back(reference.seconds);
      if (!title_.number.empty() && reference.number == title_.number) number_said_.push_back(reference.seconds);
    }
    measure_title();
    compare_within_meeting();
    return take_best();
  }

 private:
  void measure_title() {
    Stretch at_once(title_);
    Stretch soon(title_);
    Stretch wide(title_);
    Stretch before(title_);
    Stretch long_before(title_);
    Stretch long_after(title_);
    const double whole = std::max(1e-9, title_.weight);
    const double pairs = std::max<double>(1, static_cast<double>(title_.words.size()) - 1);
    const double first = spoken_.first_second();
    const double length = std::max(1.0, spoken_.last_second() - first);
    for (std::uint32_t i = 0; i < spoken_.positions().size(); ++i) {
      const double t = spoken_.positions()[i].seconds;
      at_once.move(t - kLead, t + 15);
      soon.move(t - kLead, t + 30);
      wide.move(t - kLead, t + 75);
      before.move(t - 60, t - kLead);
      long_before.move(t - 240, t - kLead);
      long_after.move(t - kLead, t + 240);
      Candidate candidate{i, common_[i]};
      Features& features = candidate.features;
      at(features, Feature::kItemNumber) = any_within(number_said_, t - kLead, t + 20) ? 1 : 0;
      at(features, Feature::kOtherNumber) = at(features, Feature::kItemNumber) == 0 && !title_.number.empty() &&
                                                    any_within(any_number_said_, t - kLead, t + 20)
                                                ? 1
                                                : 0;
      at(features, Feature::kFileNumber) = any_within(title_.file_number_said, t - kLead, t + 30) ? 1 : 0;
      if (wide.weight() <= 0 && at(features, Feature::kItemNumber) + at(features, Feature::kFileNumber) == 0) continue;
      at(features, Feature::kTitleAtOnce) = at_once.weight() / whole;
      at(features, Feature::kTitleSoon) = soon.weight() / whole;
      at(features, Feature::kTitleWide) = wide.weight() / whole;
      at(features, Feature::kTitleBefore) = before.weight() / whole;
      at(features, Feature::kTitleWeight) = std::log1p(soon.weight());
      at(features, Feature::kTitlePairs) = static_cast<double>(soon.pairs()) / pairs;
      at(features, Feature::kRise) = std::log((4 + long_after.mentions_weight()) / (4 + long_before.mentions_weight()));
      at(features, Feature::kOpeningAndTitle) = at(features, Feature::kOpening) * at(features, Feature::kTitleSoon);
      const double drift = (t - first) / length - agenda_share_;
      at(features, Feature::kDrift) = drift * drift;
      found_.push_back(candidate);
    }
  }

  void compare_within_meeting() {
    double best = 1e-9;
    for (const Candidate& candidate : found_) best = std::max(best, at(candidate.features, Feature::kTitleSoon));
    double earlier = 0;
    std::size_t settled = 0;
    for (Candidate& candidate : found_) {
      const double t = spoken_.positions()[candidate.position].seconds;
      for (; spoken_.positions()[found_[settled].position].seconds < t - 60; ++settled) {
        earlier = std::max(earlier, at(found_[settled].features, Feature::kTitleSoon));
      }
      at(candidate.features, Feature::kBest) = at(candidate.features, Feature::kTitleSoon) / best;
      at(candidate.features, Feature::kSaidEarlier) = earlier / best;
    }
  }

  std::vector<Candidate> take_best() {
    const auto promise = [](const Candidate& candidate) {
      const Features& f = candidate.features;
      return 2 * at(f, Feature::kTitleSoon) + at(f, Feature::kTitleWide) + at(f, Feature::kTitlePairs) +
             at(f, Feature::kOpening) * 0.3 + 0.2 * at(f, Feature::kRise) + 2 * at(f, Feature::kFileNumber) +
             at(f, Feature::kItemNumber);
    };
    if (found_.size() > kMostCandidates) {
      std::ranges::nth_element(found_, found_.begin() + kMostCandidates, [&](const Candidate& a, const Candidate& b) {
        const double left = promise(a);
        const double right = promise(b);
        return left != right ? left > right : a.position < b.position;
      });
      found_.resize(kMostCandidates);
      std::ranges::sort(found_, {}, &Candidate::position);
    }
    return {found_.begin(), found_.end()};
  }

  const TitleWords& title_;
  const Spoken& spoken_;
  const std::vector<Features>& common_;
  double agenda_share_;
  std::vector<double> number_said_;
  std::vector<double> any_number_said_;
  std::vector<Candidate>& found_;  // used again from item to item: it is large
};

}  // namespace

std::string_view name_of(Feature feature) {
  constexpr std::array<std::string_view, kFeatures> kNames = {
      "title_at_once", "title_soon",   "title_wide", "title_before",      "title_weight",   "title_pairs", "rise",
      "best",          "said_earlier", "opening",    "opening_and_title", "item_reference", "closing",     "thanks",
      "turn",          "pause",        "listing",    "item_number",       "other_number",   "file_number", "drift"};
  return kNames[static_cast<std::size_t>(feature)];
}

std::vector<std::vector<Candidate>> find_candidates(const std::vector<TitleWords>& titles, const Spoken& spoken) {
  const std::vector<Features> common = features_of_positions(spoken);
  std::vector<std::vector<Candidate>> all;
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(titles.size());
    all.push_back(ItemEvidence(titles[i], spoken, common, share, found).candidates());
  }
  return all;
}

}  // namespace dais::alignment
