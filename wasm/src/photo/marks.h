// Which of the marks on the paper are the character?
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "photo/plane.h"

namespace emnist {

struct Character {
  Box box;       // empty: there is none
  bool several;  // there is more than one of like size
  // The character first, then others of like size, as many as there is room for.
  std::array<Box, 8> candidates;
  std::size_t candidate_count;
};

// Leaves in a mask of 0 and 1 what makes up one character: the largest mark and what lies near it. Specks, staples,
// small print beside it, punched holes, printed frames around it, what does not lie within `interest`, and what reaches
// in from the border of `content` (unless all does) are cleared. `strength` weighs the pixels; `queue` holds one number
// per pixel.
Character FindCharacter(Plane<std::uint8_t> mask, Plane<const std::uint8_t> strength, const Box& content,
                        const Box& interest, std::span<std::int32_t> queue);

}  // namespace emnist
