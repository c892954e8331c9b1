// What LoadOnnx accepts: every operator and attribute, in f32 and in int8, loaded and run by a naive interpreter,
// against the ONNX definition evaluated beside it; and into which layers a graph folds.
#include "emnist/onnx.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cfloat>
#include <cstdlib>
#include <functional>

#include "check_consistent.h"
#include "model_interpreter.h"
#include "onnx/text.h"
#include "onnx_network.h"

namespace emnist {
namespace {

using namespace onnx_builder;  // NOLINT: the language of these tests

constexpr ModelLimits kLimits = ModelLimits::Native();

Model Load(const std::string& file) {
  Model model;
  Diagnostic diagnostic;
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(file.data()), file.size());
  EXPECT_EQ(LoadOnnx(bytes, kLimits, model, diagnostic), Status::kOk) << diagnostic.text;
  EXPECT_EQ(CheckConsistent(model, kLimits), "");
  return model;
}

std::vector<Operation> Operations(const Model& model) {
  std::vector<Operation> operations;
  for (const Layer& layer : model.layers) operations.push_back(layer.operation);
  return operations;
}

// C,H,W as a Model has it: H,W,C.
std::vector<double> ChannelsLast(const Array& array) {
  if (array.dims.size() == 1) return array.data;
  const auto channels = static_cast<std::size_t>(array.dims[0]);
  const std::size_t pixels = array.data.size() / channels;
  std::vector<double> result;
  for (std::size_t p = 0; p < pixels; ++p) {
    for (std::size_t c = 0; c < channels; ++c) result.push_back(array.data[c * pixels + p]);
  }
  return result;
}

// Ends `net` in `output`, loads it, and expects the Model to compute the same; returns it.
Model ExpectSame(Network& net, const Array& output_array) {
  const Array logits{output_array.name, output_array.dims, ChannelsLast(output_array)};
  net.Label(logits.dims[0]);
  Model model = Load(net.Build(logits.name));
  if (::testing::Test::HasFailure()) return model;
  const Activation actual = RunModel(model, ChannelsLast(net.pixels()));
  const Tensor& output = model.tensors[static_cast<std::size_t>(model.output)];
  double largest = 0;
  for (const double value : logits.data) largest = std::max(largest, std::fabs(value));
  // f32: the file's weights are rounded to f32. int8: at most a step, where the sum lies between two.
  const double tolerance = output.type == ElementType::kInt8 ? double{output.scale} * 1.001 : largest * 1e-5;
  EXPECT_EQ(actual.size(), logits.data.size());
  for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], logits.data[i], tolerance) << "logit " << i;
  return model;
}

// Both kinds of network.
class OnnxOperatorTest : public ::testing::TestWithParam<bool> {
 protected:
  // Logits that see every element of `in` by itself.
  static Model Finish(Network& net, const Array& in) {
    return ExpectSame(net, net.Settle(net.Gemm(net.Flat(in), 3, true)));
  }
};
INSTANTIATE_TEST_SUITE_P(F32AndInt8, OnnxOperatorTest, ::testing::Bool(),
                         [](const auto& each) { return each.param ? "int8" : "f32"; });

struct SlidingCase {
  const char* what;
  int height, width;
  Sliding slide;
  std::vector<Message> attributes;
};

