// The module as JavaScript sees it (with types.cc, all of the C++ that knows JavaScript exists).
// web/src/core/emnist-module.d.ts describes what it exports. Only numbers and views cross: no strings, vectors or
// exceptions, whose glue would cost more than the network.
#include <limits>

#include "bound.h"
#include "emnist/recognizer.h"

namespace {

using emnist::Recognizer;
using emnist::bindings::Number;
using emnist::bindings::Transferred;
using emnist::bindings::View;

// What crosses besides the recogniser itself: a place for text to be read from.
class BoundRecognizer : public Recognizer, public emnist::bindings::MayBeNull<BoundRecognizer> {
 public:
  emnist::bindings::TextBuffer& text_buffer() { return text_buffer_; }

 private:
  emnist::bindings::TextBuffer text_buffer_;
};

static_assert(emnist::ModelLimits::Web().multiply_adds <= std::numeric_limits<int>::max());

// Null when memory is out: it holds one.
BoundRecognizer* CreateRecognizer() { return new (std::nothrow) BoundRecognizer; }

}  // namespace

EMSCRIPTEN_BINDINGS(emnist) {
  emscripten::class_<BoundRecognizer>("Recognizer")
      .function(
          "transferView", +[](BoundRecognizer& self) { return View(self.transfer()); })
      .function(
          "pointsView", +[](BoundRecognizer& self) { return View(self.points()); })
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
      .function(
          "textView", +[](BoundRecognizer& self) { return View(self.text_buffer().bytes()); })
      .function(
          "load",
          +[](BoundRecognizer& self, int bytes) {
            return Number(self.Load(Transferred(self.transfer(), bytes), emnist::ModelLimits::Web()));
          })
      .function(
          "writeText", +[](BoundRecognizer& self, int field) { return self.text_buffer().Write(self, field); })
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
      .function(
          "replaceExamples",
          +[](BoundRecognizer& self, int bytes) {
            return Number(self.hand().Replace(Transferred(self.transfer(), bytes)));
          })
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
  emscripten::function("memoryBytes", &emnist::bindings::MemoryBytes);
  emscripten::function("heapBytesInUse", &emnist::bindings::HeapBytesInUse);
}
