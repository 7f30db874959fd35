// SPDX-License-Identifier: Apache-2.0
#include "media/picture.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dais::media {
namespace {

constexpr int kSquare = 4;
constexpr int kFlatRange = 3;       // of 255, within a square: what no camera gives
constexpr double kSameScene = 7;    // of 255; two moments of one still camera are about 2 to 5 apart
constexpr std::array<int, 2> kCoarse = {16, 9};

/// ITU-R BT.601.
int brightness_of(const std::uint8_t* rgb) { return (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000; }

/// In Cb and Cr the skins of people of all shades lie close together (Chai and Ngan 1999: 77 to 127, 133 to 173).
bool is_skin(const std::uint8_t* rgb) {
  const double cb = 128 - 0.168736 * rgb[0] - 0.331264 * rgb[1] + 0.5 * rgb[2];
  const double cr = 128 + 0.5 * rgb[0] - 0.418688 * rgb[1] - 0.081312 * rgb[2];
  return cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173;
}

bool is_whole(const Picture& picture) {
  return picture.width >= kSquare && picture.height >= kSquare &&
         picture.pixels.size() ==
             static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3;
}

struct Plane {
  int width;
  int height;
  std::vector<int> values;
  [[nodiscard]] int at(int x, int y) const {
    return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

Plane brightness_plane(const Picture& picture) {
  Plane plane{picture.width, picture.height, {}};
  plane.values.reserve(picture.pixels.size() / 3);
  for (std::size_t i = 0; i + 2 < picture.pixels.size(); i += 3)
    plane.values.push_back(brightness_of(&picture.pixels[i]));
  return plane;
}

void measure_tones(const Plane& plane, Looks& looks) {
  std::array<double, 64> counts{};
  double sum = 0;
  double squares = 0;
  for (const int value : plane.values) {
    counts[static_cast<std::size_t>(value) / 4] += 1;
    sum += value;
    squares += static_cast<double>(value) * value;
  }
  const auto total = static_cast<double>(plane.values.size());
  looks.brightness = sum / total;
  looks.contrast = std::sqrt(std::max(0.0, squares / total - looks.brightness * looks.brightness));
  for (const double count : counts) {
    if (count > 0) looks.tones -= count / total * std::log2(count / total);
  }
}

double sharpness_of(const Plane& plane) {
  double sum = 0;
  for (int y = 1; y + 1 < plane.height; ++y) {
    for (int x = 1; x + 1 < plane.width; ++x) {
      const int around = plane.at(x - 1, y) + plane.at(x + 1, y) + plane.at(x, y - 1) + plane.at(x, y + 1);
      sum += std::abs(4 * plane.at(x, y) - around) / 4.0;
    }
  }
  return sum / std::max(1, (plane.width - 2) * (plane.height - 2));
}

bool is_flat(const Plane& plane, int left, int top) {
  int lowest = 255;
  int highest = 0;
  for (int y = top; y < top + kSquare; ++y) {
    for (int x = left; x < left + kSquare; ++x) {
      lowest = std::min(lowest, plane.at(x, y));
      highest = std::max(highest, plane.at(x, y));
    }
  }
  return highest - lowest < kFlatRange;
}

double flat_share(const Plane& plane) {
  int flat = 0;
  int all = 0;
  for (int y = 0; y + kSquare <= plane.height; y += kSquare) {
    for (int x = 0; x + kSquare <= plane.width; x += kSquare, ++all) flat += is_flat(plane, x, y) ? 1 : 0;
  }
  return static_cast<double>(flat) / std::max(1, all);
}

/// Means of 16 × 9 squares, so that a person who moves an arm makes no other scene.
std::vector<double> coarse(const Plane& plane) {
  std::vector<double> means;
  const auto [columns, rows] = kCoarse;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      double sum = 0;
      int count = 0;
      for (int y = row * plane.height / rows; y < (row + 1) * plane.height / rows; ++y) {
        for (int x = column * plane.width / columns; x < (column + 1) * plane.width / columns; ++x, ++count)
          sum += plane.at(x, y);
      }
      means.push_back(count == 0 ? 0 : sum / count);
    }
  }
  return means;
}

}  // namespace

Looks looks_of(const Picture& picture) {
  Looks looks;
  if (!is_whole(picture)) return looks;
  const Plane plane = brightness_plane(picture);
  measure_tones(plane, looks);
  looks.sharpness = sharpness_of(plane);
  looks.flat = flat_share(plane);
  std::size_t skin = 0;
  for (std::size_t i = 0; i < picture.pixels.size(); i += 3) skin += is_skin(&picture.pixels[i]) ? 1 : 0;
  looks.skin = static_cast<double>(skin) / static_cast<double>(plane.values.size());
  return looks;
}

bool is_blank(const Looks& looks) { return looks.contrast < 6 || looks.brightness < 10; }

double worth(const Looks& looks) {
  const double tones = looks.tones / 6;
  const double sharpness = std::min(1.0, looks.sharpness / 6);
  const double people = std::min(1.0, looks.skin / 0.06);
  // A wall of skin colour (wood, a beige card) is nobody.
  const double too_much_skin = std::max(0.0, looks.skin - 0.45);
  return 0.45 * tones + 0.15 * sharpness + 0.40 * people - 0.6 * looks.flat - too_much_skin;
}

double difference(const Picture& one, const Picture& other) {
  if (!is_whole(one) || !is_whole(other)) return 255;
  const auto a = coarse(brightness_plane(one));
  const auto b = coarse(brightness_plane(other));
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

std::optional<std::size_t> best_picture(std::span<const Picture> pictures, const std::optional<Picture>& opening) {
  constexpr double kLikeOpening = 2;  // larger than any difference in worth
  std::optional<std::size_t> best;
  double best_worth = 0;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const Looks looks = looks_of(pictures[i]);
    if (is_blank(looks)) continue;
    double value = worth(looks);
    if (opening && difference(pictures[i], *opening) < kSameScene) value -= kLikeOpening;
    if (best && value <= best_worth) continue;
    best = i;
    best_worth = value;
  }
  return best;
}

}  // namespace dais::media
