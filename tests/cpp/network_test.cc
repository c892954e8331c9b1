// Whole networks: a residual graph of every kind of layer, the same to the last bit on every target, in memory that is
// shared between layers, given back, and refused politely.
#include "emnist/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <vector>

#include "emnist/digest.h"
#include "network/backend.h"
#include "network/kernels/windowed_convolution.h"
#include "network/layer_runner.h"
#include "network/memory_plan.h"

// Lets a test run out of memory (the linker puts this function in place of the library's).
static int g_allocations_left = -1;  // negative: as many as asked for
extern "C" int __real_posix_memalign(void** block, std::size_t alignment, std::size_t bytes);
extern "C" int __wrap_posix_memalign(void** block, std::size_t alignment, std::size_t bytes) {
  if (g_allocations_left == 0) return ENOMEM;
  if (g_allocations_left > 0) --g_allocations_left;
  return __real_posix_memalign(block, alignment, bytes);
}

namespace emnist {
namespace {

// The same numbers with every standard library.
class Random {
 public:
  int Integer(int low, int high) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return low + static_cast<int>((state_ >> 33) % static_cast<unsigned>(high - low + 1));
  }

 private:
  std::uint64_t state_ = 1;
};

// Builds a model layer by layer; each call returns the tensor it made.
class Builder {
 public:
  explicit Builder(ElementType type) : type_(type) {
    model_.input = AddTensor({type, kGlyphSide, kGlyphSide, 1, 1.0f / 255, -128});
  }
  // A network for lines.
  Builder(ElementType type, int length, int features) : type_(type) {
    model_.kind = ModelKind::kLine;
    model_.pixel_scale = 1.0f / 128;
    model_.pixel_offset = -1;
    model_.input = AddTensor({type, 1, length, features, 1.0f / 128, 0});
  }

  int Convolution(int from, int channels, int kernel, int stride, int pad, int groups = 1) {
    const Tensor input = At(from);
    Layer layer = MakeLayer(Operation::kConvolution, from);
    layer.window = {kernel, kernel, stride, stride, 1, 1, pad, pad, pad, pad};
    layer.groups = groups;
    layer.minimum = 0;  // a Relu
    const int height = (input.height + 2 * pad - kernel) / stride + 1;
    const int width = (input.width + 2 * pad - kernel) / stride + 1;
    MakeWeights(layer, input, kernel * kernel * input.channels / groups, channels);
    return Finish(layer, {type_, height, width, channels, 0.04f, -128});
  }
  // Of a sequence, which keeps its length but for the stride.
  int Along(int from, int channels, int kernel, int stride, int dilation = 1, int groups = 1) {
    const Tensor input = At(from);
    Layer layer = MakeLayer(Operation::kConvolution, from);
    const int pads = (kernel - 1) * dilation + 1 - stride;
    layer.window = {1, kernel, 1, stride, 1, dilation, 0, pads / 2, 0, pads - pads / 2};
    layer.groups = groups;
    layer.minimum = 0;
    MakeWeights(layer, input, kernel * input.channels / groups, channels);
    return Finish(layer, {type_, 1, input.width / stride, channels, 0.04f, -128});
  }
  int DepthwiseAlong(int from, int kernel, int dilation) {
    return Along(from, At(from).channels, kernel, 1, dilation, At(from).channels);
  }
  int Depthwise(int from, int kernel, int stride, int pad) {
    return Convolution(from, At(from).channels, kernel, stride, pad, At(from).channels);
  }
  int FullyConnected(int from, int outputs) {
    Layer layer = MakeLayer(Operation::kFullyConnected, from);
    MakeWeights(layer, At(from), static_cast<int>(At(from).elements()), outputs);
    return Finish(layer, {type_, 1, 1, outputs, 0.1f, 4});
  }
  int Sum(int a, int b) {
    Layer layer = MakeLayer(Operation::kAdd, a);
    layer.inputs[1] = b;
    Tensor output = At(a);
    output.scale = 0.06f;
    return Finish(layer, output);
  }
  int MaxPool(int from) {
    Layer layer = MakeLayer(Operation::kMaxPool, from);
    layer.window = {2, 2, 2, 2};
    Tensor output = At(from);
    output.height /= 2;
    output.width /= 2;
    return Finish(layer, output);
  }
  int GlobalAveragePool(int from) {
    Tensor output = At(from);
    output.height = output.width = 1;
    return Finish(MakeLayer(Operation::kGlobalAveragePool, from), output);
  }
  int Clamp(int from) {
    Layer layer = MakeLayer(Operation::kClamp, from);
    layer.maximum = 6;
    return Finish(layer, At(from));
  }