std::vector<SlidingCase> SlidingCases() {
  return {
      {"defaults", 3, 3, {}, {}},
      {"pads, each of its own", 4, 5, {.top = 1, .left = 2, .bottom = 3, .right = 0}, {Attr("pads", Dims{1, 2, 3, 0})}},
      {"strides", 3, 2, {.stride_y = 2, .stride_x = 3}, {Attr("strides", Dims{2, 3})}},
      {"dilations", 3, 2, {.dilation_y = 2, .dilation_x = 5}, {Attr("dilations", Dims{2, 5})}},
      {"NOTSET with pads", 3, 3, {.top = 1}, {Attr("auto_pad", "NOTSET"), Attr("pads", Dims{1, 0, 0, 0})}},
      {"VALID", 3, 3, {.stride_y = 2, .stride_x = 2}, {Attr("auto_pad", "VALID"), Attr("strides", Dims{2, 2})}},
      {"SAME_UPPER", 4, 3, {.top = 1, .left = 1, .bottom = 2, .right = 1}, {Attr("auto_pad", "SAME_UPPER")}},
      {"SAME_LOWER", 4, 3, {.top = 2, .left = 1, .bottom = 1, .right = 1}, {Attr("auto_pad", "SAME_LOWER")}},
      {"SAME_UPPER with strides",
       3,
       5,
       {.stride_y = 2, .stride_x = 3, .top = 0, .left = 2, .bottom = 1, .right = 2},
       {Attr("auto_pad", "SAME_UPPER"), Attr("strides", Dims{2, 3})}},
      {"SAME with a stride beyond the window",
       1,
       1,
       {.stride_y = 5, .stride_x = 5},
       {Attr("auto_pad", "SAME_LOWER"), Attr("strides", Dims{5, 5})}},
  };
}

TEST_P(OnnxOperatorTest, ConvSlidesItsWindow) {
  for (SlidingCase& each : SlidingCases()) {
    SCOPED_TRACE(each.what);
    Network net(GetParam());
    Finish(net, net.Settle(net.Conv(net.Input(), 4, each.height, each.width, each.slide, each.attributes)));
  }
}

TEST_P(OnnxOperatorTest, MaxPoolSlidesItsWindow) {
  for (SlidingCase& each : SlidingCases()) {
    SCOPED_TRACE(each.what);
    each.attributes.push_back(Attr("kernel_shape", Dims{each.height, each.width}));
    each.attributes.push_back(Attr("ceil_mode", 0));
    each.attributes.push_back(Attr("storage_order", 0));
    Network net(GetParam());
    const Array stem = net.Settle(net.Conv(net.Input(), 3, 1, 1, {}, {}), 0.01f, 3);
    Finish(net, net.Settle(net.MaxPool(stem, each.height, each.width, each.slide, each.attributes), 0.01f, 3));
  }
}

TEST_P(OnnxOperatorTest, ConvInGroups) {
  for (const int groups : {1, 2, 6}) {  // plain, grouped, depthwise
    for (const int outputs : {6, 12}) {
      SCOPED_TRACE(groups);
      Network net(GetParam());
      const Array six =
          net.Settle(net.Conv(net.Input(), 6, 5, 5, {.stride_y = 4, .stride_x = 4}, {Attr("strides", Dims{4, 4})}));
      const Array result =
          net.Conv(six, outputs, 3, 3, {.groups = groups}, {Attr("group", groups), Attr("kernel_shape", Dims{3, 3})});
      const Model model = Finish(net, net.Settle(result));
      EXPECT_EQ(model.layers[1].groups, groups);
    }
  }
}

// One axis of the cases above, where it keeps the length of a sequence but for the stride.
TEST_P(OnnxOperatorTest, ConvSlidesAlongASequence) {
  struct Along {
    const char* what;
    int taps;
    Sliding slide;
    std::vector<Message> attributes;
  };
  const std::vector<Along> cases = {
      {"one tap", 1, {}, {}},
      {"pads", 7, {.left = 3, .right = 3}, {Attr("pads", Dims{3, 3})}},
      {"pads, each of its own", 4, {.left = 1, .right = 2}, {Attr("pads", Dims{1, 2})}},
      {"stride", 7, {.stride_x = 2, .left = 3, .right = 3}, {Attr("pads", Dims{3, 3}), Attr("strides", Dims{2})}},
      {"a stride beyond the window", 1, {.stride_x = 4}, {Attr("strides", Dims{4})}},
      {"dilation", 3, {.dilation_x = 4, .left = 4, .right = 4}, {Attr("pads", Dims{4, 4}), Attr("dilations", Dims{4})}},
      {"SAME_UPPER", 4, {.left = 1, .right = 2}, {Attr("auto_pad", "SAME_UPPER")}},
      {"SAME_LOWER",
       6,
       {.stride_x = 2, .left = 2, .right = 2},
       {Attr("auto_pad", "SAME_LOWER"), Attr("strides", Dims{2})}},
  };
  for (const Along& each : cases) {
    SCOPED_TRACE(each.what);
    Network net(GetParam(), 5, 24);
    const Array first = net.Settle(net.Relu(net.Conv(net.Input(), 6, 1, each.taps, each.slide, each.attributes)));
    const Model model = ExpectSame(net, net.Settle(net.Conv(first, 3, 1, 1, {}, {Attr("kernel_shape", Dims{1})})));
    EXPECT_EQ(model.kind, ModelKind::kLine);
    EXPECT_EQ(model.tensors[0].channels, 5);
    EXPECT_EQ(model.tensors[0].width, 24);
  }
}

