// Networks for the tests, written as an ONNX file and evaluated at the same time as the ONNX operators are defined: in
// N,C,H,W order, node by node, without folding anything. What a loaded Model must agree with.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "onnx_builder.h"

namespace emnist::onnx_builder {

// A value of the file, with the numbers it holds for the network's input.
struct Array {
  std::string name;
  std::vector<int> dims;  // C, H, W, or one number when flat
  std::vector<double> data;
};

struct Sliding {
  int stride_y = 1, stride_x = 1, dilation_y = 1, dilation_x = 1;
  int top = 0, left = 0, bottom = 0, right = 0;
  int groups = 1;
};

class Network : public ModelBuilder {
 public:
  // f32, or QDQ: constants behind DequantizeLinear, and Settle() a pair of QuantizeLinear and DequantizeLinear.
  explicit Network(bool int8) : int8_(int8) {
    x_ = {"x", {1, 28, 28}, {}};
    for (int i = 0; i < 28 * 28; ++i) x_.data.push_back(Uniform(0, 255) / 255.0);
  }

  // A network for lines, of one row: Conv and MaxPool then have one axis.
  Network(bool int8, int features, int length) : sequence_(true), int8_(int8) {
    inputs = {ValueInfo("x", kFloat, {1, features, length})};
    x_ = {"x", {features, 1, length}, {}};
    for (int i = 0; i < features * length; ++i) x_.data.push_back((Uniform(0, 255) - 128) / 128.0);
  }

  // The network's input as given, and as the first operator reads it.
  const Array& pixels() const { return x_; }
  Array Input() { return sequence_ ? Settle(x_, 1 / 128.0f, 0) : Settle(x_, 1 / 255.0f, -128); }

  // The end of an int8 operator; nothing in f32. The quantisation is chosen to cover the values.
  Array Settle(const Array& in) {
    const auto [low, high] = std::minmax_element(in.data.begin(), in.data.end());
    const double least = std::min(*low, 0.0);
    const double most = std::max(*high, 0.0);
    const auto scale = static_cast<float>(std::max(most - least, 1e-3) / 255);
    return Settle(in, scale, static_cast<int>(std::nearbyint(-128 - least / double{scale})));
  }
  Array Settle(const Array& in, float scale, int zero_point) {
    if (!int8_) return in;
    // As uint8, 128 more.
    const std::string s = Constant(Floats({}, {scale}));
    const std::string z = unsigned_activations ? Constant(Integers(kUint8, {}, {zero_point + 128}))
                                               : Constant(Integers(kInt8, {}, {zero_point}));
    Array out = in;
    out.name = Node("DequantizeLinear", {Node("QuantizeLinear", {in.name, s, z}), s, z});
    for (double& value : out.data) {
      const double stored = std::clamp(std::nearbyint(value / double{scale}) + zero_point, -128.0, 127.0);
      value = double{scale} * (stored - zero_point);
    }
    last_scale_ = scale;
    return out;
  }

  // Random weights [outputs, channels / groups, height, width], without the height for a sequence, and bias.
  Array Conv(const Array& in, int outputs, int height, int width, const Sliding& slide,
             const std::vector<Message>& attributes) {
    const int channels = in.dims[0] / slide.groups;
    const Dims dims = sequence_ ? Dims{outputs, channels, width} : Dims{outputs, channels, height, width};
    const std::vector<double> w = Weights(dims, outputs, /*outputs_last=*/false);
    const std::string w_name = weights_name_;
    const std::vector<double> b = Bias(outputs);
    Array out = Windowed(in, outputs, height, width, slide);
    out.name = Node("Conv", {in.name, w_name, bias_name_}, attributes);
    Slide(in, out, height, width, slide, [&](int o, int y, int x, auto visit_taps) {
      double sum = b[static_cast<std::size_t>(o)];
      for (int c = 0; c < channels; ++c) {
        const int in_c = o / (outputs / slide.groups) * channels + c;
        visit_taps([&](int ky, int kx, int iy, int ix) {
          sum += w[static_cast<std::size_t>(((o * channels + c) * height + ky) * width + kx)] * At(in, in_c, iy, ix);
        });
      }
      At(out, o, y, x) = sum;
    });
    return out;
  }