  Model Build(int output) {
    model_.output = output;
    model_.labels.assign(static_cast<std::size_t>(At(output).channels), "x");
    return model_;
  }

 private:
  const Tensor& At(int tensor) const { return model_.tensors[static_cast<std::size_t>(tensor)]; }
  int AddTensor(const Tensor& tensor) {
    model_.tensors.push_back(tensor);
    return static_cast<int>(model_.tensors.size()) - 1;
  }
  Layer MakeLayer(Operation operation, int from) {
    Layer layer;
    layer.operation = operation;
    layer.name = "layer " + std::to_string(model_.layers.size());
    layer.inputs[0] = from;
    return layer;
  }
  int Finish(Layer layer, const Tensor& output) {
    layer.output = AddTensor(output);
    model_.layers.push_back(std::move(layer));
    return static_cast<int>(model_.tensors.size()) - 1;
  }
  void MakeWeights(Layer& layer, const Tensor& input, int taps, int channels) {
    for (int i = 0; i < taps * channels; ++i) {
      const int weight = random_.Integer(-127, 127);
      if (type_ == ElementType::kInt8) {
        layer.int8_weights.push_back(static_cast<std::int8_t>(weight));
      } else {
        layer.float_weights.push_back(static_cast<float>(weight) / 256);
      }
    }
    for (int c = 0; c < channels; ++c) {
      const int bias = random_.Integer(-2000, 2000);
      if (type_ == ElementType::kInt8) {
        layer.int8_bias.push_back(bias);
        layer.weight_scales.push_back(0.0005f / input.scale * static_cast<float>(c % 5 + 1) / 16);
      } else {
        layer.float_bias.push_back(static_cast<float>(bias) / 2000);
      }
    }
  }

