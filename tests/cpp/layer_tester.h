// One layer at a time against a naive reference: LayerTester().Convolution().Input(9, 7, 17).Kernel(3).TestInt8().
// The reference computes sums in 64 bits and rounds in double precision; int8 results must be equal to the last bit,
// f32 results close. Inputs, weights and scales come from a seeded generator.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "emnist/model.h"
#include "network/backend.h"
#include "network/kernels/windowed_convolution.h"
#include "network/layer_runner.h"
#include "network/memory_plan.h"

namespace emnist::testing {

class LayerTester {
 public:
  explicit LayerTester(Operation operation) {
    layer_.operation = operation;
    layer_.name = "under test";
  }
  LayerTester& Input(int height, int width, int channels) {
    height_ = height;
    width_ = width;
    channels_ = channels;
    return *this;
  }
  LayerTester& Outputs(int channels) { return outputs_ = channels, *this; }
  LayerTester& Kernel(int height, int width) {
    layer_.window.height = height;
    layer_.window.width = width;
    return *this;
  }
  LayerTester& Kernel(int side) { return Kernel(side, side); }
  LayerTester& Stride(int y, int x) {
    layer_.window.stride_y = y;
    layer_.window.stride_x = x;
    return *this;
  }
  LayerTester& Stride(int both) { return Stride(both, both); }
  LayerTester& Dilation(int y, int x) {
    layer_.window.dilation_y = y;
    layer_.window.dilation_x = x;
    return *this;
  }
  LayerTester& Pad(int top, int left, int bottom, int right) {
    layer_.window.pad_top = top;
    layer_.window.pad_left = left;
    layer_.window.pad_bottom = bottom;
    layer_.window.pad_right = right;
    return *this;
  }
  LayerTester& Pad(int all) { return Pad(all, all, all, all); }
  LayerTester& Groups(int groups) { return layer_.groups = groups, *this; }
  LayerTester& Bounds(float minimum, float maximum) {
    layer_.minimum = minimum;
    layer_.maximum = maximum;
    return *this;
  }
  LayerTester& WithoutBias() { return bias_ = false, *this; }
  // int8 only. The scale of the second term of a sum as a multiple of the first's.
  LayerTester& SecondScale(float ratio) { return second_scale_ = ratio, *this; }
  LayerTester& ZeroPoints(int input, int output) {
    input_zero_point_ = input;
    output_zero_point_ = output;
    return *this;
  }
  // int8 only. Every weight and input at its end of the range: sums as large as they get.
  LayerTester& Extreme(std::int8_t weight, std::int8_t input) {
    extreme_ = true;
    extreme_weight_ = weight;
    extreme_input_ = input;
    return *this;
  }

  // A sequence of `features` at each position, at its longest; the layer, once created, is run at all of `lengths`.
  LayerTester& Sequence(int features, std::vector<int> lengths) {
    lengths_ = std::move(lengths);
    return Input(1, *std::max_element(lengths_.begin(), lengths_.end()), features);
  }
  // Along a sequence.
  LayerTester& KernelAlong(int taps, int stride = 1, int dilation = 1) {
    return Kernel(1, taps).Stride(1, stride).Dilation(1, dilation);
  }
  LayerTester& PadAlong(int before, int after) { return Pad(0, before, 0, after); }

  void TestInt8() {
    ForEachLength(ElementType::kInt8, [this](const Model& model) {
      const std::vector<std::int8_t> expected = ReferenceInt8(model);
      const std::int8_t* actual = reinterpret_cast<const std::int8_t*>(memory_.data() + plan_.offsets[2]);
      int wrong = 0;
      for (std::size_t i = 0; i < expected.size() && wrong < 3; ++i) {
        if (expected[i] == actual[i]) continue;
        ++wrong;
        ADD_FAILURE() << "element " << i << " of " << expected.size() << ": expected " << int{expected[i]} << ", is "
                      << int{actual[i]};
      }
    });
  }

  void TestFloat() {
    ForEachLength(ElementType::kFloat32, [this](const Model& model) {
      const std::vector<double> expected = ReferenceFloat(model);
      const float* actual = reinterpret_cast<const float*>(memory_.data() + plan_.offsets[2]);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        ASSERT_NEAR(expected[i], actual[i], 1e-4 * std::max(1.0, std::abs(expected[i]))) << "element " << i;
      }
    });
  }

  void TestBoth() {
    TestInt8();
    TestFloat();
  }

