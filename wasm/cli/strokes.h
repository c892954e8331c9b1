// Strokes as JSON lines: {"strokes": [[[x, y], …], …]}, perhaps with a "text", what they say, or with "learn", the
// class they are a lesson of.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "emnist/ink.h"

namespace emnist::cli {

struct Strokes {
  std::vector<Point> points;
  std::vector<std::uint32_t> ends;
  std::string text;
  std::string learn;  // the class they are an example of; empty: none

  Ink ink() const { return {points, ends}; }
};

// Reads standard input to its end. Calls `drawing` for each line that holds strokes and `broken`, with a sentence, for
// each that does not. Blank lines are passed over.
void ReadStrokeLines(const std::function<void(const Strokes&)>& drawing,
                     const std::function<void(const std::string&)>& broken);

}  // namespace emnist::cli
