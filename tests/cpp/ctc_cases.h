// Random logits and their likeliest texts by another decoder (scripts/train/line/ctc_reference.py).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace emnist::testing {

struct CtcText {
  std::vector<std::uint8_t> text;  // classes
  double probability;
};

struct CtcCase {
  std::size_t classes;
  std::vector<float> logits;   // frames × classes
  std::vector<CtcText> texts;  // best first, none empty
};

const std::vector<CtcCase>& CtcCases();

}  // namespace emnist::testing
