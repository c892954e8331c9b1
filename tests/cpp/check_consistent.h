// What a loaded Model promises whoever runs it (model.h, onnx.h), checked from the outside. Used on the models of tests
// and on whatever the fuzzer gets accepted.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "emnist/glyph.h"
#include "emnist/model.h"
#include "emnist/onnx.h"
#include "emnist/ranking.h"
#include "emnist/trace.h"

namespace emnist {

// What it breaks, or nothing.
inline std::string CheckLayer(const Model& model, const Layer& layer, std::size_t index, const ModelLimits& limits) {
  const auto valid = [&](int tensor) { return tensor >= 0 && tensor < static_cast<int>(index) + 1; };
  const bool binary = layer.operation == Operation::kAdd;
  if (!valid(layer.inputs[0]) || (binary ? !valid(layer.inputs[1]) : layer.inputs[1] != -1))
    return "input out of order";
  if (layer.output != static_cast<int>(index) + 1) return "output is not the tensor after";
  const Tensor& input = model.tensors[static_cast<std::size_t>(layer.inputs[0])];
  const Tensor& output = model.tensors[static_cast<std::size_t>(layer.output)];
  const bool is_int8 = input.type == ElementType::kInt8;
  if (output.type != input.type) return "input and output of different types";
  if (!(layer.minimum < layer.maximum)) return "empty bounds";
  const auto same_shape = [&](const Tensor& other) {
    return other.height == input.height && other.width == input.width && other.channels == input.channels;
  };

  const bool weighted = layer.operation == Operation::kConvolution || layer.operation == Operation::kFullyConnected;
  std::size_t weights = 0;
  std::size_t inputs = 0;
  const Window& w = layer.window;
  if (layer.operation == Operation::kConvolution || layer.operation == Operation::kMaxPool) {
    const auto axis = [](int in, int kernel, int stride, int dilation, int before, int after, int out) {
      const std::int64_t extent = (std::int64_t{kernel} - 1) * dilation + 1;
      return kernel >= 1 && stride >= 1 && dilation >= 1 && before >= 0 && after >= 0 && before < extent &&
             after < extent && out == (in + before + after - extent) / stride + 1;
    };
    if (!axis(input.height, w.height, w.stride_y, w.dilation_y, w.pad_top, w.pad_bottom, output.height) ||
        !axis(input.width, w.width, w.stride_x, w.dilation_x, w.pad_left, w.pad_right, output.width)) {
      return "window and shapes disagree";
    }
    const double padded = 1.0 * (input.height + w.pad_top + w.pad_bottom) * (input.width + w.pad_left + w.pad_right) *
                          input.channels * (is_int8 ? 1 : 4);
    if (padded > static_cast<double>(limits.activation_bytes)) return "padded input";
  }
  switch (layer.operation) {
    case Operation::kConvolution:
      if (layer.groups < 1 || input.channels % layer.groups != 0 || output.channels % layer.groups != 0)
        return "groups";
      inputs = static_cast<std::size_t>(w.height) * static_cast<std::size_t>(w.width) *
               static_cast<std::size_t>(input.channels / layer.groups);
      break;
    case Operation::kFullyConnected:
      if (output.height != 1 || output.width != 1) return "fully connected to an image";
      inputs = input.elements();
      break;
    case Operation::kMaxPool:
      if (output.channels != input.channels) return "pooling changes channels";
      // No window may see padding only.
      if ((w.dilation_y > 1 || w.dilation_x > 1) && (w.pad_top | w.pad_left | w.pad_bottom | w.pad_right) != 0) {
        return "dilated pooling with padding";
      }
      break;
    case Operation::kGlobalAveragePool:
      if (output.height != 1 || output.width != 1 || output.channels != input.channels) return "average shape";
      break;
    case Operation::kAdd: {
      const Tensor& other = model.tensors[static_cast<std::size_t>(layer.inputs[1])];
      if (!same_shape(other) || !same_shape(output) || other.type != input.type) return "addends differ";
      break;
    }
    case Operation::kClamp:
      if (!same_shape(output)) return "clamp changes shape";
      break;
  }
  weights = weighted ? inputs * static_cast<std::size_t>(output.channels) : 0;

  const auto channels = static_cast<std::size_t>(output.channels);
  const auto bias_fits = [&](std::size_t size) { return size == 0 || (weighted && size == channels); };
  if (is_int8) {
    if (layer.int8_weights.size() != weights || layer.weight_scales.size() != (weighted ? channels : 0) ||
        !bias_fits(layer.int8_bias.size()) || !layer.float_weights.empty() || !layer.float_bias.empty()) {
      return "int8 weights of the wrong length";
    }
    if (inputs > 32768) return "sums may overflow";
    for (const std::int32_t bias : layer.int8_bias) {
      if (std::abs(std::int64_t{bias}) > 1 << 30) return "bias may overflow";
    }
    for (const float scale : layer.weight_scales) {
      const double ratio = double{scale} * double{input.scale} / double{output.scale};
      if (!(scale > 0) || !std::isnormal(scale) || ratio < 0x1p-32 || ratio >= 256) return "weight scale";
    }
    const bool keeps = layer.operation == Operation::kMaxPool || layer.operation == Operation::kClamp;
    if (keeps && (input.scale != output.scale || input.zero_point != output.zero_point)) return "requantises";
    if (!(output.Stored(layer.minimum) < output.Stored(layer.maximum))) return "empty int8 bounds";
  } else {
    if (layer.float_weights.size() != weights || !bias_fits(layer.float_bias.size()) || !layer.int8_weights.empty() ||
        !layer.int8_bias.empty() || !layer.weight_scales.empty()) {
      return "f32 weights of the wrong length";
    }
    const auto finite = [](float value) { return std::isfinite(value); };
    if (!std::all_of(layer.float_weights.begin(), layer.float_weights.end(), finite) ||
        !std::all_of(layer.float_bias.begin(), layer.float_bias.end(), finite)) {
      return "weights not finite";
    }
  }
  return "";
}

inline std::string CheckConsistent(const Model& model, const ModelLimits& limits) {
  if (model.tensors.size() != model.layers.size() + 1 || model.input != 0) return "tensors and layers disagree";
  if (model.output < 0 || model.output >= static_cast<int>(model.tensors.size())) return "output out of range";
  for (const Tensor& tensor : model.tensors) {
    if (tensor.height < 1 || tensor.width < 1 || tensor.channels < 1) return "empty tensor";
    if (tensor.elements() * (tensor.type == ElementType::kInt8 ? 1 : 4) > limits.activation_bytes) return "activation";
    if (!(tensor.scale > 0) || !std::isnormal(tensor.scale)) return "tensor scale";
    if (tensor.zero_point < -128 || tensor.zero_point > 127) return "zero point";
  }
  const Tensor& input = model.tensors[0];
  const Tensor& output = model.tensors[static_cast<std::size_t>(model.output)];
  if (model.kind == ModelKind::kCharacter) {
    if (input.height != kGlyphSide || input.width != kGlyphSide || input.channels != 1) return "input shape";
    if (output.width != 1) return "more than one row of logits";
  } else {
    if (input.width < 1 || input.width > kMaxTracePoints || input.channels < 1) return "input shape";
    // So that one network runs every length that the stride divides.
    for (const Tensor& tensor : model.tensors) {
      if (tensor.height != 1 || input.width % tensor.width != 0) return "not a sequence of a part of the length";
    }
    for (const Layer& layer : model.layers) {
      const Window& w = layer.window;
      const int unpadded = (w.width - 1) * w.dilation_x + 1 - w.pad_left - w.pad_right;
      if (unpadded < 1 || unpadded > w.stride_x) return "a layer keeps only some lengths";
    }
  }
  if (output.height != 1 || output.channels != static_cast<int>(model.labels.size())) {
    return "labels and logits disagree";
  }
  if (model.labels.size() < 2 || model.labels.size() > kMaxClasses) return "number of labels";
  for (const std::string& label : model.labels) {
    if (label.empty()) return "empty label";
  }
  if (!std::isfinite(model.pixel_scale) || model.pixel_scale == 0 || !std::isfinite(model.pixel_offset))
    return "pixels";
  if (!std::isfinite(model.temperature) || !(model.temperature > 0)) return "temperature";
  if (!(model.unsure_below >= 0 && model.unsure_below <= 1)) return "unsure_below";
  std::size_t bytes = 0;
  double multiply_adds = 0;
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    const Layer& layer = model.layers[i];
    if (const std::string problem = CheckLayer(model, layer, i, limits); !problem.empty())
      return layer.name + ": " + problem;
    bytes += layer.int8_weights.size() + 4 * (layer.int8_bias.size() + layer.weight_scales.size() +
                                              layer.float_weights.size() + layer.float_bias.size());
    const Tensor& result = model.tensors[static_cast<std::size_t>(layer.output)];
    const bool pools = layer.operation == Operation::kMaxPool;
    multiply_adds += 1.0 * result.height * result.width *
                     (pools ? 1.0 * layer.window.height * layer.window.width * result.channels
                            : static_cast<double>(layer.int8_weights.size() + layer.float_weights.size()));
  }
  if (multiply_adds > static_cast<double>(limits.multiply_adds)) return "multiply-adds exceed the limit";
  return bytes > limits.weight_bytes ? "weights exceed the limit" : "";
}

}  // namespace emnist
