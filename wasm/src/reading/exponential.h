// e to a power, the same to the last bit on every machine: C libraries differ in theirs.
#pragma once

#include <cmath>

namespace emnist {

// e^x for x at most 0, to eight digits; 0 below -700.
inline double ExpOfNegative(double x) {
  if (!(x > -700)) return 0;
  constexpr double kLog2 = 0.693147180559945309417;
  const double whole = std::floor(x / kLog2 + 0.5);
  const double rest = x - whole * kLog2;  // within ±log(2)/2
  double sum = 1;
  for (int n = 9; n > 0; --n) sum = 1 + sum * rest / n;
  return std::ldexp(sum, static_cast<int>(whole));  // exact
}

}  // namespace emnist
