// Picture files for the command: decoded by stb, turned upright by EXIF, brought to the size the core takes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace emnist::cli {

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  // straight alpha
};

// PNG, JPEG and what else stb reads. Throws std::runtime_error with a sentence.
Picture ReadPicture(const std::string& path);

// Scales down by area so that no side exceeds `side`, keeping the aspect ratio; smaller pictures stay as they are.
Picture FitInto(Picture picture, int side);

// The pixels from left and top to before right and bottom; what lies beyond the picture is left out.
Picture Crop(const Picture& picture, int left, int top, int right, int bottom);

}  // namespace emnist::cli
