// The module as JavaScript sees it (with types.cc, all of the C++ that knows JavaScript exists).
// web/src/core/emnist-module.d.ts describes what it exports. Only numbers and views cross: no strings, vectors or
// exceptions, whose glue would cost more than the network.
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <new>
#include <string_view>

#include "emnist/recognizer.h"

namespace {

using emnist::Recognizer;
using emnist::Status;
using emscripten::typed_memory_view;
using emscripten::val;

constexpr std::size_t kTextBytes = 4096;

// What crosses besides the recogniser itself: a place for text to be read from.
class BoundRecognizer : public Recognizer {
 public:
  // Without exceptions, the usual `new` ends the module when memory is out.
  static void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return std::aligned_alloc(alignof(BoundRecognizer), bytes);
  }
  static void operator delete(void* block) { std::free(block); }

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

  val TextView() { return val(typed_memory_view(kTextBytes, reinterpret_cast<std::uint8_t*>(text_))); }

 private:
  char text_[kTextBytes] = {};
};

int Number(Status status) { return static_cast<int>(status); }

template <typename Span>
val View(Span span) {
  return val(typed_memory_view(span.size(), span.data()));
}

static_assert(emnist::ModelLimits::Web().multiply_adds <= std::numeric_limits<int>::max());

// Null when memory is out: it holds one.
BoundRecognizer* CreateRecognizer() { return new (std::nothrow) BoundRecognizer; }

int Load(BoundRecognizer& self, int bytes) {
  const std::size_t size = std::min(self.transfer().size(), static_cast<std::size_t>(std::max(bytes, 0)));
  return Number(self.Load(self.transfer().first(size), emnist::ModelLimits::Web()));
}

int ReplaceExamples(BoundRecognizer& self, int bytes) {
  const std::size_t size = std::min(self.transfer().size(), static_cast<std::size_t>(std::max(bytes, 0)));
  return Number(self.hand().Replace(self.transfer().first(size)));
}

val PointsView(BoundRecognizer& self) {
  static_assert(sizeof(emnist::Point) == 2 * sizeof(float));
  return val(typed_memory_view(2 * self.points().size(), &self.points().data()->x));
}

int HeapBytesInUse() { return static_cast<int>(mallinfo().uordblks); }

int MemoryBytes() { return static_cast<int>(emscripten_get_heap_size()); }

}  // namespace

EMSCRIPTEN_BINDINGS(emnist) {
  emscripten::class_<BoundRecognizer>("Recognizer")
      .function(
          "transferView", +[](BoundRecognizer& self) { return View(self.transfer()); })
      .function("pointsView", &PointsView)
      .function(
          "strokeEndsView", +[](BoundRecognizer& self) { return View(self.stroke_ends()); })
      .function(
          "glyphView", +[](BoundRecognizer& self) { return View(std::span(self.glyph())); })
      .function(
          "alphabetView", +[](BoundRecognizer& self) { return View(self.alphabet()); })
      .function(
          "logitsView",
          +[](BoundRecognizer& self) {
            return View(self.loaded() ? self.network()->int8_logits() : std::span<const std::int8_t>());
          })
      .function(
          "confidencesView", +[](BoundRecognizer& self) { return View(self.confidences()); })
      .function(
          "orderView", +[](BoundRecognizer& self) { return View(self.order()); })
      .function("textView", &BoundRecognizer::TextView)
      .function("load", &Load)
      .function("writeText", &BoundRecognizer::WriteText)
      .function(
          "recognizeInk",
          +[](BoundRecognizer& self, int points, int strokes) { return Number(self.RecognizeInk(points, strokes)); })
      .function(
          "inkToGlyph",
          +[](BoundRecognizer& self, int points, int strokes) { return Number(self.InkToGlyph(points, strokes)); })
      .function(
          "recognizeGlyph", +[](BoundRecognizer& self, bool several) { return Number(self.RecognizeGlyph(several)); })
      .function(
          "learn", +[](BoundRecognizer& self, int label) { return Number(self.Learn(label)); })
      .function("replaceExamples", &ReplaceExamples)
      .function(
          "examplesView", +[](BoundRecognizer& self) { return View(self.hand().examples()); })
      .function(
          "exampleBytes", +[](BoundRecognizer& self) { return static_cast<int>(self.hand().example_bytes()); })
      .function(
          "sure", +[](BoundRecognizer& self) { return self.sure(); })
      .function(
          "rejection", +[](BoundRecognizer& self) { return static_cast<int>(self.rejection()); })
      .function(
          "outside", +[](BoundRecognizer& self) { return self.outside(); })
      .function(
          "repeat", +[](BoundRecognizer& self, int stage,
                        int times) { return Number(self.Repeat(static_cast<Recognizer::Stage>(stage), times)); })
      .function(
          "repeatLayer",
          +[](BoundRecognizer& self, int layer, int times) { return Number(self.RepeatLayer(layer, times)); })
      .function(
          "layers", +[](BoundRecognizer& self) { return self.loaded() ? self.network()->layers() : 0; })
      .function(
          "parameters", +[](BoundRecognizer& self) { return static_cast<int>(self.parameters()); })
      .function(
          "multiplyAdds", +[](BoundRecognizer& self) { return static_cast<int>(self.multiply_adds()); })
      .function(
          "networkBytes",
          +[](BoundRecognizer& self) { return self.loaded() ? static_cast<int>(self.network()->bytes()) : 0; })
      .function(
          "unsureBelow", +[](BoundRecognizer& self) { return self.unsure_below(); });
  emscripten::function("createRecognizer", &CreateRecognizer, emscripten::allow_raw_pointers());
  emscripten::function("memoryBytes", &MemoryBytes);
  emscripten::function("heapBytesInUse", &HeapBytesInUse);
}
