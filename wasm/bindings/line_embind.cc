// What the module for lines exports, as embind.cc does for characters. web/src/core/emnist-line-module.d.ts describes
// it. Only numbers and views cross.
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <emscripten/wire.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <string_view>

#include "emnist/line_recognizer.h"

namespace {

using emnist::LineRecognizer;
using emnist::Status;
using emscripten::typed_memory_view;
using emscripten::val;

constexpr std::size_t kTextBytes = 4096;
constexpr std::size_t kTransferBytes = 320 << 10;

// Views of 16-bit numbers, which types.cc does not tell Embind of: only lines need them.
struct Registration {
  Registration() {
    constexpr int kUint16Array = 3;
    emscripten::internal::_embind_register_memory_view(
        emscripten::internal::TypeID<emscripten::memory_view<std::uint16_t>>::get(), kUint16Array, "Uint16Array");
  }
};
__attribute__((init_priority(102))) const Registration g_registration;

// What crosses besides the recogniser itself: a place for files to be written to and text to be read from.
class BoundLineRecognizer : public LineRecognizer {
 public:
  // Without exceptions, the usual `new` ends the module when memory is out.
  static void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return std::aligned_alloc(
        alignof(BoundLineRecognizer),
        (bytes + alignof(BoundLineRecognizer) - 1) / alignof(BoundLineRecognizer) * alignof(BoundLineRecognizer));
  }
  static void operator delete(void* block) { std::free(block); }

  std::span<const std::uint8_t> Transferred(int bytes) {
    return std::span(transfer_).first(std::min(kTransferBytes, static_cast<std::size_t>(std::max(bytes, 0))));
  }

  // Truncates at kTextBytes; no text of the core is longer.
  int WriteText(int field) {
    std::size_t length = 0;
    const auto append = [&](std::string_view part) { length += part.copy(text_ + length, kTextBytes - length); };
    switch (field) {
      case 0:
        append(diagnostic());
        break;
      case 1:
        for (const std::string& label : labels()) {
          if (length > 0) append("\n");
          append(label);
        }
        break;
      case 2:
        append(version());
        break;
    }
    return static_cast<int>(length);
  }

  val TransferView() { return val(typed_memory_view(kTransferBytes, transfer_)); }
  val TextView() { return val(typed_memory_view(kTextBytes, reinterpret_cast<std::uint8_t*>(text_))); }

 private:
  char text_[kTextBytes] = {};
  std::uint8_t transfer_[kTransferBytes] = {};
};

int Number(Status status) { return static_cast<int>(status); }

template <typename Span>
val View(Span span) {
  return val(typed_memory_view(span.size(), span.data()));
}

// Null when memory is out: it holds one.
BoundLineRecognizer* CreateLineRecognizer() { return new (std::nothrow) BoundLineRecognizer; }

val PointsView(BoundLineRecognizer& self) {
  static_assert(sizeof(emnist::Point) == 2 * sizeof(float));
  return val(typed_memory_view(2 * self.points().size(), &self.points().data()->x));
}

val PartsView(BoundLineRecognizer& self) {
  static_assert(sizeof(emnist::InkPart) == 4 * sizeof(std::uint16_t));
  return val(typed_memory_view(4 * self.parts().size(), &self.parts().data()->character));
}

int HeapBytesInUse() { return static_cast<int>(mallinfo().uordblks); }

int MemoryBytes() { return static_cast<int>(emscripten_get_heap_size()); }

}  // namespace

EMSCRIPTEN_BINDINGS(emnist_line) {
  emscripten::class_<BoundLineRecognizer>("LineRecognizer")
      .function("transferView", &BoundLineRecognizer::TransferView)
      .function("textView", &BoundLineRecognizer::TextView)
      .function("pointsView", &PointsView)
      .function("partsView", &PartsView)
      .function(
          "strokeEndsView", +[](BoundLineRecognizer& self) { return View(self.stroke_ends()); })
      .function(
          "alphabetView", +[](BoundLineRecognizer& self) { return View(self.alphabet()); })
      .function(
          "logitsView",
          +[](BoundLineRecognizer& self) {
            return View(self.loaded() ? self.network()->int8_logits() : std::span<const std::int8_t>());
          })
      .function(
          "readingView",
          +[](BoundLineRecognizer& self, int reading) {
            const bool there = reading >= 0 && static_cast<std::size_t>(reading) < self.texts();
            return View(there ? self.text(static_cast<std::size_t>(reading)) : std::span<const std::uint8_t>());
          })
      .function(
          "confidence",
          +[](BoundLineRecognizer& self, int reading) {
            const bool there = reading >= 0 && static_cast<std::size_t>(reading) < self.texts();
            return there ? self.confidence(static_cast<std::size_t>(reading)) : 0.0f;
          })
      .function("writeText", &BoundLineRecognizer::WriteText)
      .function(
          "load", +[](BoundLineRecognizer& self,
                      int bytes) { return Number(self.Load(self.Transferred(bytes), emnist::ModelLimits::WebLine())); })
      .function(
          "loadWords",
          +[](BoundLineRecognizer& self, int bytes) {
            return Number(self.LoadWords(self.Transferred(bytes), emnist::WordList::Limits::Web()));
          })
      .function(
          "recognize",
          +[](BoundLineRecognizer& self, int points, int strokes) { return Number(self.Recognize(points, strokes)); })
      .function(
          "readings", +[](BoundLineRecognizer& self) { return static_cast<int>(self.texts()); })
      .function(
          "sure", +[](BoundLineRecognizer& self) { return self.sure(); })
      .function(
          "repeat", +[](BoundLineRecognizer& self, int stage,
                        int times) { return Number(self.Repeat(static_cast<LineRecognizer::Stage>(stage), times)); })
      .function(
          "words", +[](BoundLineRecognizer& self) { return static_cast<int>(self.words().words()); })
      .function(
          "parameters", +[](BoundLineRecognizer& self) { return static_cast<int>(self.parameters()); })
      .function(
          "networkBytes",
          +[](BoundLineRecognizer& self) { return self.loaded() ? static_cast<int>(self.network()->bytes()) : 0; })
      .function(
          "unsureBelow", +[](BoundLineRecognizer& self) { return self.unsure_below(); });
  emscripten::function("createLineRecognizer", &CreateLineRecognizer, emscripten::allow_raw_pointers());
  emscripten::function("memoryBytes", &MemoryBytes);
  emscripten::function("heapBytesInUse", &HeapBytesInUse);
}
