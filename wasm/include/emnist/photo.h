// Photo → glyph: finds the character in a picture of any paper and draws it with the same pen as ink.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "emnist/glyph.h"
#include "emnist/ink.h"
#include "emnist/status.h"

namespace emnist {

inline constexpr int kMaxPictureSide = 512;
inline constexpr std::size_t kPictureBufferBytes = kMaxPictureSide * kMaxPictureSide * 4;

// A part of the picture, in its pixels.
struct Region {
  float left = 0, top = 0, right = 0, bottom = 0;
};

// What was seen in a picture: the ink that was read, and whatever else might be meant.
struct PhotoFinding {
  static constexpr int kMaxMarks = 8;

  bool several = false;  // there is more than one character: what was read is a guess
  int mark_count = 0;
  std::array<Region, kMaxMarks> marks;  // the first is the character that was read
  // The sheet of paper it lies on, from its top left clockwise, when one was found in the picture.
  bool on_sheet = false;
  std::array<Point, 4> sheet;
};

// `rgba` begins with width × height × 4 bytes, row-major, straight (not premultiplied) alpha; sides 1 to 512. The whole
// buffer is the workspace too: its contents are lost. After kOk its first width × height bytes are 255 where the
// picture has the character's ink, else 0. Paper may be light or dark, uneven, transparent or noisy, ruled or squared,
// a sheet on a desk; the character may be small, and in a frame. It is framed exactly as RasterizeInk frames it and its
// strokes are brought to the width of `pen`. Returns kOk, kInvalidPicture or kBlankPicture; on failure `glyph` and
// `finding` are untouched.
Status GlyphFromPhoto(std::span<std::uint8_t, kPictureBufferBytes> rgba, int width, int height, Glyph& glyph,
                      PhotoFinding* finding = nullptr, const Pen& pen = {});

}  // namespace emnist
