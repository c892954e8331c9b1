// Runs a Model in the plainest way there is: real numbers in double precision, int8 activations rounded to their steps.
// The oracle for what a loaded Model means; slow, and shares nothing with the product's kernels.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "emnist/model.h"

namespace emnist {

// Real values of one activation, height × width × channels.
using Activation = std::vector<double>;

inline double RoundToStep(double value, const Tensor& tensor) {
  if (tensor.type == ElementType::kFloat32) return value;
  const double stored = std::nearbyint(value / double{tensor.scale}) + tensor.zero_point;
  return double{tensor.scale} * (std::clamp(stored, -128.0, 127.0) - tensor.zero_point);
}

inline double WeightOf(const Layer& layer, std::size_t output, std::size_t index) {
  if (layer.int8_weights.empty()) return double{layer.float_weights[index]};
  return double{layer.weight_scales[output]} * layer.int8_weights[index];
}

inline double BiasOf(const Layer& layer, const Tensor& input, std::size_t output) {
  if (!layer.float_bias.empty()) return double{layer.float_bias[output]};
  if (!layer.int8_bias.empty())
    return double{input.scale} * double{layer.weight_scales[output]} * layer.int8_bias[output];
  return 0;
}

// Calls visit(input y, input x, tap index) for every tap of the window at output (y, x) that lies on the input.
template <typename Visit>
void ForEachTap(const Window& window, const Tensor& input, int y, int x, Visit visit) {
  for (int tap_y = 0; tap_y < window.height; ++tap_y) {
    for (int tap_x = 0; tap_x < window.width; ++tap_x) {
      const int in_y = y * window.stride_y - window.pad_top + tap_y * window.dilation_y;
      const int in_x = x * window.stride_x - window.pad_left + tap_x * window.dilation_x;
      if (in_y < 0 || in_x < 0 || in_y >= input.height || in_x >= input.width) continue;
      visit(in_y, in_x, tap_y * window.width + tap_x);
    }
  }
}

inline double ComputeElement(const Model& model, const Layer& layer, const std::vector<Activation>& values, int y,
                             int x, int channel) {
  const Tensor& input = model.tensors[static_cast<std::size_t>(layer.inputs[0])];
  const Tensor& output = model.tensors[static_cast<std::size_t>(layer.output)];
  const Activation& in = values[static_cast<std::size_t>(layer.inputs[0])];
  const auto at = [](const Tensor& tensor, int row, int column, int c) {
    return static_cast<std::size_t>((row * tensor.width + column) * tensor.channels + c);
  };
  const auto out_channel = static_cast<std::size_t>(channel);
  switch (layer.operation) {
    case Operation::kConvolution: {
      const int group_inputs = input.channels / layer.groups;
      const int first = channel / (output.channels / layer.groups) * group_inputs;
      double sum = BiasOf(layer, input, out_channel);
      ForEachTap(layer.window, input, y, x, [&](int in_y, int in_x, int tap) {
        for (int c = 0; c < group_inputs; ++c) {
          const int index = (channel * layer.window.height * layer.window.width + tap) * group_inputs + c;
          sum += WeightOf(layer, out_channel, static_cast<std::size_t>(index)) * in[at(input, in_y, in_x, first + c)];
        }
      });
      return sum;
    }
    case Operation::kFullyConnected: {
      double sum = BiasOf(layer, input, out_channel);
      for (std::size_t i = 0; i < in.size(); ++i)
        sum += WeightOf(layer, out_channel, out_channel * in.size() + i) * in[i];
      return sum;
    }
    case Operation::kMaxPool: {
      double largest = -HUGE_VAL;
      ForEachTap(layer.window, input, y, x,
                 [&](int in_y, int in_x, int) { largest = std::max(largest, in[at(input, in_y, in_x, channel)]); });
      return largest;
    }
    case Operation::kGlobalAveragePool: {
      double sum = 0;
      for (int i = 0; i < input.height * input.width; ++i) sum += in[at(input, 0, i, channel)];
      return sum / (input.height * input.width);
    }
    case Operation::kAdd:
      return in[at(input, y, x, channel)] + values[static_cast<std::size_t>(layer.inputs[1])][at(input, y, x, channel)];
    case Operation::kClamp:
      return in[at(input, y, x, channel)];
  }
  return 0;
}

// `pixels`: the real input, 28 × 28. Returns the real logits.
inline Activation RunModel(const Model& model, Activation pixels) {
  std::vector<Activation> values(model.tensors.size());
  for (double& pixel : pixels) pixel = RoundToStep(pixel, model.tensors[0]);
  values[0] = std::move(pixels);
  for (const Layer& layer : model.layers) {
    const Tensor& output = model.tensors[static_cast<std::size_t>(layer.output)];
    Activation& result = values[static_cast<std::size_t>(layer.output)];
    for (int y = 0; y < output.height; ++y) {
      for (int x = 0; x < output.width; ++x) {
        for (int channel = 0; channel < output.channels; ++channel) {
          const double real = ComputeElement(model, layer, values, y, x, channel);
          result.push_back(RoundToStep(std::clamp(real, double{layer.minimum}, double{layer.maximum}), output));
        }
      }
    }
  }
  return values[static_cast<std::size_t>(model.output)];
}

}  // namespace emnist
