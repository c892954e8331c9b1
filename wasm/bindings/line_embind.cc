// What the module for lines exports, as embind.cc does for characters. web/src/core/emnist-line-module.d.ts describes
// it. Only numbers and views cross.
#include <emscripten/wire.h>

#include "bound.h"
#include "emnist/line_recognizer.h"

namespace {

using emnist::LineRecognizer;
using emnist::bindings::Number;
using emnist::bindings::Transferred;
using emnist::bindings::View;

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
class BoundLineRecognizer : public LineRecognizer, public emnist::bindings::MayBeNull<BoundLineRecognizer> {
 public:
  emnist::bindings::TextBuffer& text_buffer() { return text_buffer_; }
  std::span<std::uint8_t> transfer() { return transfer_; }

 private:
  emnist::bindings::TextBuffer text_buffer_;
  std::array<std::uint8_t, 320 << 10> transfer_{};
};

// Null when memory is out: it holds one.
BoundLineRecognizer* CreateLineRecognizer() { return new (std::nothrow) BoundLineRecognizer; }

emscripten::val PartsView(BoundLineRecognizer& self) {
  static_assert(sizeof(emnist::InkPart) == 4 * sizeof(std::uint16_t));
  return View(std::span(&self.parts().data()->character, 4 * self.parts().size()));
}

}  // namespace

EMSCRIPTEN_BINDINGS(emnist_line) {
  emscripten::class_<BoundLineRecognizer>("LineRecognizer")
      .function(
          "transferView", +[](BoundLineRecognizer& self) { return View(self.transfer()); })
      .function(
          "textView", +[](BoundLineRecognizer& self) { return View(self.text_buffer().bytes()); })
      .function(
          "pointsView", +[](BoundLineRecognizer& self) { return View(self.points()); })
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
      .function(
          "writeText", +[](BoundLineRecognizer& self, int field) { return self.text_buffer().Write(self, field); })
      .function(
          "load",
          +[](BoundLineRecognizer& self, int bytes) {
            return Number(self.Load(Transferred(self.transfer(), bytes), emnist::ModelLimits::WebLine()));
          })
      .function(
          "loadWords",
          +[](BoundLineRecognizer& self, int bytes) {
            return Number(self.LoadWords(Transferred(self.transfer(), bytes), emnist::WordList::Limits::Web()));
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
  emscripten::function("memoryBytes", &emnist::bindings::MemoryBytes);
  emscripten::function("heapBytesInUse", &emnist::bindings::HeapBytesInUse);
}
