// SPDX-License-Identifier: Apache-2.0
// Which picture of a recording shows the meeting: not the title card before it, not black, not a slide. Plain
// arithmetic on small pictures; what is worth seeing is told by how many tones it has, by how much of it is drawn flat
// (a graphic) and by skin (people), not by where in the recording it is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dais::media {

/// `pixels` are red, green, blue by row.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;
  double at = 0;  ///< seconds into the recording
};

struct Looks {
  double brightness = 0;  ///< mean, 0 to 255
  double contrast = 0;    ///< standard deviation of brightness
  double tones = 0;       ///< entropy of brightness in 64 steps, 0 to 6 bits
  double sharpness = 0;   ///< mean difference from the neighbours' mean
  double flat = 0;        ///< share of 4 × 4 squares with no shade in them
  double skin = 0;        ///< share of points in the colours of skin
};

Looks looks_of(const Picture& picture);

/// Black, white, or of one colour but for noise.
bool is_blank(const Looks& looks);

/// Larger is better; comparable among pictures of one recording.
double worth(const Looks& looks);

/// From 0 (the same) to 255: of the two pictures in coarse squares.
double difference(const Picture& one, const Picture& other);

/// The place in `pictures` of the best one. Those like `opening` (the first picture: often a card) and blank ones are
/// taken only where there are no others; nothing where all are blank.
std::optional<std::size_t> best_picture(std::span<const Picture> pictures, const std::optional<Picture>& opening);

}  // namespace dais::media
