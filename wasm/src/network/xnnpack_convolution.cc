#include "network/xnnpack_convolution.h"

#include <algorithm>
#include <new>

#include "network/kernels/requantise.h"

namespace emnist {
namespace {

using backend::Operator;

const char* Reason(xnn_status status) {
  switch (status) {
    case xnn_status_unsupported_parameter:
      return "unsupported parameter, perhaps a requantisation scale of 256 or more";
    case xnn_status_invalid_parameter:
      return "invalid parameter";
    case xnn_status_unsupported_hardware:
      return "unsupported hardware";
    default:
      return "internal failure";
  }
}

// The functions that shape a convolution and point it at its memory, for one type of element.
template <auto kReshape, auto kSetup, typename T>
class ConvolutionRunner final : public LayerRunner {
 public:
  ConvolutionRunner(Operator op, int height, const std::byte* from, std::byte* to)
      : op_(std::move(op)),
        height_(static_cast<std::size_t>(height)),
        from_(reinterpret_cast<const T*>(from)),
        to_(reinterpret_cast<T*>(to)) {}

  bool Run(std::byte*) override { return xnn_run_operator(op_.get(), nullptr) == xnn_status_success; }

  bool Resize(int input_width, int output_width) override {
    int pixels = 0;
    return Reshape(input_width, pixels) == xnn_status_success && pixels == output_width;
  }

  xnn_status Reshape(int input_width, int& output_pixels) {
    std::size_t workspace = 0, alignment = 0, height = 0, width = 0;
    xnn_status status = kReshape(op_.get(), 1, height_, static_cast<std::size_t>(input_width), &workspace, &alignment,
                                 &height, &width, nullptr);
    output_pixels = static_cast<int>(height * width);
    if (status == xnn_status_success && workspace != 0) status = xnn_status_invalid_state;
    return status == xnn_status_success ? kSetup(op_.get(), nullptr, from_, to_) : status;
  }

 private:
  Operator op_;
  std::size_t height_;
  const T* from_;
  T* to_;
};

// What XNNPACK calls the parameters of a convolution, in its types.
struct Geometry {
  Geometry(const Layer& layer, const Tensor& input, const Tensor& output) {
    const auto unsign = [](int value) { return static_cast<std::uint32_t>(value); };
    outputs = group_outputs = unsign(output.channels);
    if (layer.operation == Operation::kFullyConnected) {
      inputs = group_inputs = input.elements();
      return;
    }
    const Window& w = layer.window;
    top = unsign(w.pad_top), right = unsign(w.pad_right), bottom = unsign(w.pad_bottom), left = unsign(w.pad_left);
    height = unsign(w.height), width = unsign(w.width);
    stride_y = unsign(w.stride_y), stride_x = unsign(w.stride_x);
    dilation_y = unsign(w.dilation_y), dilation_x = unsign(w.dilation_x);
    groups = unsign(layer.groups);
    inputs = unsign(input.channels);
    group_inputs = inputs / groups;
    group_outputs = outputs / groups;
    input_height = input.height;
    input_width = input.width;
  }

  std::uint32_t top = 0, right = 0, bottom = 0, left = 0;
  std::uint32_t height = 1, width = 1, stride_y = 1, stride_x = 1, dilation_y = 1, dilation_x = 1, groups = 1;
  std::size_t group_inputs, group_outputs, inputs, outputs;
  int input_height = 1, input_width = 1;
};

// One convolution on its way to becoming a runner.
class Creation {
 public:
  Creation(const Layer& layer, const Tensor& input, const Tensor& output, const std::byte* from, std::byte* to,
           Diagnostic& diagnostic)
      : layer_(layer),
        input_(input),
        output_(output),
        from_(from),
        to_(to),
        diagnostic_(diagnostic),
        geometry_(layer, input, output) {}