TEST_P(OnnxOperatorTest, ASequenceIsAddedPooledBoundedAndTakenInGroups) {
  Network net(GetParam(), 4, 16);
  const std::vector<Message> three = {Attr("pads", Dims{1, 1})};
  const Array stem = net.Settle(net.Relu(net.Conv(net.Input(), 6, 1, 3, {.left = 1, .right = 1}, three)));
  const Array depthwise = net.Settle(
      net.Conv(stem, 6, 1, 3, {.left = 1, .right = 1, .groups = 6}, {Attr("pads", Dims{1, 1}), Attr("group", 6)}));
  const Array grouped = net.Settle(net.Conv(depthwise, 6, 1, 1, {.groups = 3}, {Attr("group", 3)}));
  const Array sum = net.Settle(net.Relu(net.Add(stem, grouped)), 0.05f, -128);
  const Array pooled = net.Settle(
      net.MaxPool(sum, 1, 2, {.stride_x = 2}, {Attr("kernel_shape", Dims{2}), Attr("strides", Dims{2})}), 0.05f, -128);
  const Model model = ExpectSame(net, net.Settle(net.Conv(pooled, 3, 1, 1, {}, {})));
  EXPECT_EQ(Operations(model), (std::vector{Operation::kConvolution, Operation::kConvolution, Operation::kConvolution,
                                            Operation::kAdd, Operation::kMaxPool, Operation::kConvolution}));
}

TEST_P(OnnxOperatorTest, ASequenceEndsInSoftmaxOverItsClasses) {
  Network net(GetParam(), 2, 8);
  Array logits = net.Settle(net.Conv(net.Input(), 3, 1, 1, {}, {}));
  logits.name = net.Node("Softmax", {logits.name}, {Attr("axis", 1)});
  EXPECT_TRUE(ExpectSame(net, logits).ends_in_softmax);
}

TEST_P(OnnxOperatorTest, WeightsMayShareOneScale) {
  Network net(GetParam());
  net.per_channel = false;
  Finish(net, net.Settle(net.Conv(net.Input(), 4, 7, 7, {}, {})));
}

TEST_P(OnnxOperatorTest, UnsignedActivationsAreShifted) {
  Network net(GetParam());
  net.unsigned_activations = true;
  const Array stem = net.Settle(net.Relu(net.Conv(net.Input(), 4, 7, 7, {}, {})));
  const Model model = Finish(net, stem);
  if (GetParam()) {
    EXPECT_EQ(model.tensors[0].zero_point, -128);
  }
}

TEST_P(OnnxOperatorTest, FlattenAndReshapeKeepTheFilesOrder) {
  struct Case {
    const char* op;
    std::vector<std::int64_t> shape;
  };
  for (const Case& each : {Case{"Flatten", {}}, Case{"Reshape", {1, -1}}, Case{"Reshape", {-1, 675}},
                           Case{"Reshape", {0, -1}}, Case{"Reshape", {1, 675}}}) {
    SCOPED_TRACE(each.op);
    Network net(GetParam());
    const Array stem = net.Settle(net.Conv(net.Input(), 3, 14, 14, {}, {}));
    ExpectSame(net, net.Settle(net.Gemm(net.Flat(stem, each.op, each.shape), 3, false)));
  }
}