  Array MaxPool(const Array& in, int height, int width, const Sliding& slide, const std::vector<Message>& attributes) {
    Array out = Windowed(in, in.dims[0], height, width, slide);
    out.name = Node("MaxPool", {in.name}, attributes);
    Slide(in, out, height, width, slide, [&](int o, int y, int x, auto visit_taps) {
      double largest = -HUGE_VAL;
      visit_taps([&](int, int, int iy, int ix) { largest = std::max(largest, At(in, o, iy, ix)); });
      At(out, o, y, x) = largest;
    });
    return out;
  }

  Array GlobalAveragePool(const Array& in) {
    Array out{Node("GlobalAveragePool", {in.name}), {in.dims[0], 1, 1}, {}};
    const int pixels = in.dims[1] * in.dims[2];
    for (int c = 0; c < in.dims[0]; ++c) {
      double sum = 0;
      for (int i = 0; i < pixels; ++i) sum += At(in, c, 0, i);
      out.data.push_back(sum / pixels);
    }
    return out;
  }

  // `op` is Flatten, or Reshape with a second input.
  Array Flat(const Array& in, const std::string& op = "Flatten", const std::vector<std::int64_t>& shape = {}) {
    std::vector<std::string> node_inputs = {in.name};
    if (op == "Reshape") node_inputs.push_back(Constant(Integers(kInt64, {2}, shape)));
    return {Node(op, node_inputs), {static_cast<int>(in.data.size())}, in.data};
  }

  // Gemm with its weights as [outputs, inputs] when transposed, else [inputs, outputs]; or MatMul and an Add.
  Array Gemm(const Array& in, int outputs, bool transposed) {
    const std::vector<double> w = Matrix(in, outputs, transposed);
    const std::string w_name = weights_name_;
    const std::vector<double> b = Bias(outputs);
    Array out = Multiply(in, w, b, transposed);
    std::vector<Message> attributes;  // transB is 0 by default
    if (transposed) attributes.push_back(Attr("transB", 1));
    out.name = Node("Gemm", {in.name, w_name, bias_name_}, attributes);
    return out;
  }
  Array MatMul(const Array& in, int outputs, bool bias_first) {
    const std::vector<double> w = Matrix(in, outputs, false);
    const std::string w_name = weights_name_;
    const std::vector<double> b = Bias(outputs);
    Array out = Multiply(in, w, b, false);
    const std::string product = Node("MatMul", {in.name, w_name});
    out.name = bias_first ? Node("Add", {bias_name_, product}) : Node("Add", {product, bias_name_});
    return out;
  }

  Array Add(const Array& a, const Array& b) {
    Array out{Node("Add", {a.name, b.name}), a.dims, a.data};
    for (std::size_t i = 0; i < out.data.size(); ++i) out.data[i] += b.data[i];
    return out;
  }

  // What `node`, already written, bounds.
  static Array Bounded(const Array& in, const std::string& node, double least, double most) {
    Array out{node, in.dims, in.data};
    for (double& value : out.data) value = std::clamp(value, least, most);
    return out;
  }
  Array Relu(const Array& in) { return Bounded(in, Node("Relu", {in.name}), 0, HUGE_VAL); }

  bool unsigned_activations = false;
  bool per_channel = true;

 private:
  int Uniform(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  static double& At(Array& a, int c, int y, int x) {
    return a.data[static_cast<std::size_t>((c * a.dims[1] + y) * a.dims[2] + x)];
  }
  static double At(const Array& a, int c, int y, int x) { return At(const_cast<Array&>(a), c, y, x); }

  // The weights as real numbers; writes them as f32 or as int8 behind DequantizeLinear.
  std::vector<double> Weights(const Dims& dims, int outputs, bool outputs_last) {
    std::size_t count = 1;
    for (const std::int64_t dim : dims) count *= static_cast<std::size_t>(dim);
    std::vector<std::int64_t> stored(count);
    for (std::int64_t& value : stored) value = Uniform(-128, 127);
    weight_scales_.clear();
    for (int i = 0; i < (per_channel ? outputs : 1); ++i) weight_scales_.push_back(0.004f * static_cast<float>(i + 1));
    std::vector<double> real;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t output =
          outputs_last ? i % static_cast<std::size_t>(outputs) : i / (count / static_cast<std::size_t>(outputs));
      real.push_back(static_cast<double>(stored[i]) * double{ScaleOf(output)});
    }
    weights_name_ = int8_ ? Dequantised(Integers(kInt8, dims, stored), weight_scales_, kInt8,
                                        outputs_last ? static_cast<int>(dims.size()) - 1 : 0)
                          : Constant(Floats(dims, {real.begin(), real.end()}));
    return real;
  }
  std::vector<double> Matrix(const Array& in, int outputs, bool transposed) {
    const auto inputs = static_cast<std::int64_t>(in.data.size());
    return Weights(transposed ? Dims{outputs, inputs} : Dims{inputs, outputs}, outputs, !transposed);
  }
  float ScaleOf(std::size_t output) const { return weight_scales_[per_channel ? output : 0]; }

