// Ink that got on the sheet by accident: a finger that touched it, a pen that was put down on its way. It must not
// change what is read.
#pragma once

#include <bitset>

#include "emnist/ink.h"

namespace emnist {

// The strokes of `ink` that are tiny and far from all others. Never all of them: ink that is nothing but dots is what
// it is. The stroke ends must ascend to points.size(), the coordinates be finite.
std::bitset<kMaxInkStrokes> StrayStrokes(const Ink& ink);

}  // namespace emnist
