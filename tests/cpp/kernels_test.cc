// Every kind of layer against its naive reference, in int8 to the last bit and in f32, on shapes that do not fit the
// vectors. ctest runs this program once for each instruction set XNNPACK has kernels for.
#include <gtest/gtest.h>

#include "layer_tester.h"
#include "network/kernels/pooling.h"

namespace emnist {
namespace {

using testing::LayerTester;

constexpr int kAwkwardChannels[] = {1, 3, 5, 7, 16, 17, 33};

LayerTester Convolution() { return LayerTester(Operation::kConvolution); }
LayerTester Depthwise(int height, int width, int channels) {
  return Convolution().Input(height, width, channels).Outputs(channels).Groups(channels);
}
LayerTester FullyConnected() { return LayerTester(Operation::kFullyConnected); }
LayerTester MaxPool() { return LayerTester(Operation::kMaxPool).ZeroPoints(3, 3); }
LayerTester GlobalAveragePool() { return LayerTester(Operation::kGlobalAveragePool); }
LayerTester Sum() { return LayerTester(Operation::kAdd); }
LayerTester Clamp() { return LayerTester(Operation::kClamp).ZeroPoints(3, 3); }

constexpr float kInfinity = __builtin_inff();

// ---- convolution by XNNPACK's matrix kernels

TEST(Convolution, PointwiseOfAwkwardChannelCounts) {
  for (int inputs : kAwkwardChannels) {
    for (int outputs : kAwkwardChannels) {
      SCOPED_TRACE(::testing::Message() << inputs << " -> " << outputs);
      Convolution().Input(3, 5, inputs).Outputs(outputs).TestBoth();
    }
  }
}

TEST(Convolution, ThreeByThree) {
  for (int channels : kAwkwardChannels) Convolution().Input(7, 6, channels).Outputs(9).Kernel(3).TestBoth();
}

TEST(Convolution, PaddingIsRealZeroWhateverTheZeroPoint) {
  for (int zero_point : {-128, -3, 0, 127}) {
    Convolution().Input(5, 5, 7).Outputs(5).Kernel(3).Pad(1).ZeroPoints(zero_point, 11).TestBoth();
  }
}

TEST(Convolution, AsymmetricPadding) {
  Convolution().Input(6, 5, 3).Outputs(5).Kernel(3).Pad(0, 1, 2, 0).TestBoth();
  Convolution().Input(6, 5, 3).Outputs(5).Kernel(3).Pad(2, 0, 0, 1).Stride(2).TestBoth();
}

TEST(Convolution, Stride) {
  Convolution().Input(9, 8, 5).Outputs(7).Kernel(3).Stride(2).TestBoth();
  Convolution().Input(9, 8, 5).Outputs(7).Kernel(3).Stride(1, 2).Pad(1).TestBoth();
  Convolution().Input(9, 8, 5).Outputs(7).Stride(2).TestBoth();
}

TEST(Convolution, Dilation) {
  Convolution().Input(9, 9, 5).Outputs(7).Kernel(3).Dilation(2, 2).TestBoth();
  Convolution().Input(9, 11, 3).Outputs(7).Kernel(3, 2).Dilation(1, 3).Pad(1).TestBoth();
}

TEST(Convolution, Groups) {
  Convolution().Input(5, 5, 6).Outputs(9).Groups(3).TestBoth();
  Convolution().Input(5, 5, 34).Outputs(34).Groups(2).Kernel(3).Pad(1).TestBoth();
}

TEST(Convolution, DepthMultiplier) { Convolution().Input(5, 5, 5).Outputs(15).Groups(5).Kernel(3).Pad(1).TestBoth(); }

TEST(Convolution, WithoutBias) { Convolution().Input(4, 4, 5).Outputs(5).Kernel(3).WithoutBias().TestBoth(); }

TEST(Convolution, FusedBounds) {
  Convolution().Input(4, 4, 5).Outputs(17).Bounds(0, kInfinity).TestBoth();
  Convolution().Input(4, 4, 5).Outputs(17).Kernel(3).Bounds(-0.25f, 0.5f).TestBoth();
}

TEST(Convolution, LargestSums) {
  for (int weight : {-127, 127}) {
    for (int input : {-128, 127}) {
      Convolution()
          .Input(3, 3, 33)
          .Outputs(5)
          .Kernel(3)
          .Pad(1)
          .Extreme(static_cast<std::int8_t>(weight), static_cast<std::int8_t>(input))
          .TestInt8();
    }
  }
}

TEST(Convolution, RefusesWeightsThatSomeKernelsOverflowOn) {
  Convolution().Input(3, 3, 8).Outputs(5).Extreme(-128, 0).ExpectRefused(ElementType::kInt8, Status::kModelUnsupported,
                                                                         "-128");
}

// ---- convolution over one input channel

TEST(OneChannelConvolution, AwkwardChannelCounts) {
  for (int outputs : kAwkwardChannels) Convolution().Input(9, 7, 1).Outputs(outputs).Kernel(3).TestBoth();
}

TEST(OneChannelConvolution, EveryWindow) {
  for (int kernel : {1, 2, 3, 5, 7}) {
    for (int stride : {1, 2, 3}) {
      for (int pad : {0, 1, 2}) {
        SCOPED_TRACE(::testing::Message() << "kernel " << kernel << " stride " << stride << " pad " << pad);
        Convolution().Input(12, 11, 1).Outputs(17).Kernel(kernel).Stride(stride).Pad(pad).TestBoth();
      }
    }
  }
}

TEST(OneChannelConvolution, AsymmetricPaddingAndDilation) {
  Convolution().Input(9, 7, 1).Outputs(16).Kernel(3).Pad(0, 2, 1, 0).Stride(2).TestBoth();
  Convolution().Input(9, 10, 1).Outputs(16).Kernel(3, 2).Dilation(2, 3).Pad(1).TestBoth();
}

TEST(OneChannelConvolution, FusedBoundsAndNoBias) {
  Convolution().Input(9, 7, 1).Outputs(16).Kernel(3).Bounds(0, kInfinity).WithoutBias().TestBoth();
}

TEST(OneChannelConvolution, LargestSums) {
  for (int weight : {-128, 127}) {
    for (int zero_point : {-128, 127}) {
      Convolution()
          .Input(9, 9, 1)
          .Outputs(5)
          .Kernel(7)
          .ZeroPoints(zero_point, 0)
          .Extreme(static_cast<std::int8_t>(weight), static_cast<std::int8_t>(~zero_point))
          .TestInt8();
    }
  }
}

// ---- depthwise

TEST(Depthwise, EveryKernelOfAwkwardChannelCounts) {
  for (int kernel : {1, 2, 3, 5, 7}) {
    for (int channels : kAwkwardChannels) {
      SCOPED_TRACE(::testing::Message() << "kernel " << kernel << " channels " << channels);
      Depthwise(8, 9, channels).Kernel(kernel).Pad(kernel / 2).TestBoth();
    }
  }
}

TEST(Depthwise, StrideDilationAndAsymmetricPadding) {
  for (int kernel : {3, 5, 7}) {
    SCOPED_TRACE(::testing::Message() << "kernel " << kernel);
    Depthwise(14, 15, 19).Kernel(kernel).Stride(2).Pad(1, 0, 2, 1).TestBoth();
    Depthwise(14, 15, 5).Kernel(kernel).Dilation(2, 2).Pad(0, 2, 1, 3).TestBoth();
  }
}

TEST(Depthwise, WindowOverTheWholeInput) {
  for (int channels : {1, 5, 16, 33, 48}) Depthwise(7, 7, channels).Kernel(7).TestBoth();
  Depthwise(7, 7, 32).Kernel(7).Bounds(0, kInfinity).WithoutBias().TestBoth();
}

TEST(Depthwise, LargestSums) {
  for (int kernel : {3, 5, 7}) {
    for (int weight : {-128, -127, 127}) {
      for (int zero_point : {-128, 0, 127}) {
        Depthwise(7, 7, 17)
            .Kernel(kernel)
            .Pad(1)
            .ZeroPoints(zero_point, 0)
            .Extreme(static_cast<std::int8_t>(weight), static_cast<std::int8_t>(zero_point <= 0 ? 127 : -128))
            .TestInt8();
      }
    }
  }
}

// ---- fully connected

TEST(FullyConnected, AwkwardChannelCounts) {
  for (int inputs : kAwkwardChannels) {
    for (int outputs : {1, 5, 17, 47}) {
      SCOPED_TRACE(::testing::Message() << inputs << " -> " << outputs);
      FullyConnected().Input(1, 1, inputs).Outputs(outputs).TestBoth();
    }
  }
}

TEST(FullyConnected, ReadsASpatialInputInHeightWidthChannelOrder) {
  FullyConnected().Input(3, 2, 5).Outputs(7).TestBoth();
  FullyConnected().Input(7, 7, 17).Outputs(47).TestBoth();
}

TEST(FullyConnected, FusedBoundsAndNoBias) {
  FullyConnected().Input(1, 1, 24).Outputs(10).Bounds(0, kInfinity).TestBoth();
  FullyConnected().Input(1, 1, 24).Outputs(10).WithoutBias().TestBoth();
}

// ---- pooling, sums, clamps

TEST(MaxPool, EveryWindow) {
  for (int channels : kAwkwardChannels)
    MaxPool().Input(8, 9, channels).Outputs(channels).Kernel(2).Stride(2).TestBoth();
  MaxPool().Input(9, 8, 5).Kernel(3).Stride(2).Pad(1).TestBoth();
  MaxPool().Input(9, 8, 5).Kernel(3, 2).Pad(1, 0, 0, 1).TestBoth();
  MaxPool().Input(9, 8, 5).Kernel(2).Dilation(2, 3).TestBoth();
  MaxPool().Input(9, 8, 5).Kernel(1).Stride(3).TestBoth();
}

TEST(MaxPool, FusedBounds) { MaxPool().Input(8, 8, 3).Kernel(2).Bounds(0, 0.5f).TestBoth(); }

TEST(GlobalAveragePool, AwkwardChannelCounts) {
  for (int channels : kAwkwardChannels) GlobalAveragePool().Input(7, 5, channels).TestBoth();
  GlobalAveragePool().Input(1, 1, 9).TestBoth();
  GlobalAveragePool().Input(7, 7, 9).Bounds(0, kInfinity).TestBoth();
}

TEST(Sum, ScalesApart) {
  for (float ratio : {0.001f, 0.3f, 0.999f, 1.0f, 1.7f, 30.0f, 1000.0f}) {
    SCOPED_TRACE(::testing::Message() << "ratio " << ratio);
    Sum().Input(3, 5, 7).SecondScale(ratio).TestBoth();
  }
}

TEST(Sum, ZeroPointsAtTheEnds) {
  for (int input : {-128, 127}) {
    for (int output : {-128, 127}) Sum().Input(4, 4, 17).ZeroPoints(input, output).TestInt8();
  }
}

TEST(Sum, FusedBounds) { Sum().Input(4, 4, 17).Bounds(0, kInfinity).TestBoth(); }

TEST(Clamp, InsideTheStoredRange) {
  Clamp().Input(3, 3, 7).Bounds(0, kInfinity).TestBoth();
  Clamp().Input(3, 3, 7).Bounds(-0.6f, 0.6f).TestBoth();
}

// ---- along sequences, at every length the stride divides, in no order

// Down to lengths that lie wholly in the padding's reach, and back.
const std::vector<int> kLengths = {36, 4, 28, 8, 36, 12, 20, 4, 32, 24, 16};
// Longer than any kernel's rows, with ends that do not fill them.
const std::vector<int> kLongLengths = {260, 252, 4, 256, 244, 132, 260};

TEST(Sequence, DenseConvolution) {
  for (int channels : {1, 3, 9, 17}) {
    Convolution().Sequence(channels, kLengths).Outputs(19).TestBoth();
    Convolution().Sequence(channels, kLengths).Outputs(19).KernelAlong(7, 2).PadAlong(3, 3).TestBoth();
    Convolution().Sequence(channels, kLengths).Outputs(5).KernelAlong(4, 2).PadAlong(1, 1).TestBoth();
    Convolution().Sequence(channels, kLengths).Outputs(5).KernelAlong(3, 1, 4).PadAlong(4, 4).TestBoth();
  }
  Convolution().Sequence(9, kLongLengths).Outputs(48).KernelAlong(7, 2).PadAlong(3, 3).TestBoth();
  Convolution().Sequence(33, kLongLengths).Outputs(70).TestBoth();
}

TEST(Sequence, CausalAndAsymmetricPadding) {
  Convolution().Sequence(5, kLengths).Outputs(7).KernelAlong(3).PadAlong(2, 0).TestBoth();
  Convolution().Sequence(5, kLengths).Outputs(7).KernelAlong(6, 4).PadAlong(0, 2).TestBoth();
  Depthwise(1, 1, 5).Sequence(5, kLengths).KernelAlong(5, 1, 2).PadAlong(8, 0).TestBoth();
}

TEST(Sequence, GroupedConvolution) {
  Convolution().Sequence(6, kLengths).Outputs(9).Groups(3).KernelAlong(3).PadAlong(1, 1).TestBoth();
  Convolution().Sequence(34, kLengths).Outputs(34).Groups(2).KernelAlong(5, 2, 2).PadAlong(4, 4).TestBoth();
}

TEST(Sequence, DepthwiseConvolution) {
  for (int channels : kAwkwardChannels) {
    SCOPED_TRACE(::testing::Message() << channels << " channels");
    for (int dilation : {1, 2, 4}) {
      Depthwise(1, 1, channels)
          .Sequence(channels, kLengths)
          .KernelAlong(9, 1, dilation)
          .PadAlong(4 * dilation, 4 * dilation)
          .TestBoth();
    }
    Depthwise(1, 1, channels).Sequence(channels, kLengths).KernelAlong(7, 2).PadAlong(3, 3).TestBoth();
  }
  Depthwise(1, 1, 48).Sequence(48, kLongLengths).KernelAlong(31).PadAlong(15, 15).TestBoth();
}

TEST(Sequence, MaxPool) {
  MaxPool().Sequence(5, kLengths).KernelAlong(2, 2).TestBoth();
  MaxPool().Sequence(17, kLengths).KernelAlong(3).PadAlong(1, 1).TestBoth();
}

TEST(Sequence, SumAndClamp) {
  Sum().Sequence(7, kLengths).SecondScale(1.7f).TestBoth();
  Clamp().Sequence(7, kLengths).Bounds(0, kInfinity).TestBoth();
}

// ---- requantisation, by the average of one pixel

std::int8_t Requantised(std::int8_t value, float scale, const kernels::StoredRange& range) {
  std::int8_t from[kernels::kSlackBytes] = {value};
  std::int8_t to;
  kernels::GlobalAveragePool({ElementType::kInt8}, scale, range, from, &to);
  return to;
}

TEST(Requantise, RoundsHalvesToEven) {
  const kernels::StoredRange range{0, -128, 127};
  EXPECT_EQ(Requantised(1, 0.5f, range), 0);
  EXPECT_EQ(Requantised(3, 0.5f, range), 2);
  EXPECT_EQ(Requantised(5, 0.5f, range), 2);
  EXPECT_EQ(Requantised(-1, 0.5f, range), 0);
  EXPECT_EQ(Requantised(-3, 0.5f, range), -2);
}

TEST(Requantise, ClampsSumsOfAnySize) {
  const kernels::StoredRange range{-10, -100, 90};
  EXPECT_EQ(Requantised(127, 1e9f, range), 90);
  EXPECT_EQ(Requantised(-128, 1e9f, range), -100);
  EXPECT_EQ(Requantised(0, 1e9f, range), -10);
}

}  // namespace
}  // namespace emnist