TEST_P(OnnxOperatorTest, GemmInBothOrders) {
  for (const bool transposed : {false, true}) {
    Network net(GetParam());
    const Array stem = net.Settle(net.Conv(net.Input(), 3, 9, 9, {}, {}));
    const Array hidden = net.Settle(net.Relu(net.Gemm(net.Flat(stem), 5, transposed)));
    ExpectSame(net, net.Settle(net.Gemm(hidden, 4, transposed)));
  }
}

TEST_P(OnnxOperatorTest, MatMulTakesTheAddAfterItAsBias) {
  for (const bool bias_first : {false, true}) {
    Network net(GetParam());
    const Array stem = net.Settle(net.Conv(net.Input(), 3, 9, 9, {}, {}));
    const Model model = ExpectSame(net, net.Settle(net.MatMul(net.Flat(stem), 4, bias_first)));
    EXPECT_EQ(Operations(model), (std::vector{Operation::kConvolution, Operation::kFullyConnected}));
    EXPECT_EQ(model.layers[1].float_bias.size() + model.layers[1].int8_bias.size(), 4u);
  }
}

TEST_P(OnnxOperatorTest, AddOfTwoActivations) {
  Network net(GetParam());
  const Array a = net.Settle(net.Conv(net.Input(), 3, 14, 14, {}, {}));
  const Array b = net.Settle(net.Conv(a, 3, 1, 1, {}, {}));
  const Model model = Finish(net, net.Settle(net.Relu(net.Add(a, b))));
  EXPECT_EQ(model.layers[2].operation, Operation::kAdd);
  EXPECT_EQ(model.layers[2].minimum, 0);
}

TEST_P(OnnxOperatorTest, GlobalAveragePool) {
  Network net(GetParam());
  const Array stem = net.Settle(net.Conv(net.Input(), 5, 3, 3, {}, {}));
  const Model model = Finish(net, net.Settle(net.GlobalAveragePool(stem)));
  EXPECT_EQ(model.layers[1].operation, Operation::kGlobalAveragePool);
}

TEST_P(OnnxOperatorTest, AConvolutionCanBeTheClassifier) {
  Network net(GetParam());
  Array logits = net.Settle(net.Conv(net.Input(), 4, 28, 28, {}, {}));
  ExpectSame(net, logits);
}

TEST_P(OnnxOperatorTest, ActivationsFoldIntoTheLayerBefore) {
  Network net(GetParam());
  const Array stem = net.Conv(net.Input(), 4, 7, 7, {}, {});
  const std::string six = net.Constant(Floats({}, {6}));
  const std::string none;
  const Array relu = net.Relu(stem);
  const Array clip = Network::Bounded(relu, net.Node("Clip", {relu.name, none, six}), -HUGE_VAL, 6);
  const Array same{net.Node("Identity", {clip.name}), clip.dims, clip.data};
  const Model model = Finish(net, net.Settle(same));
  EXPECT_EQ(Operations(model), (std::vector{Operation::kConvolution, Operation::kFullyConnected}));
  EXPECT_EQ(model.layers[0].minimum, 0);
  EXPECT_EQ(model.layers[0].maximum, 6);
  EXPECT_EQ(model.layers[1].minimum, -HUGE_VALF);
}

TEST_P(OnnxOperatorTest, AnActivationOfAValueThatOthersReadIsALayer) {
  Network net(GetParam());
  const Array stem = net.Settle(net.Conv(net.Input(), 4, 7, 7, {}, {}), 0.125f, -20);
  const Array relu = net.Settle(net.Relu(stem), 0.125f, -20);
  const Model model = Finish(net, net.Settle(net.Add(stem, relu)));
  EXPECT_EQ(Operations(model),
            (std::vector{Operation::kConvolution, Operation::kClamp, Operation::kAdd, Operation::kFullyConnected}));
  EXPECT_EQ(model.layers[0].minimum, -HUGE_VALF);
}

