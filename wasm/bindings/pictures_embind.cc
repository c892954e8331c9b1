// What the module for pictures exports: a picture in, the glyph of its character out, which the module of embind.cc
// then reads. web/src/core/emnist-pictures-module.d.ts describes it. Only numbers and views cross.
#include <array>

#include "bound.h"
#include "emnist/photo.h"

namespace {

using emnist::bindings::Number;
using emnist::bindings::View;

// Holds one picture, and what was seen in the last one.
class PictureReader : public emnist::bindings::MayBeNull<PictureReader> {
 public:
  int Read(int width, int height) {
    return Number(emnist::GlyphFromPhoto(transfer_, width, height, glyph_, &finding_));
  }

  bool several() const { return finding_.several; }
  emscripten::val TransferView() { return View(std::span<std::uint8_t>(transfer_)); }
  emscripten::val GlyphView() { return View(std::span<std::uint8_t>(glyph_)); }
  emscripten::val MarksView() {
    static_assert(sizeof(emnist::Region) == 4 * sizeof(float));
    return View(std::span(&finding_.marks[0].left, 4 * static_cast<std::size_t>(finding_.mark_count)));
  }
  emscripten::val SheetView() { return View(std::span(&finding_.sheet[0].x, finding_.on_sheet ? 8 : 0)); }

 private:
  alignas(16) std::array<std::uint8_t, emnist::kPictureBufferBytes> transfer_{};
  emnist::Glyph glyph_{};
  emnist::PhotoFinding finding_;
};

// Null when memory is out: it holds one.
PictureReader* CreatePictureReader() { return new (std::nothrow) PictureReader; }

}  // namespace

EMSCRIPTEN_BINDINGS(emnist_pictures) {
  emscripten::class_<PictureReader>("PictureReader")
      .function("transferView", &PictureReader::TransferView)
      .function("glyphView", &PictureReader::GlyphView)
      .function("marksView", &PictureReader::MarksView)
      .function("sheetView", &PictureReader::SheetView)
      .function("read", &PictureReader::Read)
      .function(
          "several", +[](PictureReader& self) { return self.several(); });
  emscripten::function("createPictureReader", &CreatePictureReader, emscripten::allow_raw_pointers());
  emscripten::function("memoryBytes", &emnist::bindings::MemoryBytes);
  emscripten::function("heapBytesInUse", &emnist::bindings::HeapBytesInUse);
}
