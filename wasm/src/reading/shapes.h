// Which classes are one shape: characters that cannot be told apart once they are centred and scaled.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace emnist {

// Fills `shapes` with a number for each of `labels`, at most kMaxClasses of them: classes of one shape share it.
void FindShapes(std::span<const std::string> labels, std::span<std::uint8_t> shapes);

}  // namespace emnist
