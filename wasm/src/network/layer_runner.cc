// Which kernel runs which layer.
#include "network/layer_runner.h"

#include <algorithm>
#include <new>

#include "network/kernels/add.h"
#include "network/kernels/clamp.h"
#include "network/kernels/pooling.h"
#include "network/kernels/windowed_convolution.h"
#include "network/xnnpack_convolution.h"

namespace emnist {
namespace {

// Calls a function object that cannot fail with the shapes as they are.
template <typename Function>
class KernelRunner final : public LayerRunner {
 public:
  KernelRunner(const Tensor& input, const Tensor& output, std::size_t workspace_bytes, Function&& function)
      : input_(input), output_(output), workspace_bytes_(workspace_bytes), function_(std::move(function)) {}

  bool Run(std::byte* workspace) override {
    function_(input_, output_, workspace);
    return true;
  }
  bool Resize(int input_width, int output_width) override {
    input_.width = input_width;
    output_.width = output_width;
    return true;
  }
  std::size_t workspace_bytes() const override { return workspace_bytes_; }

 private:
  Tensor input_, output_;
  std::size_t workspace_bytes_;
  Function function_;
};

// One layer on its way to becoming a runner, with its tensors and where they lie.
class Creation {
 public:
  Creation(const Model& model, const Layer& layer, const MemoryPlan& plan, std::byte* memory, Diagnostic& diagnostic)
      : layer_(layer),
        input_(TensorOf(model, layer.inputs[0])),
        second_(layer.inputs[1] < 0 ? input_ : TensorOf(model, layer.inputs[1])),
        output_(TensorOf(model, layer.output)),
        from_(memory + OffsetOf(plan, layer.inputs[0])),
        from_second_(memory + OffsetOf(plan, std::max(layer.inputs[1], 0))),
        to_(memory + OffsetOf(plan, layer.output)),
        diagnostic_(diagnostic) {}

  Status Create(LayerRunnerPointer& runner) {
    if (input_.type != output_.type || second_.type != input_.type) return Unsupported("mixes element types");
    return input_.type == ElementType::kInt8 ? Int8(runner) : Float(runner);
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
  Status Make(LayerRunnerPointer& runner, Function function, std::size_t workspace_bytes = 0) {
    runner.reset(new (std::nothrow) KernelRunner<Function>(input_, output_, workspace_bytes, std::move(function)));
    return runner == nullptr ? OutOfMemory() : Status::kOk;
  }

  template <typename Convolution>
  Status MakeWindowed(LayerRunnerPointer& runner) {
    Convolution convolution;
    if (!convolution.Create(input_, output_, layer_)) return OutOfMemory();
    const std::size_t workspace_bytes = convolution.workspace(input_);
    return Make(
        runner,
        [convolution = std::move(convolution), from = As<std::int8_t>(from_), to = As<std::int8_t>(to_)](
            const Tensor& input, const Tensor& output, std::byte* workspace) {
          convolution.Run(input, output, from, to, workspace);
        },
        workspace_bytes);
  }

  Status Int8(LayerRunnerPointer& runner) {
    const std::int8_t* from = As<std::int8_t>(from_);
    std::int8_t* to = As<std::int8_t>(to_);
    const kernels::StoredRange range = kernels::RangeOf(output_, layer_);
    const auto clamp = [=](const Tensor& output, const std::int8_t* values) {
      kernels::Clamp(output.elements(), static_cast<std::int8_t>(range.minimum),
                     static_cast<std::int8_t>(range.maximum), values, to);
    };
    switch (layer_.operation) {
      case Operation::kConvolution:
      case Operation::kFullyConnected:
        return Int8Convolution(runner);
      case Operation::kMaxPool:
        return Make(runner, [=, window = layer_.window](const Tensor& input, const Tensor& output, std::byte*) {
          kernels::MaxPool(input, output, window, from, to);
          clamp(output, to);
        });
      case Operation::kGlobalAveragePool: {
        const float pixels = static_cast<float>(input_.height * input_.width);
        return Make(runner, [=, scale = input_.scale / (pixels * output_.scale)](const Tensor& input, const Tensor&,
                                                                                 std::byte*) {
          kernels::GlobalAveragePool(input, scale, range, from, to);
        });
      }
      case Operation::kAdd:
        return Make(runner, [=, add = kernels::AddInt8(input_, second_, output_, layer_),
                             second = As<std::int8_t>(from_second_)](const Tensor&, const Tensor& output, std::byte*) {
          add.Run(output.elements(), from, second, to);
        });
      case Operation::kClamp:
        return Make(runner, [=](const Tensor&, const Tensor& output, std::byte*) { clamp(output, from); });
    }
    return Unsupported("unknown operation");
  }

  Status Int8Convolution(LayerRunnerPointer& runner) {
    for (int c = 0; c < output_.channels; ++c) {
      // Ours follow XNNPACK in this, so that a model runs or does not run whichever kernel it meets.
      const float weight_scale = layer_.weight_scales[static_cast<std::size_t>(c)];
      if (!(kernels::RequantisationScale(input_, weight_scale, output_) < 256.0f)) {
        return Unsupported("a requantisation scale is 256 or more");
      }
    }
    if (layer_.operation == Operation::kConvolution) {
      if (input_.channels == 1 && layer_.groups == 1) return MakeWindowed<kernels::OneChannelConvolution>(runner);
      if (layer_.groups == input_.channels && output_.channels == input_.channels) {
        return MakeWindowed<kernels::DepthwiseConvolution>(runner);
      }
    }
    return CreateXnnpackConvolution(layer_, input_, output_, from_, to_, runner, diagnostic_);
  }

#if EMNIST_F32
  Status Float(LayerRunnerPointer& runner) {
    const float* from = As<float>(from_);
    float* to = As<float>(to_);
    const auto clamp = [=, minimum = layer_.minimum, maximum = layer_.maximum](const Tensor& output,
                                                                               const float* values) {
      kernels::Clamp(output.elements(), minimum, maximum, values, to);
    };
    switch (layer_.operation) {
      case Operation::kConvolution:
      case Operation::kFullyConnected:
        return CreateXnnpackConvolution(layer_, input_, output_, from_, to_, runner, diagnostic_);
      case Operation::kMaxPool:
        return Make(runner, [=, window = layer_.window](const Tensor& input, const Tensor& output, std::byte*) {
          kernels::MaxPool(input, output, window, from, to);
          clamp(output, to);
        });
      case Operation::kGlobalAveragePool:
        return Make(runner, [=](const Tensor& input, const Tensor& output, std::byte*) {
          kernels::GlobalAveragePool(input, from, to);
          clamp(output, to);
        });
      case Operation::kAdd:
        return Make(runner, [=, second = As<float>(from_second_)](const Tensor&, const Tensor& output, std::byte*) {
          kernels::AddFloat(output.elements(), from, second, to);
          clamp(output, to);
        });
      case Operation::kClamp:
        return Make(runner, [=](const Tensor&, const Tensor& output, std::byte*) { clamp(output, from); });
    }
    return Unsupported("unknown operation");
  }
#else
  Status Float(LayerRunnerPointer&) { return Unsupported("is f32, and this build runs int8 networks only"); }
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

Status CreateLayerRunner(const Model& model, const Layer& layer, const MemoryPlan& plan, std::byte* memory,
                         LayerRunnerPointer& runner, Diagnostic& diagnostic) {
  return Creation(model, layer, plan, memory, diagnostic).Create(runner);
}

}  // namespace emnist