  // The layer is refused, and this is why.
  void ExpectRefused(ElementType type, Status status, const std::string& words) {
    random_.seed(1);
    const Model model = MakeModel(type);
    LayerRunnerPointer runner;
    Diagnostic diagnostic;
    EXPECT_EQ(Create(model, runner, diagnostic), status);
    EXPECT_NE(std::string(diagnostic.text).find(words), std::string::npos) << diagnostic.text;
    EXPECT_NE(std::string(diagnostic.text).find(layer_.name), std::string::npos) << diagnostic.text;
  }

 private:
  static constexpr unsigned kSeeds = 3;

  bool has_weights() const {
    return layer_.operation == Operation::kConvolution || layer_.operation == Operation::kFullyConnected;
  }
  bool has_window() const {
    return layer_.operation == Operation::kConvolution || layer_.operation == Operation::kMaxPool;
  }

  // Calls compare(model as it is at that length) after each run.
  template <typename Compare>
  void ForEachLength(ElementType type, Compare compare) {
    const int longest = width_;
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      random_.seed(seed);
      Model model = MakeModel(type);
      LayerRunnerPointer runner;
      Diagnostic diagnostic;
      ASSERT_EQ(Create(model, runner, diagnostic), Status::kOk) << diagnostic.text;
      if (lengths_.empty()) {
        RunOn(model, *runner);
        compare(model);
      }
      const std::size_t bytes = backend::live_bytes();
      for (const int length : lengths_) {
        SCOPED_TRACE("length " + std::to_string(length));
        width_ = model.tensors[0].width = model.tensors[1].width = length;
        model.tensors[2].width = has_window() ? OutputWidth() : length;
        ASSERT_TRUE(runner->Resize(length, model.tensors[2].width));
        EXPECT_EQ(backend::live_bytes(), bytes) << "a shorter sequence allocates";
        RunOn(model, *runner);
        compare(model);
      }
      width_ = longest;
    }
  }

  int OutputWidth() const {
    const Window& w = layer_.window;
    return (width_ + w.pad_left + w.pad_right - (w.width - 1) * w.dilation_x - 1) / w.stride_x + 1;
  }

  int Integer(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  float Real(float low, float high) { return std::uniform_real_distribution<float>(low, high)(random_); }

  // Tensors 0 and 1 are the inputs (1 only for a sum), 2 is the output.
  Model MakeModel(ElementType type) {
    Model model;
    Tensor input{type, height_, width_, channels_, 0.05f, input_zero_point_};
    Tensor second = input;
    second.scale = input.scale * second_scale_;
    second.zero_point = -7;
    const Window& w = layer_.window;
    Tensor output = input;
    if (has_window()) {
      output.height = (height_ + w.pad_top + w.pad_bottom - (w.height - 1) * w.dilation_y - 1) / w.stride_y + 1;
      output.width = OutputWidth();
    } else if (layer_.operation != Operation::kAdd && layer_.operation != Operation::kClamp) {
      output.height = output.width = 1;
    }
    if (has_weights()) output.channels = outputs_;

    Layer layer = layer_;
    layer.output = 2;
    layer.inputs[0] = 0;
    if (layer.operation == Operation::kAdd) layer.inputs[1] = 1;
    if (has_weights()) {
      const int taps = layer.operation == Operation::kConvolution ? w.height * w.width * channels_ / layer.groups
                                                                  : height_ * width_ * channels_;
      MakeWeights(type, static_cast<std::size_t>(taps), layer);
      // About forty steps of standard deviation: few results clip, and few agree by chance.
      output.scale = 0.08f * std::sqrt(static_cast<float>(taps));
      output.zero_point = output_zero_point_;
    } else if (layer.operation == Operation::kAdd) {
      output.scale = input.scale * (1 + second_scale_);
      output.zero_point = output_zero_point_;
    } else if (layer.operation == Operation::kGlobalAveragePool) {
      output.scale = input.scale / 3;
      output.zero_point = output_zero_point_;
    }
    model.tensors = {input, second, output};
    model.layers = {layer};
    model.input = 0;
    model.output = 2;
    return model;
  }

  void MakeWeights(ElementType type, std::size_t taps, Layer& layer) {
    const std::size_t outputs = static_cast<std::size_t>(outputs_);
    for (std::size_t i = 0; i < taps * outputs; ++i) {
      if (type == ElementType::kFloat32) {
        layer.float_weights.push_back(Real(-1, 1));
      } else {
        layer.int8_weights.push_back(extreme_ ? extreme_weight_ : static_cast<std::int8_t>(Integer(-127, 127)));
      }
    }
    for (std::size_t i = 0; i < outputs; ++i) {
      if (type == ElementType::kInt8) layer.weight_scales.push_back(Real(0.005f, 0.02f));
      if (!bias_) continue;
      if (type == ElementType::kFloat32) {
        layer.float_bias.push_back(Real(-1, 1));
      } else {
        layer.int8_bias.push_back(Integer(-5000, 5000));
      }
    }
  }

  Status Create(const Model& model, LayerRunnerPointer& runner, Diagnostic& diagnostic) {
    EXPECT_EQ(backend::Start(), xnn_status_success);
    const std::size_t slack = std::max<std::size_t>(XNN_EXTRA_BYTES, kernels::kSlackBytes);
    // All three tensors at once, so that the test can read the inputs after the run.
    plan_.offsets.clear();
    std::size_t end = 0;
    for (std::size_t t = 0; t < model.tensors.size(); ++t) {
      plan_.offsets.push_back(end);
      end += (model.tensors[t].elements() * sizeof(float) + 15) / 16 * 16;
    }
    memory_.assign(end + slack, std::byte{0});
    return CreateLayerRunner(model, model.layers[0], plan_, memory_.data(), runner, diagnostic);
  }

  void RunOn(const Model& model, LayerRunner& runner) {
    for (std::size_t t = 0; t < 2; ++t) {
      for (std::size_t i = 0; i < model.tensors[t].elements(); ++i) {
        if (model.tensors[t].type == ElementType::kFloat32) {
          Floats(t)[i] = Real(-1, 1);
        } else {
          Int8s(t)[i] = extreme_ ? extreme_input_ : static_cast<std::int8_t>(Integer(-128, 127));
        }
      }
    }
    // Twice: the second run must not depend on what the first left behind.
    workspace_.assign(runner.workspace_bytes() + kernels::kSlackBytes, std::byte{0x55});
    ASSERT_TRUE(runner.Run(workspace_.data()));
    ASSERT_TRUE(runner.Run(workspace_.data()));
  }

  float* Floats(std::size_t tensor) { return reinterpret_cast<float*>(memory_.data() + plan_.offsets[tensor]); }
  std::int8_t* Int8s(std::size_t tensor) {
    return reinterpret_cast<std::int8_t*>(memory_.data() + plan_.offsets[tensor]);
  }

  // Calls visit(index into the input, index into the weights) for every pair that meets in an output element.
  template <typename Visit>
  void ForEachPair(const Model& model, int y, int x, int c, Visit visit) const {
    const Layer& layer = model.layers[0];
    if (layer.operation == Operation::kFullyConnected) {
      const int inputs = static_cast<int>(model.tensors[0].elements());
      for (int i = 0; i < inputs; ++i) visit(i, c * inputs + i);
      return;
    }
    const Window& w = layer.window;
    const bool pool = layer.operation == Operation::kMaxPool;
    const int group_inputs = pool ? 1 : channels_ / layer.groups;
    const int group = pool ? c : c / (outputs_ / layer.groups);
    for (int i = 0; i < w.height; ++i) {
      for (int j = 0; j < w.width; ++j) {
        const int row = y * w.stride_y - w.pad_top + i * w.dilation_y;
        const int column = x * w.stride_x - w.pad_left + j * w.dilation_x;
        if (row < 0 || row >= height_ || column < 0 || column >= width_) continue;
        for (int k = 0; k < group_inputs; ++k) {
          visit((row * width_ + column) * channels_ + group * group_inputs + k,
                ((c * w.height + i) * w.width + j) * group_inputs + k);
        }
      }
    }
  }

  template <typename Element>
  auto ForEachOutput(const Model& model, Element element) const {
    const Tensor& output = model.tensors[2];
    std::vector<decltype(element(0, 0, 0, 0))> result;
    for (int y = 0; y < output.height; ++y) {
      for (int x = 0; x < output.width; ++x) {
        for (int c = 0; c < output.channels; ++c) result.push_back(element(y, x, c, static_cast<int>(result.size())));
      }
    }
    return result;
  }

  // The documented rounding: float(sum) * scale in single precision, to the nearest integer, halves to even.
  static std::int8_t Stored(double steps, const Tensor& output, const Layer& layer) {
    const auto bound = [&](float real) {
      return std::clamp(std::nearbyint(static_cast<double>(real / output.scale)) + output.zero_point, -128.0, 127.0);
    };
    return static_cast<std::int8_t>(
        std::clamp(std::nearbyint(steps) + output.zero_point, bound(layer.minimum), bound(layer.maximum)));
  }

  std::vector<std::int8_t> ReferenceInt8(const Model& model) {
    const Layer& layer = model.layers[0];
    const Tensor& input = model.tensors[0];
    const Tensor& second = model.tensors[1];
    const Tensor& output = model.tensors[2];
    const auto at = [](auto& values, int i) { return values[static_cast<std::size_t>(i)]; };
    return ForEachOutput(model, [&](int y, int x, int c, int index) -> std::int8_t {
      std::int64_t sum = 0;
      switch (layer.operation) {
        case Operation::kConvolution:
        case Operation::kFullyConnected: {
          if (!layer.int8_bias.empty()) sum = at(layer.int8_bias, c);
          ForEachPair(model, y, x, c, [&](int i, int w) {
            sum += std::int64_t{Int8s(0)[i] - input.zero_point} * at(layer.int8_weights, w);
          });
          const float scale = input.scale * at(layer.weight_scales, c) / output.scale;
          const float steps = static_cast<float>(sum) * scale;
          return Stored(double{steps}, output, layer);
        }
        case Operation::kMaxPool: {
          int most = -128;
          ForEachPair(model, y, x, c, [&](int i, int) { most = std::max<int>(most, Int8s(0)[i]); });
          return Stored(most - output.zero_point, output, layer);
        }
        case Operation::kGlobalAveragePool: {
          const int pixels = height_ * width_;
          for (int p = 0; p < pixels; ++p) sum += Int8s(0)[p * channels_ + c] - input.zero_point;
          const float scale = input.scale / (static_cast<float>(pixels) * output.scale);
          const float steps = static_cast<float>(sum) * scale;
          return Stored(double{steps}, output, layer);
        }
        case Operation::kAdd: {
          const float a = input.scale / output.scale * static_cast<float>(Int8s(0)[index] - input.zero_point);
          const float b = second.scale / output.scale * static_cast<float>(Int8s(1)[index] - second.zero_point);
          const float steps = a + b;
          return Stored(double{steps}, output, layer);
        }
        case Operation::kClamp:
          return Stored(Int8s(0)[index] - output.zero_point, output, layer);
      }
      return 0;
    });
  }

  std::vector<double> ReferenceFloat(const Model& model) {
    const Layer& layer = model.layers[0];
    const auto at = [](auto& values, int i) { return static_cast<double>(values[static_cast<std::size_t>(i)]); };
    return ForEachOutput(model, [&](int y, int x, int c, int index) {
      double value = 0;
      switch (layer.operation) {
        case Operation::kConvolution:
        case Operation::kFullyConnected:
          if (!layer.float_bias.empty()) value = at(layer.float_bias, c);
          ForEachPair(model, y, x, c,
                      [&](int i, int w) { value += double{Floats(0)[i]} * at(layer.float_weights, w); });
          break;
        case Operation::kMaxPool:
          value = -std::numeric_limits<double>::infinity();
          ForEachPair(model, y, x, c, [&](int i, int) { value = std::max(value, double{Floats(0)[i]}); });
          break;
        case Operation::kGlobalAveragePool:
          for (int p = 0; p < height_ * width_; ++p) value += double{Floats(0)[p * channels_ + c]};
          value /= height_ * width_;
          break;
        case Operation::kAdd:
          value = double{Floats(0)[index]} + double{Floats(1)[index]};
          break;
        case Operation::kClamp:
          value = double{Floats(0)[index]};
          break;
      }
      return std::clamp(value, double{layer.minimum}, double{layer.maximum});
    });
  }

  Layer layer_;
  int height_ = 1, width_ = 1, channels_ = 1, outputs_ = 1;
  std::vector<int> lengths_;  // empty: the input as it is
  bool bias_ = true;
  float second_scale_ = 1.0f;
  int input_zero_point_ = 3, output_zero_point_ = -5;
  bool extreme_ = false;
  std::int8_t extreme_weight_ = 0, extreme_input_ = 0;

  std::mt19937 random_;
  MemoryPlan plan_;
  std::vector<std::byte> memory_, workspace_;
};

}  // namespace emnist::testing