  ElementType type_;
  Model model_;
  Random random_;
};

// Every kind of layer, a residual over a residual, and both depthwise kernels.
Model ResidualModel(ElementType type) {
  Builder b(type);
  const int stem = b.Convolution(0, 16, 3, 2, 1);
  const int wide = b.Convolution(b.Depthwise(stem, 3, 1, 1), 16, 1, 1, 0);
  const int sum = b.Sum(stem, wide);
  const int again = b.Sum(sum, b.Convolution(b.Depthwise(sum, 5, 1, 2), 16, 1, 1, 0));
  const int pooled = b.MaxPool(b.Clamp(again));
  const int deep = b.Convolution(pooled, 33, 3, 1, 1);
  const int seven = b.Depthwise(deep, 7, 1, 0);
  const int average = b.GlobalAveragePool(deep);
  return b.Build(b.FullyConnected(b.Sum(seven, average), 47));
}

constexpr int kFeatures = 9;
constexpr int kLongest = 256;

// Every kind of layer along a sequence, the residuals dilated; four positions are a frame.
Model LineModel(ElementType type, int length) {
  Builder b(type, length, kFeatures);
  const int stem = b.Along(0, 24, 7, 2);
  const int sum = b.Sum(stem, b.Along(b.DepthwiseAlong(stem, 7, 1), 24, 1, 1));
  const int wide = b.Along(b.Clamp(sum), 40, 4, 2);
  const int again = b.Sum(wide, b.Along(b.DepthwiseAlong(wide, 9, 2), 40, 1, 1));
  return b.Build(b.Along(b.Along(again, 40, 3, 1, 1, 4), 67, 1, 1));
}

std::vector<std::uint8_t> SomeSequence(int length) {
  Random random;
  std::vector<std::uint8_t> sequence(static_cast<std::size_t>(length * kFeatures));
  for (std::uint8_t& value : sequence) value = static_cast<std::uint8_t>(random.Integer(0, 255));
  return sequence;
}

Glyph SomeGlyph() {
  Glyph glyph{};
  Random random;
  for (int y = 4; y < 24; ++y) {
    for (int x = 6; x < 22; ++x) {
      glyph[static_cast<std::size_t>(y * kGlyphSide + x)] = static_cast<std::uint8_t>(random.Integer(0, 255));
    }
  }
  return glyph;
}

std::unique_ptr<Network> Make(const Model& model) {
  std::unique_ptr<Network> network;
  Diagnostic diagnostic;
  EXPECT_EQ(Network::Create(model, network, diagnostic), Status::kOk) << diagnostic.text;
  return network;
}

std::uint32_t DigestOf(std::span<const std::byte> bytes) {
  Digest digest;
  digest.Add(bytes);
  return digest.value();
}

TEST(Network, Int8IsTheSameOnEveryTarget) {
  const auto network = Make(ResidualModel(ElementType::kInt8));
  ASSERT_EQ(network->Run(SomeGlyph()), Status::kOk);
  EXPECT_EQ(network->classes(), 47);
  ASSERT_EQ(network->int8_logits().size(), 47u);
  EXPECT_EQ(DigestOf(std::as_bytes(network->int8_logits())), 3421307223u);
}

TEST(Network, SharedMemoryChangesNothing) {
  for (ElementType type : {ElementType::kInt8, ElementType::kFloat32}) {
    const Model model = ResidualModel(type);
    const auto network = Make(model);
    ASSERT_EQ(network->Run(SomeGlyph()), Status::kOk);

    // The same layers, every tensor in a place of its own.
    const std::size_t slack = std::max<std::size_t>(XNN_EXTRA_BYTES, kernels::kSlackBytes);
    MemoryPlan apart = PlanMemory(model, slack);
    apart.bytes = slack;
    for (std::size_t t = 0; t < model.tensors.size(); ++t) {
      apart.offsets[t] = apart.bytes - slack;
      apart.bytes += (model.tensors[t].elements() * sizeof(float) + 15) / 16 * 16;
    }
    backend::Buffer<std::byte> memory;
    ASSERT_TRUE(memory.Create(apart.bytes));
    const Glyph glyph = SomeGlyph();
    for (std::size_t i = 0; i < glyph.size(); ++i) {
      std::byte* input = memory.data() + apart.offsets[static_cast<std::size_t>(model.input)];
      if (type == ElementType::kInt8) {
        reinterpret_cast<std::int8_t*>(input)[i] = static_cast<std::int8_t>(glyph[i] - 128);
      } else {
        reinterpret_cast<float*>(input)[i] = static_cast<float>(glyph[i]) * model.pixel_scale;
      }
    }
    for (const Layer& layer : model.layers) {
      LayerRunnerPointer runner;
      Diagnostic diagnostic;
      ASSERT_EQ(CreateLayerRunner(model, layer, apart, memory.data(), runner, diagnostic), Status::kOk)
          << diagnostic.text;
      std::vector<std::byte> workspace(runner->workspace_bytes() + slack, std::byte{0x55});
      ASSERT_TRUE(runner->Run(workspace.data()));
    }
    const std::span<const std::byte> shared = network->layer_output(network->layers() - 1);
    const std::byte* own = memory.data() + apart.offsets[static_cast<std::size_t>(model.output)];
    EXPECT_TRUE(std::equal(shared.begin(), shared.end(), own));
  }
}

TEST(Network, SecondRunEqualsTheFirst) {
  const auto network = Make(ResidualModel(ElementType::kInt8));
  ASSERT_EQ(network->Run(SomeGlyph()), Status::kOk);
  const std::uint32_t first = DigestOf(std::as_bytes(network->int8_logits()));
  ASSERT_EQ(network->Run(Glyph{}), Status::kOk);
  EXPECT_NE(DigestOf(std::as_bytes(network->int8_logits())), first);
  ASSERT_EQ(network->Run(SomeGlyph()), Status::kOk);
  EXPECT_EQ(DigestOf(std::as_bytes(network->int8_logits())), first);
  ASSERT_EQ(network->RunLayer(network->layers() - 1), Status::kOk);
  EXPECT_EQ(DigestOf(network->layer_output(network->layers() - 1)), first);
}

TEST(Network, HiddenIsWhatTheLastLayerReads) {
  const Model model = ResidualModel(ElementType::kInt8);
  Model without_last = model;
  without_last.output = model.layers.back().inputs[0];
  without_last.layers.pop_back();
  const auto network = Make(model), shorter = Make(without_last);
  for (const Glyph& glyph : {SomeGlyph(), Glyph{}}) {
    ASSERT_EQ(network->Run(glyph), Status::kOk);
    ASSERT_EQ(shorter->Run(glyph), Status::kOk);
    ASSERT_EQ(network->hidden().size(), 33u);
    const auto expected = shorter->int8_logits();
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), network->hidden().begin(), network->hidden().end()));
  }
  EXPECT_EQ(network->hidden_zero_point(), model.tensors[static_cast<std::size_t>(without_last.output)].zero_point);
  EXPECT_TRUE(Make(ResidualModel(ElementType::kFloat32))->hidden().empty());
}

