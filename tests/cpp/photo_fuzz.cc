// libFuzzer target of the photo path: whatever the picture, GlyphFromPhoto returns, stays inside its buffer, and leaves
// the glyph alone when there is nothing to see. Compiled with a small working size: the code is the same, a run takes a
// fraction of a millisecond.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "emnist/photo.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

}  // namespace

// Two bytes for the sides, then RGBA; what is missing is transparent. The buffer lives for all runs: only the picture's
// own bytes are set, what lies behind is what the last run left.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using Buffer = std::array<std::uint8_t, emnist::kPictureBufferBytes>;
  static const auto buffer = std::make_unique<Buffer>();
  if (size < 2) return 0;
  const int width = data[0] % 25, height = data[1] % 25;  // 0 is refused
  const auto bytes = static_cast<std::size_t>(width * height * 4);
  const std::size_t given = std::min(bytes, size - 2);
  std::copy_n(data + 2, given, buffer->begin());
  std::fill(buffer->begin() + static_cast<std::ptrdiff_t>(given), buffer->begin() + static_cast<std::ptrdiff_t>(bytes),
            std::uint8_t{0});

  emnist::Glyph untouched;
  untouched.fill(77);
  emnist::Glyph glyph = untouched;
  const emnist::Status status = emnist::GlyphFromPhoto(*buffer, width, height, glyph);
  if (status == emnist::Status::kOk) {
    Require(std::all_of(buffer->begin(), buffer->begin() + width * height,
                        [](std::uint8_t ink) { return ink == 0 || ink == 255; }),
            "accepted, but the buffer shows no ink");
    Require(*std::max_element(glyph.begin(), glyph.end()) > 0, "accepted, but nothing drawn");
  } else {
    Require(status == (bytes == 0 ? emnist::Status::kInvalidPicture : emnist::Status::kBlankPicture),
            "a status that does not fit");
    Require(glyph == untouched, "refused, but drawn");
  }
  return 0;
}
