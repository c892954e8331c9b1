// A network after loading: tensors and layers in execution order, every activation and quantisation node of the file
// folded into the layer it belongs to. Knows neither ONNX nor XNNPACK: the loader writes it, the network reads it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace emnist {

enum class ElementType : std::uint8_t { kInt8, kFloat32 };

constexpr std::size_t SizeOf(ElementType type) { return type == ElementType::kInt8 ? 1 : sizeof(float); }

// One activation, batch 1, stored height × width × channels. A flat vector is 1 × 1 × n, a sequence 1 × length × n.
struct Tensor {
  ElementType type = ElementType::kFloat32;
  int height = 1;
  int width = 1;
  int channels = 1;
  // int8 only: real = scale * (stored - zero_point), zero_point in [-128, 127].
  float scale = 1.0f;
  int zero_point = 0;

  std::size_t elements() const {
    return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  }
  std::size_t bytes() const { return elements() * SizeOf(type); }
  // int8 only: the stored value nearest to `real`, which may be infinite; halves to even.
  int Stored(float real) const;
};

enum class Operation : std::uint8_t {
  kConvolution,        // grouped or not; depthwise is groups == input channels
  kFullyConnected,     // over the whole input, read in height, width, channel order
  kMaxPool,            // int8: output quantised as the input
  kGlobalAveragePool,  // to 1 × 1 × channels
  kAdd,                // two inputs of one shape
  kClamp,              // a Relu or Clip that could not be folded; int8: output quantised as the input
};

// Sliding window in pixels; only kConvolution and kMaxPool read it.
struct Window {
  int height = 1, width = 1;
  int stride_y = 1, stride_x = 1;
  int dilation_y = 1, dilation_x = 1;
  int pad_top = 0, pad_left = 0, pad_bottom = 0, pad_right = 0;  // with real zero (convolution) or -infinity (pool)
};

struct Layer {
  Operation operation = Operation::kConvolution;
  std::string name;          // of the node in the file, for reports
  int inputs[2] = {-1, -1};  // indices into Model::tensors
  int output = -1;
  Window window;
  int groups = 1;
  // Real bounds of the output (Relu is [0, inf)); the int8 stored range clamps besides.
  float minimum = -__builtin_inff();
  float maximum = __builtin_inff();

  // kConvolution: [output channel][y][x][input channel of the group]. kFullyConnected: [output][input].
  // Exactly one of the two pairs is filled, after the type of the input tensor. A bias may be empty: no bias.
  std::vector<std::int8_t> int8_weights;
  std::vector<std::int32_t> int8_bias;  // in units of input scale * weight scale of the channel
  std::vector<float> weight_scales;     // one for each output channel
  std::vector<float> float_weights;
  std::vector<float> float_bias;
  // Which tensors of the file these came from: equal in layers that share one, so that it is counted once.
  std::uintptr_t weights_identity = 0;
  std::uintptr_t bias_identity = 0;
};

// What a network reads: one character, or a line of them.
enum class ModelKind : std::uint8_t {
  kCharacter,  // input 28 × 28 × 1 (a Glyph), output 1 × 1 × labels
  // input 1 × length × features, output 1 × frames × labels. The lengths are the longest that the network takes; every
  // layer keeps the length of its input or divides it by its stride, so that it can be run on any shorter one.
  kLine,
};

struct Model {
  ModelKind kind = ModelKind::kCharacter;
  std::vector<Tensor> tensors;
  std::vector<Layer> layers;  // each reads only the input and outputs of layers before it
  int input = -1;
  int output = -1;               // the logits
  bool ends_in_softmax = false;  // the file's last node was a Softmax; ranking applies its own to the logits

  // From the file's metadata properties (docs/model-format.md).
  float pixel_scale = 1.0f / 255.0f;  // real input = byte * pixel_scale + pixel_offset
  float pixel_offset = 0.0f;
  float temperature = 1.0f;         // logits are divided by it before the softmax; > 0
  float unsure_below = 0.0f;        // top-1 confidence under which the answer is "not sure"
  std::vector<std::string> labels;  // UTF-8, one for each logit
  std::string version;
  int trace_version = 0;  // of kLine: the features it was trained on (trace.h); 0 when the file does not say

  // Elements of all weight and bias tensors, a shared one once; quantisation scales are not parameters.
  std::size_t parameters() const;
  std::size_t quantisation_scales() const;
  // Multiply-adds of convolutions and fully connected layers, padding counted as if it were pixels.
  std::uint64_t multiply_adds() const;
  std::uint64_t multiply_adds(const Layer& layer) const;
};

}  // namespace emnist
