// What the module for pictures exports: a picture in, the glyph of its character out, which the module of embind.cc
// then reads. web/src/core/emnist-pictures-module.d.ts describes it. Only numbers and views cross.
#include <emscripten/bind.h>
#include <emscripten/heap.h>
#include <malloc.h>

#include <array>
#include <cstdlib>
#include <new>

#include "emnist/photo.h"

namespace {

using emnist::Status;
using emscripten::typed_memory_view;
using emscripten::val;

// Holds one picture, and what was seen in the last one.
class PictureReader {
 public:
  // Without exceptions, the usual `new` ends the module when memory is out.
  static void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    return std::aligned_alloc(alignof(PictureReader), bytes);
  }
  static void operator delete(void* block) { std::free(block); }

  int Read(int width, int height) {
    return static_cast<int>(emnist::GlyphFromPhoto(transfer_, width, height, glyph_, &finding_));
  }

  bool several() const { return finding_.several; }
  val TransferView() { return val(typed_memory_view(transfer_.size(), transfer_.data())); }
  val GlyphView() { return val(typed_memory_view(glyph_.size(), glyph_.data())); }
  val MarksView() {
    static_assert(sizeof(emnist::Region) == 4 * sizeof(float));
    return val(typed_memory_view(4 * static_cast<std::size_t>(finding_.mark_count), &finding_.marks[0].left));
  }
  val SheetView() {
    static_assert(sizeof(emnist::Point) == 2 * sizeof(float));
    return val(typed_memory_view(finding_.on_sheet ? 8 : 0, &finding_.sheet[0].x));
  }

 private:
  alignas(16) std::array<std::uint8_t, emnist::kPictureBufferBytes> transfer_{};
  emnist::Glyph glyph_{};
  emnist::PhotoFinding finding_;
};

// Null when memory is out: it holds one.
PictureReader* CreatePictureReader() { return new (std::nothrow) PictureReader; }

int HeapBytesInUse() { return static_cast<int>(mallinfo().uordblks); }

int MemoryBytes() { return static_cast<int>(emscripten_get_heap_size()); }

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
  emscripten::function("memoryBytes", &MemoryBytes);
  emscripten::function("heapBytesInUse", &HeapBytesInUse);
}