TEST(Network, LogitsAreRealNumbers) {
  const auto network = Make(ResidualModel(ElementType::kInt8));
  ASSERT_EQ(network->Run(SomeGlyph()), Status::kOk);
  std::vector<float> logits(47);
  network->ReadLogits(logits);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    EXPECT_FLOAT_EQ(logits[i], 0.1f * static_cast<float>(network->int8_logits()[i] - 4));
  }
}

TEST(Network, FloatHasNoInt8Logits) {
  const auto network = Make(ResidualModel(ElementType::kFloat32));
  ASSERT_EQ(network->Run(SomeGlyph()), Status::kOk);
  EXPECT_TRUE(network->int8_logits().empty());
  std::vector<float> logits(47);
  network->ReadLogits(logits);
  EXPECT_NE(logits[0], logits[1]);
}

TEST(Network, PixelsAreQuantisedAsTheModelSays) {
  Builder b(ElementType::kInt8);
  Model model = b.Build(b.Clamp(0));
  model.layers[0].maximum = __builtin_inff();
  model.pixel_scale = 1.0f / 128;
  model.pixel_offset = -1.0f;
  model.tensors[0].scale = model.tensors[1].scale = 1.0f / 64;
  model.tensors[0].zero_point = model.tensors[1].zero_point = 10;
  const auto network = Make(model);
  Glyph glyph{};
  glyph[1] = 129;
  glyph[2] = 131;
  glyph[3] = 255;
  ASSERT_EQ(network->Run(glyph), Status::kOk);
  EXPECT_EQ(network->int8_logits()[0], -54);  // -1 is -64 steps
  EXPECT_EQ(network->int8_logits()[1], 10);   // half a step: to even, 0
  EXPECT_EQ(network->int8_logits()[2], 12);   // one and a half: to even, 2
  EXPECT_EQ(network->int8_logits()[3], 74);   // 63.5: to even, 64
}

TEST(Network, ReportsEveryByteItHolds) {
  const std::size_t before = backend::live_bytes();
  const auto network = Make(ResidualModel(ElementType::kInt8));
  EXPECT_EQ(network->bytes(), backend::live_bytes() - before);
  const Model model = ResidualModel(ElementType::kInt8);
  EXPECT_GT(network->bytes(), model.parameters());
  EXPECT_LT(network->bytes(), 220u << 10);
}

TEST(Network, TenThousandLivesLeaveNothingBehind) {
  const Model model = ResidualModel(ElementType::kInt8);
  const Glyph glyph = SomeGlyph();
  std::size_t bytes = 0, blocks = 0;
  for (int cycle = 1; cycle <= 10000; ++cycle) {
    ASSERT_EQ(Make(model)->Run(glyph), Status::kOk);
    if (cycle == 10) {
      bytes = backend::live_bytes();
      blocks = backend::live_blocks();
    }
  }
  EXPECT_EQ(backend::live_bytes(), bytes);
  EXPECT_EQ(backend::live_blocks(), blocks);
}

TEST(Network, OutOfMemoryAnywhereIsAStatus) {
  for (ElementType type : {ElementType::kInt8, ElementType::kFloat32}) {
    const Model model = ResidualModel(type);
    Make(model);  // so that XNNPACK has started
    const std::size_t blocks = backend::live_blocks();
    Status status = Status::kOutOfMemory;
    int allocations = 0;
    for (; status == Status::kOutOfMemory; ++allocations) {
      std::unique_ptr<Network> network;
      Diagnostic diagnostic;
      g_allocations_left = allocations;
      status = Network::Create(model, network, diagnostic);
      g_allocations_left = -1;
      EXPECT_EQ(network == nullptr, status != Status::kOk);
      if (status == Status::kOutOfMemory) EXPECT_STRNE(diagnostic.text, "");
      network.reset();
      ASSERT_EQ(backend::live_blocks(), blocks) << "after " << allocations << " allocations";
    }
    EXPECT_EQ(status, Status::kOk);
    EXPECT_GT(allocations, 30);
  }
}