TEST_P(OnnxOperatorTest, ClipHasAttributesBeforeOpset11) {
  Network net(GetParam());
  net.opset = 10;
  const Array stem = net.Conv(net.Input(), 4, 7, 7, {}, {});
  const std::string node = net.Node("Clip", {stem.name}, {Attr("min", -1.5f), Attr("max", 3.0f)});
  const std::string again = net.Node("Clip", {node}, {Attr("min", -FLT_MAX), Attr("max", FLT_MAX)});
  const Model model = Finish(net, net.Settle(Network::Bounded(stem, again, -1.5, 3)));
  EXPECT_EQ(model.layers[0].minimum, -1.5f);
  EXPECT_EQ(model.layers[0].maximum, 3);
}

TEST_P(OnnxOperatorTest, SoftmaxAtTheEndIsLeftToTheRanking) {
  for (const int opset : {12, 13}) {
    Network net(GetParam());
    net.opset = opset;
    Array logits = net.Settle(net.Gemm(net.Flat(net.Settle(net.Conv(net.Input(), 3, 9, 9, {}, {}))), 4, true));
    EXPECT_TRUE(ExpectSame(net, {net.Node("Softmax", {logits.name}), logits.dims, logits.data}).ends_in_softmax);
  }
  for (const int axis : {1, -1}) {
    Network net(GetParam());
    Array logits = net.Settle(net.Gemm(net.Flat(net.Settle(net.Conv(net.Input(), 3, 9, 9, {}, {}))), 4, true));
    logits.name = net.Node("Softmax", {logits.name}, {Attr("axis", axis)});
    EXPECT_TRUE(ExpectSame(net, logits).ends_in_softmax);
  }
}

TEST_P(OnnxOperatorTest, ConstantsMayComeFromConstantNodes) {
  Network net(GetParam());
  const Array stem = net.Conv(net.Input(), 4, 7, 7, {}, {});
  const std::string six = net.Node("Constant", {}, {Attr("value", Floats({}, {6}))});
  const Array clip = Network::Bounded(stem, net.Node("Clip", {stem.name, six}), 6, HUGE_VAL);
  Finish(net, net.Settle(clip));
}

TEST_P(OnnxOperatorTest, LayersAreNamedAfterTheirNodes) {
  Network net(GetParam());
  const Array stem = net.Conv(net.Input(), 4, 28, 28, {}, {});
  EXPECT_EQ(ExpectSame(net, net.Settle(stem)).layers[0].name, stem.name);
}

// --- int8 ----------------------------------------------------------------------------------------------------------

// x → QuantizeLinear → DequantizeLinear → Conv over the whole image → QuantizeLinear → DequantizeLinear, two logits.
// What a test changes is a member.
struct TinyInt8 : ModelBuilder {
  TinyInt8() {
    Label(2);
    metadata.emplace_back("version", "1");
  }
  Message input_scale = Floats({}, {0.5f});
  Message input_zero = Integers(kInt8, {}, {-3});
  Message weights = Integers(kInt8, {2, 1, 28, 28}, std::vector<std::int64_t>(2 * 784, 5));
  Message weight_scale = Floats({2}, {0.25f, 0.5f});
  Message weight_zero = Integers(kInt8, {2}, {0, 0});
  std::vector<Message> weight_axis = {Attr("axis", 0)};
  std::string bias;
  Message output_scale = Floats({}, {2.0f});
  Message output_zero = Integers(kInt8, {}, {7});

  Model LoadIt() {
    const std::string s = Constant(input_scale), z = Constant(input_zero);
    const std::string x = Node("DequantizeLinear", {Node("QuantizeLinear", {"x", s, z}), s, z});
    const std::string w =
        Node("DequantizeLinear", {Constant(weights), Constant(weight_scale), Constant(weight_zero)}, weight_axis);
    const std::string y = Node("Conv", bias.empty() ? std::vector{x, w} : std::vector{x, w, bias});
    const std::string t = Constant(output_scale), u = Constant(output_zero);
    return Load(Build(Node("DequantizeLinear", {Node("QuantizeLinear", {y, t, u}), t, u})));
  }
};

