// The project's own drawings of all classes (models/sample-strokes.json), compiled in so that the tests find them in
// WebAssembly too.
#pragma once

#include <string>
#include <vector>

#include "emnist/ink.h"

namespace emnist::testing {

struct Drawing {
  std::string label;
  std::vector<Point> points;
  std::vector<std::uint32_t> stroke_ends;

  Ink ink() const { return {points, stroke_ends}; }
};

const std::vector<Drawing>& SampleDrawings();

}  // namespace emnist::testing