  Status Int8(LayerRunnerPointer& runner) {
    // Some of XNNPACK's kernels add two products in 16 bits, which (-128)² twice overflows.
    if (MostLowestWeightsOfAChannel() > 1) {
      return Fail(Status::kModelUnsupported, "weights of -128; quantise them to -127..127");
    }
    const Geometry& g = geometry_;
    const kernels::StoredRange range = kernels::RangeOf(output_, layer_);
    xnn_operator_t op = nullptr;
    const xnn_status status = xnn_create_convolution2d_nhwc_qs8_qc8w(
        g.top, g.right, g.bottom, g.left, g.height, g.width, g.stride_y, g.stride_x, g.dilation_y, g.dilation_x,
        g.groups, g.group_inputs, g.group_outputs, g.inputs, g.outputs, static_cast<std::int8_t>(input_.zero_point),
        input_.scale, layer_.weight_scales.data(), layer_.int8_weights.data(),
        layer_.int8_bias.empty() ? nullptr : layer_.int8_bias.data(), static_cast<std::int8_t>(output_.zero_point),
        output_.scale, static_cast<std::int8_t>(range.minimum), static_cast<std::int8_t>(range.maximum), /*flags=*/0,
        nullptr, nullptr, &op);
    return Finish<ConvolutionRunner<&xnn_reshape_convolution2d_nhwc_qs8_qc8w, &xnn_setup_convolution2d_nhwc_qs8_qc8w,
                                    std::int8_t>>(runner, status, op);
  }

#if EMNIST_F32
  Status Float(LayerRunnerPointer& runner) {
    const Geometry& g = geometry_;
    xnn_operator_t op = nullptr;
    const xnn_status status = xnn_create_convolution2d_nhwc_f32(
        g.top, g.right, g.bottom, g.left, g.height, g.width, g.stride_y, g.stride_x, g.dilation_y, g.dilation_x,
        g.groups, g.group_inputs, g.group_outputs, g.inputs, g.outputs, layer_.float_weights.data(),
        layer_.float_bias.empty() ? nullptr : layer_.float_bias.data(), layer_.minimum, layer_.maximum, /*flags=*/0,
        nullptr, nullptr, &op);
    return Finish<ConvolutionRunner<&xnn_reshape_convolution2d_nhwc_f32, &xnn_setup_convolution2d_nhwc_f32, float>>(
        runner, status, op);
  }
#endif

 private:
  int MostLowestWeightsOfAChannel() const {
    const std::ptrdiff_t weights_of_channel = std::ssize(layer_.int8_weights) / output_.channels;
    std::ptrdiff_t most = 0;
    for (auto channel = layer_.int8_weights.begin(); channel != layer_.int8_weights.end();
         channel += weights_of_channel) {
      most = std::max(most, std::count(channel, channel + weights_of_channel, std::int8_t{-128}));
    }
    return static_cast<int>(most);
  }

  // What is left to do once XNNPACK has packed the weights.
  template <typename Runner>
  Status Finish(LayerRunnerPointer& runner, xnn_status status, xnn_operator_t created) {
    Operator op(status == xnn_status_success ? created : nullptr);
    // Short of memory for its padding, XNNPACK creates nothing and yet reports success.
    if (status == xnn_status_success && op == nullptr) status = xnn_status_out_of_memory;
    if (status == xnn_status_success) {
      auto* const created_runner = new (std::nothrow) Runner(std::move(op), geometry_.input_height, from_, to_);
      runner.reset(created_runner);
      int pixels = 0;
      // First wider than ever asked for: the tables of a shorter sequence may end in a larger part of a kernel's rows,
      // and must find room.
      status = runner == nullptr ? xnn_status_out_of_memory : xnn_status_success;
      if (status == xnn_status_success && input_.height == 1) {
        status = created_runner->Reshape(geometry_.input_width + kSpareWidth * layer_.window.stride_x, pixels);
      }
      if (status == xnn_status_success) status = created_runner->Reshape(geometry_.input_width, pixels);
      if (status == xnn_status_success && pixels != output_.height * output_.width) {
        return Fail(Status::kBackendFailed, "XNNPACK disagrees about the shape of the output");
      }
    }
    if (status == xnn_status_out_of_memory) return Fail(Status::kOutOfMemory, "no memory");
    return status == xnn_status_success
               ? Status::kOk
               : diagnostic_.Fail(Status::kBackendFailed, {"layer ", layer_.name, ": XNNPACK: ", Reason(status)});
  }

  Status Fail(Status status, const char* what) { return diagnostic_.Fail(status, {"layer ", layer_.name, ": ", what}); }

  static constexpr int kSpareWidth = 16;  // no kernel of XNNPACK computes more rows at a time

  const Layer& layer_;
  const Tensor& input_;
  const Tensor& output_;
  const std::byte* from_;
  std::byte* to_;
  Diagnostic& diagnostic_;
  Geometry geometry_;
};

}  // namespace

Status CreateXnnpackConvolution(const Layer& layer, const Tensor& input, const Tensor& output, const std::byte* from,
                                std::byte* to, LayerRunnerPointer& runner, Diagnostic& diagnostic) {
  Creation creation(layer, input, output, from, to, diagnostic);
#if EMNIST_F32
  if (input.type == ElementType::kFloat32) return creation.Float(runner);
#endif
  return creation.Int8(runner);
}

}  // namespace emnist