TEST(OnnxInt8Test, ScalesAndZeroPointsAreThoseOfTheFile) {
  const Model model = TinyInt8().LoadIt();
  EXPECT_EQ(model.tensors[0].type, ElementType::kInt8);
  EXPECT_EQ(model.tensors[0].scale, 0.5f);
  EXPECT_EQ(model.tensors[0].zero_point, -3);
  EXPECT_EQ(model.tensors[1].scale, 2.0f);
  EXPECT_EQ(model.tensors[1].zero_point, 7);
  EXPECT_EQ(model.layers[0].weight_scales, (std::vector{0.25f, 0.5f}));
  EXPECT_TRUE(model.layers[0].int8_bias.empty());
}

TEST(OnnxInt8Test, AnF32BiasIsRoundedToSteps) {
  TinyInt8 file;
  file.bias = file.Constant(Floats({2}, {1.0f, -0.9f}));  // steps of 0.125 and 0.25
  EXPECT_EQ(file.LoadIt().layers[0].int8_bias, (std::vector{8, -4}));
}

TEST(OnnxInt8Test, ABiasInItsOwnStepsIsTakenAsItIs) {
  TinyInt8 file;
  const std::string scale = file.Constant(Floats({2}, {0.125f * 1.00005f, 0.25f}));
  const std::string values = file.Constant(Integers(kInt32, {2}, {1 << 20, -1}));
  file.bias = file.Node("DequantizeLinear", {values, scale}, {Attr("axis", 0)});
  EXPECT_EQ(file.LoadIt().layers[0].int8_bias, (std::vector{1 << 20, -1}));
}

TEST(OnnxInt8Test, ABiasInOtherStepsIsConverted) {
  TinyInt8 file;
  const std::string scale = file.Constant(Floats({}, {0.5f}));
  const std::string values = file.Constant(Integers(kInt32, {2}, {10, -11}));
  file.bias = file.Node("DequantizeLinear", {values, scale});
  EXPECT_EQ(file.LoadIt().layers[0].int8_bias, (std::vector{40, -22}));
}

TEST(OnnxInt8Test, UnsignedWeightsAround128AreShifted) {
  TinyInt8 file;
  file.weights = Integers(kUint8, {2, 1, 28, 28}, std::vector<std::int64_t>(2 * 784, 3));
  file.weight_zero = Integers(kUint8, {2}, {128, 128});
  EXPECT_EQ(file.LoadIt().layers[0].int8_weights[0], -125);
}

TEST(OnnxInt8Test, WithoutAZeroPointItIsUint8Zero) {
  ModelBuilder file;
  file.Label(2);
  const std::string s = file.Constant(Floats({1}, {0.5f}));
  const std::string x = file.Node("DequantizeLinear", {file.Node("QuantizeLinear", {"x", s}), s});
  const std::string w = file.Constant(Integers(kInt8, {2, 1, 28, 28}, std::vector<std::int64_t>(2 * 784, 1)));
  const std::string y = file.Node("Conv", {x, file.Node("DequantizeLinear", {w, s})});
  const Model model = Load(file.Build(file.Node("DequantizeLinear", {file.Node("QuantizeLinear", {y, s}), s})));
  EXPECT_EQ(model.tensors[0].zero_point, -128);
}

TEST(OnnxInt8Test, QuantisingAgainTheSameWayChangesNothing) {
  Network net(true);
  const Array stem = net.Settle(net.Conv(net.Input(), 3, 14, 14, {}, {}), 0.125f, 5);
  const Array flat = net.Settle(net.Flat(stem), 0.125f, 5);
  const Model model = ExpectSame(net, net.Settle(net.Gemm(flat, 3, true)));
  EXPECT_EQ(model.layers.size(), 2u);
}

TEST(OnnxInt8Test, FlattenMayStandBeforeTheQuantizeLinear) {
  Network net(true);
  const Array flat = net.Settle(net.Flat(net.Relu(net.Conv(net.Input(), 3, 14, 14, {}, {}))));
  ExpectSame(net, net.Settle(net.Gemm(flat, 3, true)));
}

