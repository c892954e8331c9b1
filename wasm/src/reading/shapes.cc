// The look-alikes, as people and networks confuse them. web/src/core/labels.ts says them to visitors;
// tests/web/labels.test.ts holds one against the other.
#include "reading/shapes.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace emnist {
namespace {

constexpr std::array<std::string_view, 6> kLookAlikes = {"0O", "1IL", "2Z", "5S", "9gq", "Ff"};

bool LookAlike(const std::string& a, const std::string& b) {
  return a.size() == 1 && b.size() == 1 && std::any_of(kLookAlikes.begin(), kLookAlikes.end(), [&](auto group) {
           return group.find(a) != group.npos && group.find(b) != group.npos;
         });
}

}  // namespace

void FindShapes(std::span<const std::string> labels, std::span<std::uint8_t> shapes) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::size_t first = 0;
    while (first < i && !LookAlike(labels[first], labels[i])) ++first;
    shapes[i] = static_cast<std::uint8_t>(first);
  }
}

}  // namespace emnist
