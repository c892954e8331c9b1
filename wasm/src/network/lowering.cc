#include "network/lowering.h"

#include <algorithm>
#include <new>

#include "network/kernels.h"

namespace emnist {
namespace {

using backend::Operator;

// A step that calls a function object and cannot fail.
template <typename Function>
struct KernelStep final : Step {
  explicit KernelStep(Function&& function) : function_(std::move(function)) {}
  bool Run() override {
    function_();
    return true;
  }
  Function function_;
};

struct OperatorStep final : Step {
  explicit OperatorStep(Operator op) : op_(std::move(op)) {}
  bool Run() override { return xnn_run_operator(op_.get(), nullptr) == xnn_status_success; }
  Operator op_;
};

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

// One layer on its way to becoming a step, with its tensors and where they lie.
class Lowering {
 public:
  Lowering(const Model& model, const Layer& layer, const MemoryPlan& plan, std::byte* memory, Diagnostic& diagnostic)
      : layer_(layer),
        input_(TensorOf(model, layer.inputs[0])),
        second_(layer.inputs[1] < 0 ? input_ : TensorOf(model, layer.inputs[1])),
        output_(TensorOf(model, layer.output)),
        from_(memory + OffsetOf(plan, layer.inputs[0])),
        from_second_(memory + OffsetOf(plan, std::max(layer.inputs[1], 0))),
        to_(memory + OffsetOf(plan, layer.output)),
        diagnostic_(diagnostic) {}

  Status Lower(StepPointer& step) {
    if (input_.type != output_.type || second_.type != input_.type) return Unsupported("mixes element types");
    return input_.type == ElementType::kInt8 ? LowerInt8(step) : LowerFloat(step);
  }

 private:
  static const Tensor& TensorOf(const Model& model, int index) {
    return model.tensors[static_cast<std::size_t>(index)];
  }
  static std::size_t OffsetOf(const MemoryPlan& plan, int index) {
    return plan.offsets[static_cast<std::size_t>(index)];
  }

  template <typename T>
  static T* As(std::byte* memory) {
    return reinterpret_cast<T*>(memory);
  }

  Status Unsupported(const char* what) {
    return diagnostic_.Fail(Status::kModelUnsupported, {"layer ", layer_.name, ": ", what});
  }

  Status OutOfMemory() { return diagnostic_.Fail(Status::kOutOfMemory, {"layer ", layer_.name, ": no memory"}); }

  template <typename Function>
  Status Make(StepPointer& step, Function function) {
    step.reset(new (std::nothrow) KernelStep<Function>(std::move(function)));
    return step == nullptr ? OutOfMemory() : Status::kOk;
  }

  Status LowerInt8(StepPointer& step) {
    const std::int8_t* from = As<std::int8_t>(from_);
    std::int8_t* to = As<std::int8_t>(to_);
    const kernels::StoredRange range = kernels::RangeOf(output_, layer_);
    switch (layer_.operation) {
      case Operation::kConvolution:
      case Operation::kFullyConnected:
        return LowerInt8Convolution(step);
      case Operation::kMaxPool:
        return Make(step, [=, input = input_, output = output_, window = layer_.window] {
          kernels::MaxPool(input, output, window, from, to);
          kernels::Clamp(output.elements(), static_cast<std::int8_t>(range.minimum),
                         static_cast<std::int8_t>(range.maximum), to, to);
        });
      case Operation::kGlobalAveragePool: {
        const float pixels = static_cast<float>(input_.height * input_.width);
        return Make(step, [=, input = input_, scale = input_.scale / (pixels * output_.scale)] {
          kernels::GlobalAveragePool(input, scale, range, from, to);
        });
      }
      case Operation::kAdd: {
        kernels::Add add;
        if (!add.Create(input_, second_, output_, layer_)) {
          return Unsupported("the scales of the sum and its terms are too far apart");
        }
        return Make(step, [=, second = As<std::int8_t>(from_second_)] { add.Run(from, second, to); });
      }
      case Operation::kClamp:
        return Make(step, [=, elements = output_.elements()] {
          kernels::Clamp(elements, static_cast<std::int8_t>(range.minimum), static_cast<std::int8_t>(range.maximum),
                         from, to);
        });
    }
    return Unsupported("unknown operation");
  }