// --- Files ---------------------------------------------------------------------------------------------------------

// Two logits of f32; `weights` and `bias` as the test wants them stored.
std::string FileWith(const Message& weights, const Message& bias, ModelBuilder file = {}) {
  file.Label(2);
  const std::string w = file.Constant(weights);
  return file.Build(file.Node("Conv", {"x", w, file.Constant(bias)}));
}

std::vector<float> Ramp(std::size_t count) {
  std::vector<float> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<float>(i) * 0.25f - 100);
  return values;
}

TEST(OnnxFileTest, FloatsMayBePackedOrNot) {
  const std::vector<float> values = Ramp(2 * 784);
  Message packed = TensorHead(kFloat, {2, 1, 28, 28});
  Message raw;
  raw.Append(values.data(), values.size() * sizeof(float));
  packed.Sub(4, raw);
  Message single = TensorHead(kFloat, {2, 1, 28, 28});
  for (const float value : values) single.Real(4, value);
  const Message bias = Floats({2}, {1, 2});
  const Model expected = Load(FileWith(Floats({2, 1, 28, 28}, values), bias));
  EXPECT_EQ(expected.layers[0].float_weights, values);
  EXPECT_EQ(Load(FileWith(packed, bias)).layers[0].float_weights, values);
  EXPECT_EQ(Load(FileWith(single, bias)).layers[0].float_weights, values);
}

TEST(OnnxFileTest, IntegersMayBePackedOrNot) {
  std::vector<std::int64_t> values(2 * 784, -128);
  values[3] = 127;
  Message packed = TensorHead(kInt8, {2, 1, 28, 28}).Packed(5, values);
  Message single = TensorHead(kInt8, {2, 1, 28, 28});
  for (const std::int64_t value : values) single.Varint(5, value);
  for (const Message& weights : {packed, single}) {
    TinyInt8 file;
    file.weights = weights;
    const std::vector<std::int8_t> loaded = file.LoadIt().layers[0].int8_weights;
    EXPECT_EQ(std::vector<std::int64_t>(loaded.begin(), loaded.end()), values);
  }
  const Message shape = TensorHead(kInt64, {2}).Packed(7, std::vector<std::int64_t>{1, -1});
  Network net(false);
  const Array stem = net.Conv(net.Input(), 3, 14, 14, {}, {});
  const std::string flat = net.Node("Reshape", {stem.name, net.Constant(shape)});
  ExpectSame(net, net.Gemm({flat, {675}, stem.data}, 2, true));
}

TEST(OnnxFileTest, TheBatchMayBeSymbolicAndConstantsListedAsInputs) {
  ModelBuilder file;
  file.ir_version = 3;
  file.inputs = {ValueInfo("c1", kFloat, {2}), ValueInfo("x", kFloat, {0, 1, 28, 28}),
                 ValueInfo("c0", kFloat, {2, 1, 28, 28})};
  EXPECT_EQ(Load(FileWith(Floats({2, 1, 28, 28}, Ramp(1568)), Floats({2}, {1, 2}), file)).layers.size(), 1u);
}

TEST(OnnxFileTest, ASymbolicLengthIsTheLongestATraceCanHave) {
  ModelBuilder file;
  file.inputs = {ValueInfo("x", kFloat, {0, 9, 0})};
  file.metadata = {{"kind", "line"}, {"trace", "3"}, {"labels", "<blank> <space>"}};
  const std::string w = file.Constant(Floats({2, 9, 1}, Ramp(18)));
  const Model model = Load(file.Build(file.Node("Conv", {"x", w})));
  EXPECT_EQ(model.tensors[0].width, kMaxTracePoints);
  EXPECT_EQ(model.trace_version, 3);
  EXPECT_EQ(model.labels, (std::vector<std::string>{"<blank>", "<space>"}));
}

