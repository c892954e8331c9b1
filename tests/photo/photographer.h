// Takes pictures of ink: strokes drawn on made-up paper and seen by a made-up camera. It shares no code with the core,
// so that reading its pictures proves something.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "emnist/ink.h"

namespace emnist {

using Colour = std::array<float, 3>;  // reflectance 0 … 1 of red, green, blue

enum class Enclosure { kNone, kBox, kCircle, kComb };

// Lengths are parts of the picture's shorter side, places are from its middle.
struct Scene {
  int width = 384;
  int height = 384;
  float pen_width = 0.03f;
  float grain = 0;                   // of the pen on the paper: a pencil skips, 0 … 1
  float fill = 0.6f;                 // the character's longer side
  float offset_x = 0, offset_y = 0;  // of the character's middle
  Colour paper = {0.9f, 0.9f, 0.9f};
  Colour ink = {0.18f, 0.18f, 0.18f};
  Colour print = {0.6f, 0.6f, 0.6f};  // of lines and enclosures
  float gradient = 0;                 // how much darker the far corner is, 0 … 1
  float shadow = 0;                   // of a soft-edged shadow across the picture, 0 … 1
  float line_gap = 0;                 // between ruled lines; 0: there are none
  bool squared = false;               // lines in both directions
  Enclosure enclosure = Enclosure::kNone;
  float enclosure_size = 0;  // how much larger than the character it is, ≥ 1
  float print_width = 0.005f;
  float sheet_width = 0, sheet_height = 0;  // half sides of a sheet on a desk; 0: the sheet fills the picture
  Colour desk = {0.25f, 0.15f, 0.08f};
  bool other_marks = false;        // punched holes, a question's number, a staple, specks
  const Ink* neighbour = nullptr;  // a second character of like size beside the first
  float tilt = 0;                  // of the camera in radians, about the line of sight
  float keystone = 0;              // how much smaller the top of the page is, 0 … 0.3
  float blur = 0;                  // sigma in pixels
  float noise = 0;                 // sigma in grey levels
  int jpeg_quality = 0;            // 0: not compressed
};

// RGB, row-major. The same seed gives the same picture.
std::vector<std::uint8_t> Photograph(const Ink& ink, const Scene& scene, std::mt19937& random);

// Makes the picture end `margin` beyond the ink on every side.
void CropToInk(const Ink& ink, float margin, Scene& scene);

// JPEG bytes of such a picture.
std::vector<std::uint8_t> EncodeJpeg(const std::vector<std::uint8_t>& rgb, int width, int height, int quality);

// Everyday scenes, each a name and a scene drawn at random within what the name promises. `neighbour` is the second
// character of a scene that shows two; it must live as long as the scene.
const std::vector<std::string>& SceneNames();
Scene RandomScene(const std::string& name, const Ink& ink, const Ink& neighbour, std::mt19937& random);

}  // namespace emnist
