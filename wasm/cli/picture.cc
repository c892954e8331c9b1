// Knows file formats and nothing of characters.
#include "picture.h"

#include <libexif/exif-data.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string_view>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_MAX_DIMENSIONS 16384
#include <stb/stb_image.h>
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#define STB_IMAGE_RESIZE_STATIC
#include <stb/stb_image_resize.h>
#pragma clang diagnostic pop

namespace emnist::cli {
namespace {

std::size_t Index(int x, int y, int width) {
  return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
}

bool SameByte(char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; }

// What a PNG has of EXIF, in its eXIf chunk, as JPEGs have it; any other file as it is: libexif knows them.
std::vector<std::uint8_t> ExifOf(const std::vector<std::uint8_t>& file) {
  constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n", kType = "eXIf", kHeader{"Exif\0\0", 6};
  if (file.size() < kPng.size() || !std::equal(kPng.begin(), kPng.end(), file.begin(), SameByte)) return file;
  // Each chunk: its length in four bytes, its type in four, its data, four more.
  for (std::size_t at = kPng.size(); at + 8 <= file.size();) {
    const std::size_t length = std::size_t{file[at]} << 24 | std::size_t{file[at + 1]} << 16 |
                               std::size_t{file[at + 2]} << 8 | std::size_t{file[at + 3]};
    const auto type = file.begin() + static_cast<std::ptrdiff_t>(at) + 4, data = type + 4;
    if (length > file.size() - at - 8) break;
    if (std::equal(kType.begin(), kType.end(), type, SameByte)) {
      std::vector<std::uint8_t> exif(kHeader.begin(), kHeader.end());
      exif.insert(exif.end(), data, data + static_cast<std::ptrdiff_t>(length));
      return exif;
    }
    at += length + 12;
  }
  return {};
}

// EXIF tag 0x0112: 1 upright … 8, as in the TIFF specification. 1 when the file says nothing.
int Orientation(const std::vector<std::uint8_t>& file) {
  const std::vector<std::uint8_t> data = ExifOf(file);
  if (data.empty()) return 1;
  const std::unique_ptr<ExifData, void (*)(ExifData*)> exif(
      exif_data_new_from_data(data.data(), static_cast<unsigned>(data.size())), &exif_data_unref);
  if (!exif) return 1;
  const ExifEntry* entry = exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->components != 1) return 1;
  const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(exif.get()));
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

// Undoes an EXIF orientation: 5 to 8 are transposed, and every value is some pair of mirrorings besides.
Picture TurnUpright(Picture picture, int orientation) {
  if (orientation == 1) return picture;
  const bool transposed = orientation >= 5;
  const bool mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  Picture upright;
  upright.width = transposed ? picture.height : picture.width;
  upright.height = transposed ? picture.width : picture.height;
  upright.rgba.resize(picture.rgba.size());
  for (int y = 0; y < upright.height; ++y) {
    for (int x = 0; x < upright.width; ++x) {
      int from_x = transposed ? y : x;
      int from_y = transposed ? x : y;
      if (mirror_x) from_x = picture.width - 1 - from_x;
      if (mirror_y) from_y = picture.height - 1 - from_y;
      std::copy_n(&picture.rgba[Index(from_x, from_y, picture.width)], 4, &upright.rgba[Index(x, y, upright.width)]);
    }
  }
  return upright;
}

}  // namespace

Picture ReadPicture(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("the file cannot be opened");
  const std::vector<std::uint8_t> file{std::istreambuf_iterator<char>(stream), {}};
  if (file.empty()) throw std::runtime_error("the file is empty");
  Picture picture;
  const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &picture.width, &picture.height, nullptr, 4),
      &stbi_image_free);
  if (!pixels) throw std::runtime_error("the file is not a picture this command reads (PNG, JPEG, BMP, GIF, …)");
  picture.rgba.assign(pixels.get(), pixels.get() + Index(0, picture.height, picture.width));
  return TurnUpright(std::move(picture), Orientation(file));
}

Picture FitInto(Picture picture, int side) {
  const int longest = std::max(picture.width, picture.height);
  if (longest <= side) return picture;
  const double ratio = static_cast<double>(longest) / side;
  Picture small;
  small.width = std::max(1, static_cast<int>(std::lround(picture.width / ratio)));
  small.height = std::max(1, static_cast<int>(std::lround(picture.height / ratio)));
  small.rgba.resize(Index(0, small.height, small.width));
  // By area; colours weighted by their opacity, so that invisible pixels leave no tint.
  constexpr int kOpacity = 3;
  if (stbir_resize_uint8_generic(picture.rgba.data(), picture.width, picture.height, 0, small.rgba.data(), small.width,
                                 small.height, 0, 4, kOpacity, 0, STBIR_EDGE_CLAMP, STBIR_FILTER_BOX,
                                 STBIR_COLORSPACE_LINEAR, nullptr) == 0) {
    throw std::runtime_error("the picture is too large for this machine's memory");
  }
  return small;
}

Picture Crop(const Picture& picture, int left, int top, int right, int bottom) {
  left = std::clamp(left, 0, picture.width - 1);
  top = std::clamp(top, 0, picture.height - 1);
  Picture part;
  part.width = std::clamp(right, left + 1, picture.width) - left;
  part.height = std::clamp(bottom, top + 1, picture.height) - top;
  part.rgba.resize(Index(0, part.height, part.width));
  for (int y = 0; y < part.height; ++y) {
    std::copy_n(&picture.rgba[Index(left, top + y, picture.width)], Index(part.width, 0, 0),
                &part.rgba[Index(0, y, part.width)]);
  }
  return part;
}

}  // namespace emnist::cli
