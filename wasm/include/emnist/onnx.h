// ONNX file → Model. Accepts the operators of a compact convolutional network, in f32 or quantised to int8 with
// QuantizeLinear / DequantizeLinear around each operator, and refuses everything else by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "emnist/model.h"
#include "emnist/status.h"

namespace emnist {

// What loading may cost at most. Checked before anything is allocated, so a hostile file cannot ask for more.
struct ModelLimits {
  std::size_t file_bytes;
  std::size_t weight_bytes;      // of all weights and biases of the lowered model
  std::size_t activation_bytes;  // of any single activation
  int nodes;                     // in the file's graph

  // Fits the fixed memory of the web binaries with room to spare.
  static constexpr ModelLimits Web() { return {256 << 10, 128 << 10, 64 << 10, 512}; }
  // For the native command, which also measures larger networks.
  static constexpr ModelLimits Native() { return {64 << 20, 64 << 20, 16 << 20, 4096}; }
};

// Reads `file` (the bytes of a .onnx file; not kept). On success `model` is complete and consistent: indices in range,
// shapes agreeing, weights of the right length, finite positive scales. On failure `model` is unspecified, and
// `diagnostic` names the node, operator or attribute. Returns kOk, kModelMalformed, kModelUnsupported or
// kModelTooLarge.
Status LoadOnnx(std::span<const std::uint8_t> file, const ModelLimits& limits, Model& model, Diagnostic& diagnostic);

}  // namespace emnist
