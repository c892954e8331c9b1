// The sliding window that Conv and MaxPool share.
#include <algorithm>
#include <string_view>

#include "onnx/importer.h"
#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

enum class AutoPad : std::uint8_t { kNone, kSameUpper, kSameLower };

// One axis of a sliding window: fills the padding, unless given, and returns the size of the output; 0 when the window
// does not fit, or could lie beside the input.
int Slide(int input, int kernel, int stride, int dilation, AutoPad auto_pad, int& before, int& after) {
  const int extent = (kernel - 1) * dilation + 1;
  if (auto_pad != AutoPad::kNone) {
    const int steps = (input + stride - 1) / stride;
    const int total = std::max((steps - 1) * stride + extent - input, 0);
    before = (auto_pad == AutoPad::kSameLower ? total + 1 : total) / 2;
    after = total - before;
  }
  const int spare = input + before + after - extent;
  return spare < 0 || before >= extent || after >= extent ? 0 : spare / stride + 1;
}

}  // namespace

// Reads the attributes that Conv and MaxPool share, slides the layer's window and defines the node's result.
bool Importer::SlideWindow(Layer& layer, const Value& value, int channels) {
  // Along a sequence there is one axis, the second of a picture.
  const bool picture = value.rank == 4;
  const std::size_t axes = picture ? 2 : 1;
  int strides[2] = {1, 1};
  int dilations[2] = {1, 1};
  int pads[4] = {};  // top, left, bottom, right
  int ends[2] = {};  // of a sequence: before, after
  attributes_.Integers("strides", 1, std::span(strides).last(axes));
  attributes_.Integers("dilations", 1, std::span(dilations).last(axes));
  attributes_.Integers("pads", 0, picture ? std::span<int>(pads) : std::span<int>(ends));
  if (!picture) {
    pads[1] = ends[0];
    pads[3] = ends[1];
  }
  const std::string_view name = attributes_.Text("auto_pad");
  const bool none = name.empty() || Is(name, "NOTSET");
  const bool same_upper = Is(name, "SAME_UPPER");
  const bool same_lower = Is(name, "SAME_LOWER");
  if ((!none && !same_upper && !same_lower && !Is(name, "VALID")) ||
      (!none && (pads[0] | pads[1] | pads[2] | pads[3]) != 0)) {
    return error_.Fail(kModelUnsupported, "attribute auto_pad=@, or pads besides", name);
  }
  const AutoPad auto_pad = same_upper ? AutoPad::kSameUpper : same_lower ? AutoPad::kSameLower : AutoPad::kNone;
  const Tensor& input = InputOf(layer, 0);
  Window& window = layer.window;
  window.stride_y = strides[0];
  window.stride_x = strides[1];
  window.dilation_y = dilations[0];
  window.dilation_x = dilations[1];
  const int height = Slide(input.height, window.height, strides[0], dilations[0], auto_pad, pads[0], pads[2]);
  const int width = Slide(input.width, window.width, strides[1], dilations[1], auto_pad, pads[1], pads[3]);
  window.pad_top = pads[0];
  window.pad_left = pads[1];
  window.pad_bottom = pads[2];
  window.pad_right = pads[3];
  if (height == 0 || width == 0) {
    return error_.Fail(kModelUnsupported, "its window does not fit its padded input, or only its padding");
  }
  // A dilated window can step over all of a small input; an undilated one cannot, being wider than the padding.
  if (layer.operation == Operation::kMaxPool && (dilations[0] | dilations[1]) != 1 &&
      (pads[0] | pads[1] | pads[2] | pads[3]) != 0) {
    return error_.Fail(kModelUnsupported, "attributes dilations and padding together");
  }
  // Some kernels keep their input with its padding around it.
  if (!Fits(input.type, std::int64_t{input.height} + pads[0] + pads[2], std::int64_t{input.width} + pads[1] + pads[3],
            input.channels)) {
    return error_.Fail(kModelTooLarge, "its padded input exceeds the limit of an activation");
  }
  // Then the output is the length of the input by the stride, whatever that is, and the network can be run on any.
  const int unpadded = (window.width - 1) * dilations[1] + 1 - pads[1] - pads[3];
  if (!picture && (input.width % strides[1] != 0 || unpadded < 1 || unpadded > strides[1])) {
    return error_.Fail(kModelUnsupported,
                       "its padding does not keep the length of a sequence, or its stride divide it");
  }
  return DefineResult(layer, height, width, channels, value.rank);
}

}  // namespace emnist::onnx