  Status LowerInt8Convolution(StepPointer& step) {
    for (int c = 0; c < output_.channels; ++c) {
      // Ours follow XNNPACK in this, so that a model runs or does not run whichever kernel it meets.
      const float weight_scale = layer_.weight_scales[static_cast<std::size_t>(c)];
      if (!(kernels::RequantisationScale(input_, weight_scale, output_) < 256.0f)) {
        return Unsupported("a requantisation scale is 256 or more");
      }
    }
    const bool convolution = layer_.operation == Operation::kConvolution;
    const std::int8_t* from = As<std::int8_t>(from_);
    std::int8_t* to = As<std::int8_t>(to_);
    if (convolution && input_.channels == 1 && layer_.groups == 1) {
      kernels::Stem stem;
      if (!stem.Create(input_, output_, layer_)) return OutOfMemory();
      return Make(step, [stem = std::move(stem), from, to]() mutable { stem.Run(from, to); });
    }
    if (convolution && layer_.groups == input_.channels && output_.channels == input_.channels) {
      kernels::Depthwise depthwise;
      if (!depthwise.Create(input_, output_, layer_)) return OutOfMemory();
      return Make(step, [depthwise = std::move(depthwise), from, to]() mutable { depthwise.Run(from, to); });
    }
    // Some of XNNPACK's kernels add two products in 16 bits, which (-128)² twice overflows.
    if (MostLowestWeightsOfAChannel() > 1) return Unsupported("weights of -128; quantise them to -127..127");
    return LowerInt8ToXnnpack(step);
  }

  int MostLowestWeightsOfAChannel() const {
    const std::ptrdiff_t weights_of_channel = std::ssize(layer_.int8_weights) / output_.channels;
    std::ptrdiff_t most = 0;
    for (auto channel = layer_.int8_weights.begin(); channel != layer_.int8_weights.end();
         channel += weights_of_channel) {
      most = std::max(most, std::count(channel, channel + weights_of_channel, std::int8_t{-128}));
    }
    return static_cast<int>(most);
  }

  // What XNNPACK calls the parameters of a convolution, in its types. A fully connected layer sees one pixel.
  struct Geometry {
    std::uint32_t top, right, bottom, left, height, width, stride_y, stride_x, dilation_y, dilation_x, groups;
    std::size_t group_inputs, group_outputs, inputs, outputs, input_height, input_width;
  };
  Geometry GeometryOf() const {
    const auto unsign = [](int value) { return static_cast<std::uint32_t>(value); };
    const std::size_t outputs = unsign(output_.channels);
    if (layer_.operation == Operation::kFullyConnected) {
      return {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, input_.elements(), outputs, input_.elements(), outputs, 1, 1};
    }
    const Window& w = layer_.window;
    const std::uint32_t groups = unsign(layer_.groups);
    const std::size_t inputs = unsign(input_.channels);
    return {unsign(w.pad_top),
            unsign(w.pad_right),
            unsign(w.pad_bottom),
            unsign(w.pad_left),
            unsign(w.height),
            unsign(w.width),
            unsign(w.stride_y),
            unsign(w.stride_x),
            unsign(w.dilation_y),
            unsign(w.dilation_x),
            groups,
            inputs / groups,
            outputs / groups,
            inputs,
            outputs,
            unsign(input_.height),
            unsign(input_.width)};
  }

  Status LowerInt8ToXnnpack(StepPointer& step) {
    const Geometry g = GeometryOf();
    const kernels::StoredRange range = kernels::RangeOf(output_, layer_);
    xnn_operator_t op = nullptr;
    const xnn_status status = xnn_create_convolution2d_nhwc_qs8_qc8w(
        g.top, g.right, g.bottom, g.left, g.height, g.width, g.stride_y, g.stride_x, g.dilation_y, g.dilation_x,
        g.groups, g.group_inputs, g.group_outputs, g.inputs, g.outputs, static_cast<std::int8_t>(input_.zero_point),
        input_.scale, layer_.weight_scales.data(), layer_.int8_weights.data(),
        layer_.int8_bias.empty() ? nullptr : layer_.int8_bias.data(), static_cast<std::int8_t>(output_.zero_point),
        output_.scale, static_cast<std::int8_t>(range.minimum), static_cast<std::int8_t>(range.maximum), /*flags=*/0,
        nullptr, nullptr, &op);
    return Finish(step, status, op, g, xnn_reshape_convolution2d_nhwc_qs8_qc8w, [&] {
      return xnn_setup_convolution2d_nhwc_qs8_qc8w(op, nullptr, As<std::int8_t>(from_), As<std::int8_t>(to_));
    });
  }

