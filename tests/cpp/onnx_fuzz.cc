// libFuzzer target of the ONNX loader: whatever the bytes, it returns, stays inside them, and what it accepts keeps
// the promises of a Model. Start it on the files of write_onnx_seeds.
#include <cstdio>
#include <cstdlib>

#include "check_consistent.h"
#include "emnist/onnx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Small, so that a run takes microseconds; everything that scales with them is checked before it is allocated.
  constexpr emnist::ModelLimits kLimits{1 << 16, 1 << 14, 1 << 14, 64, 1 << 20};
  emnist::Model model;
  emnist::Diagnostic diagnostic;
  const emnist::Status status = emnist::LoadOnnx({data, size}, kLimits, model, diagnostic);
  const std::string problem = status == emnist::Status::kOk ? emnist::CheckConsistent(model, kLimits)
                              : diagnostic.text[0] == '\0'  ? "refused without a reason"
                                                            : "";
  if (!problem.empty()) {
    std::fprintf(stderr, "%s\n", problem.c_str());
    std::abort();
  }
  return 0;
}
