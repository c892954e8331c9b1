// Which instruction sets XNNPACK may see in this process.
#pragma once

#include <string_view>

namespace emnist::testing {

// To be called before anything starts XNNPACK. False when the machine does not have `name` or nobody knows it.
bool LimitIsa(std::string_view name);

}  // namespace emnist::testing