TEST(Network, FailureKeepsTheNetworkThereWas) {
  auto network = Make(ResidualModel(ElementType::kInt8));
  const Network* before = network.get();
  Model model = ResidualModel(ElementType::kInt8);
  model.layers.back().weight_scales[3] = 1e6f;
  Diagnostic diagnostic;
  EXPECT_EQ(Network::Create(model, network, diagnostic), Status::kModelUnsupported);
  EXPECT_NE(std::string(diagnostic.text).find(model.layers.back().name), std::string::npos) << diagnostic.text;
  EXPECT_EQ(network.get(), before);
  EXPECT_EQ(network->Run(SomeGlyph()), Status::kOk);
}

TEST(LineNetwork, Int8IsTheSameOnEveryTarget) {
  const auto network = Make(LineModel(ElementType::kInt8, kLongest));
  ASSERT_EQ(network->RunSequence(SomeSequence(132)), Status::kOk);
  EXPECT_EQ(network->kind(), ModelKind::kLine);
  EXPECT_EQ(network->features(), kFeatures);
  EXPECT_EQ(network->max_length(), kLongest);
  EXPECT_EQ(network->stride(), 4);
  EXPECT_EQ(network->frames(), 33);
  EXPECT_EQ(network->classes(), 67);
  ASSERT_EQ(network->int8_logits().size(), 33u * 67u);
  EXPECT_EQ(DigestOf(std::as_bytes(network->int8_logits())), 3601143408u);
}

// What a shorter line is computed with is forgotten, and nothing of a longer one before it is left.
TEST(LineNetwork, EveryLengthEqualsANetworkMadeForIt) {
  for (ElementType type : {ElementType::kInt8, ElementType::kFloat32}) {
    const auto network = Make(LineModel(type, kLongest));
    for (const int length : {kLongest, 4, 132, 8, 252, 12, 128, kLongest, 60, 244, 4}) {
      SCOPED_TRACE(::testing::Message() << "length " << length);
      const auto fresh = Make(LineModel(type, length));
      const std::vector<std::uint8_t> sequence = SomeSequence(length);
      ASSERT_EQ(network->RunSequence(sequence), Status::kOk);
      ASSERT_EQ(fresh->RunSequence(sequence), Status::kOk);
      ASSERT_EQ(network->frames(), length / 4);
      ASSERT_EQ(fresh->frames(), length / 4);
      std::vector<float> logits(static_cast<std::size_t>(network->frames() * network->classes()));
      std::vector<float> expected = logits;
      network->ReadLogits(logits);
      fresh->ReadLogits(expected);
      EXPECT_EQ(logits, expected);
      EXPECT_EQ(network->layer_output(0).size(), fresh->layer_output(0).size());
    }
  }
}

TEST(LineNetwork, AllocatesNothingToAnswer) {
  for (ElementType type : {ElementType::kInt8, ElementType::kFloat32}) {
    const auto network = Make(LineModel(type, kLongest));
    const std::size_t allocations = backend::allocations();
    for (int length = kLongest; length > 0; length -= 4) {
      ASSERT_EQ(network->RunSequence(SomeSequence(length)), Status::kOk);
      ASSERT_EQ(network->RunSequence(SomeSequence(kLongest + 4 - length)), Status::kOk);
      ASSERT_EQ(backend::allocations(), allocations) << "length " << length;
    }
  }
}

TEST(LineNetwork, RefusesWhatItCannotRun) {
  const auto network = Make(LineModel(ElementType::kInt8, kLongest));
  for (const int length : {0, 1, 3, 6, kLongest + 4}) {
    EXPECT_EQ(network->RunSequence(SomeSequence(length)), Status::kInvalidArgument) << "length " << length;
  }
  std::vector<std::uint8_t> ragged = SomeSequence(8);
  ragged.pop_back();
  EXPECT_EQ(network->RunSequence(ragged), Status::kInvalidArgument);
  EXPECT_EQ(network->Run(SomeGlyph()), Status::kInvalidArgument);
  EXPECT_EQ(Make(ResidualModel(ElementType::kInt8))->RunSequence(SomeSequence(8)), Status::kInvalidArgument);
}

