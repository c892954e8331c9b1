// Takes pictures of ink: strokes drawn on made-up paper and seen by a made-up camera. It shares no code with the core,
// so that reading its pictures proves something.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "emnist/ink.h"

namespace emnist {

struct Scene {
  int width = 384;
  int height = 384;
  float pen_width = 0.03f;           // of the picture's shorter side
  float ink = 0.8f;                  // 0 invisible … 1 black
  float grain = 0;                   // of the pen on the paper: a pencil skips, 0 … 1
  float fill = 0.6f;                 // the character's longer side, as part of the picture's shorter side
  float offset_x = 0, offset_y = 0;  // of the character's middle from the picture's, in picture sizes
  float paper = 0.9f;                // brightness 0 … 1
  float gradient = 0;                // how much darker the far corner is, 0 … 1
  float shadow = 0;                  // of a soft-edged shadow across the picture, 0 … 1
  float ruled = 0;                   // darkness of ruled lines, 0 none … 1 black
  bool squared = false;              // lines in both directions
  float tilt = 0;                    // of the camera in radians, about the line of sight
  float keystone = 0;                // how much smaller the top of the page is, 0 … 0.3
  float blur = 0;                    // sigma in pixels
  float noise = 0;                   // sigma in grey levels
  bool light_on_dark = false;        // chalk on a blackboard
  int jpeg_quality = 0;              // 0: not compressed
};

// RGB, row-major. The same seed gives the same picture.
std::vector<std::uint8_t> Photograph(const Ink& ink, const Scene& scene, std::mt19937& random);

// JPEG bytes of such a picture.
std::vector<std::uint8_t> EncodeJpeg(const std::vector<std::uint8_t>& rgb, int width, int height, int quality);

// Everyday scenes, each a name and a scene drawn at random within what the name promises.
const std::vector<std::string>& SceneNames();
Scene RandomScene(const std::string& name, std::mt19937& random);

}  // namespace emnist
