// SPDX-License-Identifier: Apache-2.0
// Where long audio is cut for recognisers: in pauses, found by loudness against the noise around them. Neighbours
// overlap by a few seconds, so that no word falls between two pieces. Pure.
#pragma once

#include <span>
#include <vector>

#include "domain/transcript.h"

namespace dais::speech {

/// On each side of a cut: pieces share twice as much.
inline constexpr domain::Milliseconds kOverlap = 2'500;

struct Piece {
  domain::Milliseconds from = 0;   ///< of the audio that is sent
  domain::Milliseconds to = 0;
  domain::Milliseconds begin = 0;  ///< the cuts: what this piece alone answers for
  domain::Milliseconds end = 0;
};

/// Pieces of at most `longest`, overlaps included, that together cover [0, length) in order; at least one.
/// `levels` as measure_levels() gives them. REQUIRES: longest > 4 * kOverlap.
std::vector<Piece> plan_pieces(std::span<const float> levels, domain::Milliseconds length,
                               domain::Milliseconds longest);

struct Span {
  domain::Milliseconds from = 0;
  domain::Milliseconds to = 0;
};

/// Stretches of speech between pauses, each at most `longest`, with a little of the silence around them; silence of a
/// second and more lies between them, or is left out.
std::vector<Span> find_utterances(std::span<const float> levels, domain::Milliseconds longest);

/// Below this, in dB, `levels` are silence: above their own noise by some of the way to what is loud in them.
float silence_threshold(std::span<const float> levels);

/// A part of [from, to) for each of `weights`, in order, as long as its share of the loud time in it; silence between
/// two parts belongs to neither. Places are relative to the start of `levels`. The first part begins no later than the
/// loud time does, the last ends no earlier.
std::vector<Span> spread(std::span<const float> levels, domain::Milliseconds from, domain::Milliseconds to,
                         const std::vector<double>& weights);

}  // namespace dais::speech
