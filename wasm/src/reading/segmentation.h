// Which ink each character of a text was read from.
#pragma once

#include <cstdint>
#include <span>

#include "emnist/decoder.h"
#include "emnist/ink.h"
#include "emnist/ink_part.h"
#include "emnist/trace.h"

namespace emnist {

// Deals out the strokes that `trace` was made of: every point of theirs goes to exactly one character. `ranges` has the
// frames of each character, as Decoder::Align gives them; those with a 0 in `inked`, spaces, get nothing. At least one
// is inked. Writes the parts in the order of the strokes, at most as many as there are strokes and characters together,
// and returns how many they are.
std::size_t DealOutInk(const Ink& ink, const Trace& trace, std::span<const FrameRange> ranges,
                       std::span<const std::uint8_t> inked, std::span<InkPart> parts);

}  // namespace emnist