TEST(OnnxFileTest, ASharedTensorIsCountedOnce) {
  ModelBuilder file;
  file.Label(2);
  const std::string stem = file.Node("Conv", {"x", file.Constant(Floats({2, 1, 28, 28}, Ramp(1568)))});
  const std::string weights = file.Constant(Floats({2, 2, 1, 1}, Ramp(4)));
  const std::string bias = file.Constant(Floats({2}, Ramp(2)));
  const std::string twice = file.Node("Conv", {file.Node("Conv", {stem, weights, bias}), weights, bias});
  const std::string other_bias = file.Constant(Floats({2}, Ramp(2)));
  const std::string output = file.Node("Conv", {twice, weights, other_bias});
  EXPECT_EQ(Load(file.WithGraph(file.Graph(output))).parameters(), 1568u + 4u + 2u + 2u);
}

TEST(OnnxFileTest, UnknownFieldsAreSkipped) {
  ModelBuilder file;
  file.Label(2);
  Message weights = Floats({2, 1, 28, 28}, Ramp(1568));
  weights.Text(12, "a doc_string").Varint(1000, 7);
  const std::string w = file.Constant(weights);
  file.Node("Conv", {"x", w});
  file.nodes[0].Text(6, "a doc_string").Text(7, "ai.onnx");
  Message graph = file.Graph("n0");
  graph.Text(10, "a doc_string").Sub(13, ValueInfo("n0", kFloat, {1, 2, 1, 1})).Real(900, 1);
  std::string model = file.WithGraph(graph);
  // Another domain's opset; a fixed64.
  model += Message().Sub(8, Message().Text(1, "com.example").Varint(2, 1)).bytes();
  model += std::string("\xf9\x3e", 2) + std::string(8, '\0');
  EXPECT_EQ(Load(model).layers.size(), 1u);
}

TEST(OnnxFileTest, MetadataFillsTheModel) {
  ModelBuilder file;
  const std::string plain = FileWith(Floats({2, 1, 28, 28}, Ramp(1568)), Floats({2}, {1, 2}), file);
  const Model defaults = Load(plain);
  EXPECT_EQ(defaults.labels, (std::vector<std::string>{"c0", "c1"}));
  EXPECT_EQ(defaults.pixel_scale, 1.0f / 255.0f);
  EXPECT_EQ(defaults.temperature, 1.0f);
  EXPECT_EQ(defaults.version, "");
  file.metadata = {{"pixel_scale", "0.0078125"}, {"pixel_offset", "-1"}, {"temperature", "1.25"},
                   {"unsure_below", "5e-1"},     {"version", "1.0 ö"},   {"license", "whatever"}};
  const Model model = Load(FileWith(Floats({2, 1, 28, 28}, Ramp(1568)), Floats({2}, {1, 2}), file));
  EXPECT_EQ(model.pixel_scale, 0.0078125f);
  EXPECT_EQ(model.pixel_offset, -1.0f);
  EXPECT_EQ(model.temperature, 1.25f);
  EXPECT_EQ(model.unsure_below, 0.5f);
  EXPECT_EQ(model.version, "1.0 ö");
}

TEST(OnnxFileTest, DecimalsAreReadAsStrtofReadsThem) {
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    char text[64];
    const int digits = std::uniform_int_distribution<int>(0, 17)(random);
    const double value = std::ldexp(std::uniform_real_distribution<double>(-1, 1)(random),
                                    std::uniform_int_distribution<int>(-20, 20)(random));
    std::snprintf(text, sizeof text, i % 2 == 0 ? "%.*e" : "%.*f", digits, value);
    float parsed = 0;
    if (!onnx::ParseDecimal(text, parsed)) {
      EXPECT_GT(digits, 9) << text;  // only a tiny number with many digits may be too much
      continue;
    }
    EXPECT_EQ(parsed, std::strtof(text, nullptr)) << text;
  }
  for (const char* text : {"", "-", ".", "e5", "1e", "1e+", "0x10", "1 ", " 1", "1.2.3", "--1", "+1", "nan", "inf",
                           "1,5", "1e999999999999", "1e-40"}) {
    float parsed = 0;
    EXPECT_FALSE(onnx::ParseDecimal(text, parsed)) << text;
  }
}

}  // namespace
}  // namespace emnist