TEST(LineNetwork, OutOfMemoryAnywhereIsAStatus) {
  const Model model = LineModel(ElementType::kInt8, kLongest);
  Make(model);  // so that XNNPACK has started
  const std::size_t blocks = backend::live_blocks();
  Status status = Status::kOutOfMemory;
  for (int allocations = 0; status == Status::kOutOfMemory; ++allocations) {
    std::unique_ptr<Network> network;
    Diagnostic diagnostic;
    g_allocations_left = allocations;
    status = Network::Create(model, network, diagnostic);
    g_allocations_left = -1;
    network.reset();
    ASSERT_EQ(backend::live_blocks(), blocks) << "after " << allocations << " allocations";
  }
  EXPECT_EQ(status, Status::kOk);
}

TEST(Network, RefusesALayerThereIsNot) {
  const auto network = Make(ResidualModel(ElementType::kInt8));
  EXPECT_EQ(network->RunLayer(-1), Status::kInvalidArgument);
  EXPECT_EQ(network->RunLayer(network->layers()), Status::kInvalidArgument);
}

TEST(Network, RefusesAnInputThatIsNoGlyph) {
  Builder b(ElementType::kInt8);
  Model model = b.Build(b.FullyConnected(0, 10));
  model.tensors[0].width = 27;
  std::unique_ptr<Network> network;
  Diagnostic diagnostic;
  EXPECT_EQ(Network::Create(model, network, diagnostic), Status::kModelUnsupported);
  EXPECT_NE(std::string(diagnostic.text).find("28 × 28"), std::string::npos) << diagnostic.text;
}

TEST(MemoryPlan, NeverOverlapsWhatLivesTogetherAndReusesTheRest) {
  for (ElementType type : {ElementType::kInt8, ElementType::kFloat32}) {
    const Model model = ResidualModel(type);
    const MemoryPlan plan = PlanMemory(model, 0);
    const auto end = [&](int t) {
      const Tensor& tensor = model.tensors[static_cast<std::size_t>(t)];
      return plan.offsets[static_cast<std::size_t>(t)] + tensor.elements() * (type == ElementType::kInt8 ? 1 : 4);
    };
    const int tensors = static_cast<int>(model.tensors.size());
    std::size_t sum = 0;
    // While layer i runs, everything that was written before it and is read by it or later must be apart.
    for (int i = 0; i < static_cast<int>(model.layers.size()); ++i) {
      std::vector<int> alive = {model.layers[static_cast<std::size_t>(i)].output};
      for (int t = 0; t < tensors; ++t) {
        bool written = t == model.input, needed = false;
        for (int j = 0; j < static_cast<int>(model.layers.size()); ++j) {
          const Layer& layer = model.layers[static_cast<std::size_t>(j)];
          if (j < i && layer.output == t) written = true;
          if (j >= i && (layer.inputs[0] == t || layer.inputs[1] == t)) needed = true;
        }
        if (written && needed) alive.push_back(t);
      }
      for (std::size_t a = 0; a < alive.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
          EXPECT_TRUE(end(alive[a]) <= plan.offsets[static_cast<std::size_t>(alive[b])] ||
                      end(alive[b]) <= plan.offsets[static_cast<std::size_t>(alive[a])])
              << "tensors " << alive[a] << " and " << alive[b] << " during layer " << i;
        }
      }
    }
    for (int t = 0; t < tensors; ++t) sum += end(t) - plan.offsets[static_cast<std::size_t>(t)];
    EXPECT_LT(plan.bytes, sum / 2);
  }
}

TEST(Model, CountsParametersScalesAndMultiplyAdds) {
  Builder b(ElementType::kInt8);
  const Model model = b.Build(b.FullyConnected(b.Convolution(0, 8, 3, 2, 1), 10));
  EXPECT_EQ(model.parameters(), 8u * 9 + 8 + 14 * 14 * 8 * 10 + 10);
  EXPECT_EQ(model.quantisation_scales(), 18u);
  EXPECT_EQ(model.multiply_adds(), 14u * 14 * 8 * 9 + 14 * 14 * 8 * 10);
}

TEST(Model, CountsMultiplyAddsBeyond32Bits) {
  Model model;
  model.tensors = {{}, {ElementType::kInt8, 1 << 16, 1, 1}};
  model.layers.resize(1);
  model.layers[0].output = 1;
  model.layers[0].int8_weights.resize(1 << 17);
  EXPECT_EQ(model.multiply_adds(), std::uint64_t{1} << 33);
}

}  // namespace
}  // namespace emnist
