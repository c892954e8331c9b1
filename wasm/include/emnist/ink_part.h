// A piece of ink that belongs to a character.
#pragma once

#include <cstdint>

namespace emnist {

// Points `first` to `last`, both included, of a stroke of the ink, and the character of a text that was read from them.
struct InkPart {
  std::uint16_t character;
  std::uint16_t stroke;
  std::uint16_t first;
  std::uint16_t last;
};

}  // namespace emnist
