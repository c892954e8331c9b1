// Photo → glyph: finds the character in a picture of any paper and draws it with the same pen as ink.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "emnist/glyph.h"
#include "emnist/ink.h"
#include "emnist/status.h"

namespace emnist {

inline constexpr int kMaxPictureSide = 512;
inline constexpr std::size_t kPictureBufferBytes = kMaxPictureSide * kMaxPictureSide * 4;

// `rgba` begins with width × height × 4 bytes, row-major, straight (not premultiplied) alpha; sides 1 to 512. The whole
// buffer is the workspace too: its contents are lost. Paper may be light or dark, uneven, transparent or noisy. The
// character is framed exactly as RasterizeInk frames it and its strokes are brought to the width of `pen`.
// Returns kOk, kInvalidPicture or kBlankPicture; on failure `glyph` is untouched.
Status GlyphFromPhoto(std::span<std::uint8_t, kPictureBufferBytes> rgba, int width, int height, Glyph& glyph,
                      const Pen& pen = {});

}  // namespace emnist
