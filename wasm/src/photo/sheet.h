// Where is the paper? A sheet on a desk, a note on a board, seen from anywhere.
#pragma once

#include <array>
#include <cstdint>

#include "photo/plane.h"
#include "photo/view.h"

namespace emnist {

// Looks for a bright quadrilateral with sharp edges in `grey` and fills `corners` with where they lie in `content`, as
// parts of it: top left, top right, bottom right, bottom left, a little inside the sheet. Returns false when there is
// no sheet to be seen, or it fills the picture. `mask` has the same size and is written over.
bool FindSheet(Plane<const std::uint8_t> grey, const Box& content, Plane<std::uint8_t> mask,
               std::span<std::int32_t> queue, std::array<Place, 4>& corners);

}  // namespace emnist
