// Stands between XNNPACK and its own look at the hardware: the linker renames that function (--wrap), and this one
// passes on the answer with some features taken away. In WebAssembly the only feature is whether the engine runs on
// x86, which XNNPACK guesses from the sign of a NaN; both answers are allowed on any machine.
#include "isa.h"

#include <algorithm>
#include <iterator>

#include "xnnpack/hardware-config.h"

extern "C" const xnn_hardware_config* __real_xnn_init_hardware_config();

namespace {

struct Isa {
  std::string_view name;
  bool xnn_hardware_config::*feature;  // null: the baseline
};

// In the order in which XNNPACK prefers them, least first: each name allows itself and all above it.
constexpr Isa kIsas[] = {
#if defined(__wasm__)
    {"wasm-arm", nullptr},
    {"wasm-x86", &xnn_hardware_config::is_x86},
#elif defined(__x86_64__)
    {"sse2", nullptr},
    {"sse41", &xnn_hardware_config::use_x86_sse4_1},
    {"avx", &xnn_hardware_config::use_x86_avx},
    {"fma3", &xnn_hardware_config::use_x86_fma3},
    {"avx2", &xnn_hardware_config::use_x86_avx2},
    {"avx512f", &xnn_hardware_config::use_x86_avx512f},
    {"avx512skx", &xnn_hardware_config::use_x86_avx512skx},
    {"avx512vnni", &xnn_hardware_config::use_x86_avx512vnni},
#elif defined(__aarch64__)
    {"neon", nullptr},
    {"neondot", &xnn_hardware_config::use_arm_neon_dot},
    {"neoni8mm", &xnn_hardware_config::use_arm_neon_i8mm},
#endif
};

const Isa* g_limit = nullptr;  // none: what the machine has

}  // namespace

bool emnist::testing::LimitIsa(std::string_view name) {
  const auto* isa = std::find_if(std::begin(kIsas), std::end(kIsas), [&](const Isa& i) { return i.name == name; });
  if (isa == std::end(kIsas)) return false;
  g_limit = isa;
#if defined(__wasm__)
  return true;
#else
  return isa->feature == nullptr || __real_xnn_init_hardware_config()->*isa->feature;
#endif
}

extern "C" const xnn_hardware_config* __wrap_xnn_init_hardware_config() {
  static xnn_hardware_config config;
  config = *__real_xnn_init_hardware_config();
  for (const Isa& isa : kIsas) {
    if (g_limit == nullptr || isa.feature == nullptr) continue;
#if defined(__wasm__)
    config.*isa.feature = &isa <= g_limit;
#else
    config.*isa.feature &= &isa <= g_limit;
#endif
  }
  return &config;
}
