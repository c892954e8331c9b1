// ONNX file → Model. Accepts the operators of a compact convolutional network over a glyph or a sequence, in f32 or
// quantised to int8 with QuantizeLinear / DequantizeLinear around each operator, and refuses everything else by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "emnist/model.h"
#include "emnist/status.h"

namespace emnist {

// What loading, and then an answer, may cost at most. Checked before anything is allocated, so a hostile file cannot
// ask for more.
struct ModelLimits {
  std::size_t file_bytes;
  std::size_t weight_bytes;      // of all weights and biases of the lowered model
  std::size_t activation_bytes;  // of any single activation, its padding included
  int nodes;                     // in the file's graph
  // Of one answer, of a line at its longest; what a max pool compares counts, too. Below, each is more than all weights
  // at every pixel of a glyph, so a network for characters that never works on more pixels than it was given does not
  // meet it.
  std::uint64_t multiply_adds;

  // For characters: fits the fixed memory of the web binaries with room to spare.
  static constexpr ModelLimits Web() { return {256 << 10, 128 << 10, 64 << 10, 512, 1 << 27}; }
  // For lines on the web.
  static constexpr ModelLimits WebLine() { return {320 << 10, 256 << 10, 64 << 10, 512, 1 << 27}; }
  // For the native command, which also measures larger networks.
  static constexpr ModelLimits Native() { return {64 << 20, 64 << 20, 16 << 20, 4096, std::uint64_t{1} << 36}; }
};

// Reads `file` (the bytes of a .onnx file; not kept). On success `model` is complete and consistent: indices in range,
// shapes agreeing, weights of the right length, finite positive scales. On failure `model` is unspecified, and
// `diagnostic` names the node, operator or attribute. Returns kOk, kModelMalformed, kModelUnsupported or
// kModelTooLarge.
Status LoadOnnx(std::span<const std::uint8_t> file, const ModelLimits& limits, Model& model, Diagnostic& diagnostic);

}  // namespace emnist
