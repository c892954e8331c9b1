// What is no answer: the one rule by which the page, the element, the library and the command refuse a reading.
#pragma once

#include <cstdint>

#include "emnist/glyph.h"
#include "emnist/ranking.h"

namespace emnist {

// Why a reading is not to be taken. The numbers cross into JavaScript (web/src/core/answer.ts mirrors them).
enum class Rejection : std::uint8_t {
  kNone = 0,
  kSeveral = 1,      // two or more pieces as large as characters stand side by side
  kNoCharacter = 2,  // no shape is likely: a scribble, a dot
  kOutside = 3,      // a character, but most likely one whose shape the alphabet does not have
};

// Below this share for the three likeliest shapes, which are all that is ever offered, ink is no character. With model
// 1.3.0 1.3 % of the pen characters of held-out writers lie below it, of scribbles 90 %, of drawings 97 %.
inline constexpr float kLikeliestAtLeast = 0.65f;

// Above this share for shapes outside the alphabet. From 0.7 to 0.9 the figures change little, so that the number does
// not depend on the model (docs/alphabets.md).
inline constexpr float kOutsideAtMost = 0.8f;

// Judges the reading of `glyph`.
Rejection Judge(const Ranking& ranking, const Glyph& glyph);

// How many pieces of ink stand side by side in `glyph` with a gap between them, each at least two fifths as high as all
// of it: 1 for a character, whose parts touch or lie above each other. Of single characters two in a thousand come out
// as more (scans; of pen strokes fewer), of two neighbours from handwritten words 59 in a hundred do.
int CountPieces(const Glyph& glyph);

}  // namespace emnist
