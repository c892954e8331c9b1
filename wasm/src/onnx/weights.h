// Constants of the file → weights, scales and bias of a layer, in the order and units of the Model. Knows how numbers
// are laid out and quantised, not which operator they belong to.
#pragma once

#include <cstddef>
#include <vector>

#include "emnist/model.h"
#include "onnx/load_error.h"
#include "onnx/tensor.h"

namespace emnist::onnx {

// What an operator sees of a constant: its values, or real = scale * (value - zero point) behind a DequantizeLinear,
// with one scale and zero point or one for each slice of `axis`.
struct Constant {
  const ConstantTensor* values = nullptr;
  const ConstantTensor* scales = nullptr;       // null: plain values
  const ConstantTensor* zero_points = nullptr;  // null: all zero
  int axis = 0;
};

// How the file orders its weights: [output][channel][pixel], or [channel][pixel][output].
struct WeightShape {
  int outputs;
  int channels;
  int pixels;
  bool outputs_last;
};

// Scales whose products and ratios stay ordinary floats; false for NaN.
bool UsableScale(float scale);

class WeightReader {
 public:
  // At most `budget` bytes over all layers.
  WeightReader(std::size_t budget, LoadError& error) : budget_(budget), error_(error) {}

  // For a layer that reads `input`. The constant must have outputs * channels * pixels elements.
  bool Weights(const Constant& constant, const Tensor& input, const WeightShape& shape, Layer& layer);
  // After the weights.
  bool Bias(const Constant& constant, const Tensor& input, int outputs, Layer& layer);

 private:
  bool Spend(std::size_t elements, std::size_t bytes_each);
  bool Scales(const Constant& constant, int outputs, int axis, std::int64_t zero_point, std::vector<float>& scales);

  std::size_t budget_;
  LoadError& error_;
};

}  // namespace emnist::onnx