  // In units of input scale * weight scale, of the weights written last.
  std::vector<double> Bias(int outputs) {
    std::vector<std::int64_t> stored;
    std::vector<float> scales;
    std::vector<double> real;
    for (int i = 0; i < outputs; ++i) {
      stored.push_back(Uniform(-5000, 5000));
      const float scale = last_scale_ * ScaleOf(static_cast<std::size_t>(i));
      if (per_channel || i == 0) scales.push_back(scale);
      real.push_back(static_cast<double>(stored.back()) * double{scale});
    }
    bias_name_ = int8_ ? Dequantised(Integers(kInt32, {outputs}, stored), scales, kInt32, 0)
                       : Constant(Floats({outputs}, {real.begin(), real.end()}));
    return real;
  }

  std::string Dequantised(const Message& integers, const std::vector<float>& scales, Type type, int axis) {
    const Dims dims = scales.size() == 1 ? Dims{} : Dims{static_cast<std::int64_t>(scales.size())};
    const std::string zeros = Constant(Integers(type, dims, std::vector<std::int64_t>(scales.size())));
    return Node("DequantizeLinear", {Constant(integers), Constant(Floats(dims, scales)), zeros}, {Attr("axis", axis)});
  }

  static Array Windowed(const Array& in, int outputs, int height, int width, const Sliding& s) {
    const int rows = (in.dims[1] + s.top + s.bottom - (height - 1) * s.dilation_y - 1) / s.stride_y + 1;
    const int columns = (in.dims[2] + s.left + s.right - (width - 1) * s.dilation_x - 1) / s.stride_x + 1;
    return {"", {outputs, rows, columns}, std::vector<double>(static_cast<std::size_t>(outputs * rows * columns))};
  }

  // Calls element(output channel, y, x, visit_taps), visit_taps calling its argument with (ky, kx, input y, input x).
  template <typename Element>
  static void Slide(const Array& in, const Array& out, int height, int width, const Sliding& s, Element element) {
    for (int o = 0; o < out.dims[0]; ++o) {
      for (int y = 0; y < out.dims[1]; ++y) {
        for (int x = 0; x < out.dims[2]; ++x) {
          element(o, y, x, [&](auto tap) {
            for (int ky = 0; ky < height; ++ky) {
              for (int kx = 0; kx < width; ++kx) {
                const int iy = y * s.stride_y - s.top + ky * s.dilation_y;
                const int ix = x * s.stride_x - s.left + kx * s.dilation_x;
                if (iy >= 0 && ix >= 0 && iy < in.dims[1] && ix < in.dims[2]) tap(ky, kx, iy, ix);
              }
            }
          });
        }
      }
    }
  }

  static Array Multiply(const Array& in, const std::vector<double>& w, const std::vector<double>& b, bool transposed) {
    Array out{"", {static_cast<int>(b.size())}, b};
    const std::size_t inputs = in.data.size();
    for (std::size_t o = 0; o < b.size(); ++o) {
      for (std::size_t i = 0; i < inputs; ++i) {
        out.data[o] += in.data[i] * w[transposed ? o * inputs + i : i * b.size() + o];
      }
    }
    return out;
  }

  bool sequence_ = false;
  bool int8_;
  std::mt19937 random_{20170217};
  Array x_;
  float last_scale_ = 1;
  std::vector<float> weight_scales_;
  std::string weights_name_;
  std::string bias_name_;
};

}  // namespace emnist::onnx_builder
