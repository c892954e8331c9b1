// What the bindings of all modules share: objects that may be null, views, texts, and how much memory is in use.
#pragma once

#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include "emnist/ink.h"
#include "emnist/status.h"

namespace emnist::bindings {

// Base of a class whose `new (std::nothrow)` gives null when memory is out: without exceptions, the usual `new` ends
// the module.
template <typename Self>
class MayBeNull {
 public:
  static void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return std::aligned_alloc(alignof(Self), bytes);
  }
  static void operator delete(void* block) { std::free(block); }
};

template <typename Span>
emscripten::val View(Span span) {
  return emscripten::val(emscripten::typed_memory_view(span.size(), span.data()));
}

// x0, y0, x1, y1, …
template <std::size_t N>
emscripten::val View(std::span<Point, N> points) {
  static_assert(sizeof(Point) == 2 * sizeof(float));
  return View(std::span(&points.data()->x, 2 * points.size()));
}

inline int Number(Status status) { return static_cast<int>(status); }

// The first `bytes` of a transfer buffer, or all of it when there are fewer.
inline std::span<const std::uint8_t> Transferred(std::span<const std::uint8_t> transfer, int bytes) {
  return transfer.first(std::min(transfer.size(), static_cast<std::size_t>(std::max(bytes, 0))));
}

// A place where JavaScript reads what a recogniser says of itself, as UTF-8. Truncates; no text of the core is longer.
class TextBuffer {
 public:
  // Returns the length. Fields: 0 diagnostic, 1 labels, one a line, 2 version.
  template <typename Recognizer>
  int Write(const Recognizer& recognizer, int field) {
    std::size_t length = 0;
    const auto append = [&](std::string_view part) {
      length += part.copy(text_.data() + length, text_.size() - length);
    };
    switch (field) {
      case 0:
        append(recognizer.diagnostic());
        break;
      case 1:
        for (const std::string& label : recognizer.labels()) {
          if (length > 0) append("\n");
          append(label);
        }
        break;
      case 2:
        append(recognizer.version());
        break;
    }
    return static_cast<int>(length);
  }

  std::span<const std::uint8_t> bytes() const {
    return {reinterpret_cast<const std::uint8_t*>(text_.data()), text_.size()};
  }

 private:
  std::array<char, 4096> text_{};
};

inline int HeapBytesInUse() { return static_cast<int>(mallinfo().uordblks); }

inline int MemoryBytes() { return static_cast<int>(emscripten_get_heap_size()); }

}  // namespace emnist::bindings
