// Runs the tests of one program, if asked to with fewer instruction sets than the machine has:
//   --isa=NAME   lets XNNPACK see only what NAME and its predecessors offer, so that one machine tests the kernels of
//                many. Ends with status 77 (a skip, for ctest) when this machine lacks NAME.
#include <gtest/gtest.h>

#include <cstdio>
#include <string_view>

#include "isa.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    constexpr std::string_view kIsa = "--isa=";
    const std::string_view argument = argv[i];
    if (argument.substr(0, kIsa.size()) != kIsa) continue;
    if (!emnist::testing::LimitIsa(argument.substr(kIsa.size()))) {
      std::printf("skipped: this machine has no %s\n", argv[i] + kIsa.size());
      return 77;
    }
  }
  return RUN_ALL_TESTS();
}
