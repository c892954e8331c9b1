// Tells Embind of the few types that cross here. It stands in for the part of Embind's own library that registers every
// type there is, strings of four widths among them: 3 kB less to download (brotli).
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>
#include <emscripten/wire.h>

#include <climits>
#include <cstddef>
#include <type_traits>

// Embind's JavaScript asks it for the name of a type that nobody registered; there is none to tell.
extern "C" const char* EMSCRIPTEN_KEEPALIVE __getTypeName(const void*) { return nullptr; }

// Newer versions (3.1.6 does not, 3.1.69 does) keep a list of what EMSCRIPTEN_BINDINGS writes, for threads that start
// later; there are none here.
#if __EMSCRIPTEN_major__ > 3 || __EMSCRIPTEN_minor__ > 1 || __EMSCRIPTEN_tiny__ > 30
extern "C" void _embind_register_bindings(emscripten::internal::InitFunc*) {}
#endif

namespace {

using emscripten::memory_view;
using emscripten::internal::TypeID;

// The order of typed arrays in Embind's JavaScript.
enum TypedArray { kInt8Array = 0, kUint8Array = 1, kUint32Array = 5, kFloat32Array = 6 };

// Newer versions of Embind take neither the size of a bool nor the name of a JavaScript value.
constexpr auto RegisterBool = [](auto embind, auto type) {
  if constexpr (std::is_invocable_v<decltype(embind), decltype(type), const char*, std::size_t, bool, bool>) {
    embind(type, "bool", sizeof(bool), true, false);
  } else {
    embind(type, "bool", true, false);
  }
};
constexpr auto RegisterValue = [](auto embind, auto type) {
  if constexpr (std::is_invocable_v<decltype(embind), decltype(type), const char*>) {
    embind(type, "emscripten::val");
  } else {
    embind(type);
  }
};

struct Registration {
  Registration() {
    using namespace emscripten::internal;
    _embind_register_void(TypeID<void>::get(), "void");
    RegisterBool(_embind_register_bool, TypeID<bool>::get());
    _embind_register_integer(TypeID<int>::get(), "int", sizeof(int), INT_MIN, INT_MAX);
    _embind_register_float(TypeID<float>::get(), "float", sizeof(float));
    RegisterValue(_embind_register_emval, TypeID<emscripten::val>::get());
    _embind_register_memory_view(TypeID<memory_view<std::int8_t>>::get(), kInt8Array, "Int8Array");
    _embind_register_memory_view(TypeID<memory_view<std::uint8_t>>::get(), kUint8Array, "Uint8Array");
    _embind_register_memory_view(TypeID<memory_view<std::uint32_t>>::get(), kUint32Array, "Uint32Array");
    _embind_register_memory_view(TypeID<memory_view<float>>::get(), kFloat32Array, "Float32Array");
  }
};

// Before the classes of embind.cc, which refer to these types.
__attribute__((init_priority(101))) const Registration g_registration;

}  // namespace