  // What is left to do once XNNPACK has packed the weights.
  template <typename Reshape, typename Setup>
  Status Finish(StepPointer& step, xnn_status status, xnn_operator_t created, const Geometry& g, Reshape reshape,
                Setup setup) {
    Operator op(status == xnn_status_success ? created : nullptr);
    // Short of memory for its padding, XNNPACK creates nothing and yet reports success.
    if (status == xnn_status_success && op == nullptr) status = xnn_status_out_of_memory;
    std::size_t workspace = 0, alignment = 0, height = 0, width = 0;
    if (status == xnn_status_success) {
      status = reshape(op.get(), 1, g.input_height, g.input_width, &workspace, &alignment, &height, &width, nullptr);
    }
    if (status == xnn_status_success) status = setup();
    if (status == xnn_status_out_of_memory) return OutOfMemory();
    if (status != xnn_status_success) {
      return diagnostic_.Fail(Status::kBackendFailed, {"layer ", layer_.name, ": XNNPACK: ", Reason(status)});
    }
    if (workspace != 0 || height * width * g.outputs != output_.elements()) {
      return diagnostic_.Fail(Status::kBackendFailed,
                              {"layer ", layer_.name, ": XNNPACK disagrees about the shape of the output"});
    }
    step.reset(new (std::nothrow) OperatorStep(std::move(op)));
    return step == nullptr ? OutOfMemory() : Status::kOk;
  }

#if EMNIST_F32
  Status LowerFloat(StepPointer& step) {
    const float* from = As<float>(from_);
    float* to = As<float>(to_);
    const auto clamp = [=, elements = output_.elements(), minimum = layer_.minimum, maximum = layer_.maximum](
                           const float* values) { kernels::Clamp(elements, minimum, maximum, values, to); };
    switch (layer_.operation) {
      case Operation::kConvolution:
      case Operation::kFullyConnected:
        return LowerFloatToXnnpack(step);
      case Operation::kMaxPool:
        return Make(step, [=, input = input_, output = output_, window = layer_.window] {
          kernels::MaxPool(input, output, window, from, to);
          clamp(to);
        });
      case Operation::kGlobalAveragePool:
        return Make(step, [=, input = input_] {
          kernels::GlobalAveragePool(input, from, to);
          clamp(to);
        });
      case Operation::kAdd:
        return Make(step, [=, second = As<float>(from_second_), elements = output_.elements()] {
          kernels::AddFloat(elements, from, second, to);
          clamp(to);
        });
      case Operation::kClamp:
        return Make(step, [=] { clamp(from); });
    }
    return Unsupported("unknown operation");
  }

  Status LowerFloatToXnnpack(StepPointer& step) {
    const Geometry g = GeometryOf();
    xnn_operator_t op = nullptr;
    const xnn_status status = xnn_create_convolution2d_nhwc_f32(
        g.top, g.right, g.bottom, g.left, g.height, g.width, g.stride_y, g.stride_x, g.dilation_y, g.dilation_x,
        g.groups, g.group_inputs, g.group_outputs, g.inputs, g.outputs, layer_.float_weights.data(),
        layer_.float_bias.empty() ? nullptr : layer_.float_bias.data(), layer_.minimum, layer_.maximum, /*flags=*/0,
        nullptr, nullptr, &op);
    return Finish(step, status, op, g, xnn_reshape_convolution2d_nhwc_f32,
                  [&] { return xnn_setup_convolution2d_nhwc_f32(op, nullptr, As<float>(from_), As<float>(to_)); });
  }
#else
  Status LowerFloat(StepPointer&) { return Unsupported("is f32, and this build runs int8 networks only"); }
#endif

  const Layer& layer_;
  const Tensor& input_;
  const Tensor& second_;
  const Tensor& output_;
  std::byte* from_;
  std::byte* from_second_;
  std::byte* to_;
  Diagnostic& diagnostic_;
};

}  // namespace

Status LowerLayer(const Model& model, const Layer& layer, const MemoryPlan& plan, std::byte* memory, StepPointer& step,
                  Diagnostic& diagnostic) {
  return Lowering(model, layer, plan, memory, diagnostic).Lower(step);
}

}  // namespace emnist
