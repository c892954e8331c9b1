// The letters of a hand of our own.
#pragma once

#include <string_view>

namespace emnist::cli {

// JSON, by character: its strokes, each as x, y, x, y, … Small letters are 100 high and stand on 0, y grows downward.
std::string_view Letters();

}  // namespace emnist::cli
