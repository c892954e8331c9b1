// A network is its layers' steps in order, one block of memory, and the table that turns pixels into the input's
// numbers.
#include "emnist/network.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include "network/backend.h"
#include "network/kernels.h"
#include "network/lowering.h"
#include "network/memory_plan.h"

namespace emnist {
namespace {

using backend::Buffer;

struct Region {
  std::size_t offset;
  std::size_t bytes;
};

Region RegionOf(const Tensor& tensor, std::size_t offset) {
  return {offset, tensor.elements() * (tensor.type == ElementType::kInt8 ? 1 : sizeof(float))};
}

}  // namespace

struct Network::Impl : backend::Counted {
  Tensor input, output;
  Region input_region{}, output_region{};
  Buffer<std::byte> memory;
  Buffer<std::int8_t> int8_of_pixel;  // the input's value for each of the 256 pixels, in the type it is stored
  Buffer<float> float_of_pixel;
  Buffer<Region> layer_outputs;
  Buffer<Step*> steps;
  std::size_t bytes = 0;

  ~Impl() {
    for (std::size_t i = 0; i < steps.size(); ++i) delete steps[i];
  }

  Status Build(const Model& model, Diagnostic& diagnostic);
  bool TabulatePixels(const Model& model);
  void Encode(const Glyph& glyph);
};

Status Network::Impl::Build(const Model& model, Diagnostic& diagnostic) {
  input = model.tensors[static_cast<std::size_t>(model.input)];
  output = model.tensors[static_cast<std::size_t>(model.output)];
  if (input.height != kGlyphSide || input.width != kGlyphSide || input.channels != 1) {
    return diagnostic.Fail(Status::kModelUnsupported, {"the input is not a glyph of 28 × 28 × 1"});
  }
  const MemoryPlan plan = PlanMemory(model, std::max(static_cast<std::size_t>(XNN_EXTRA_BYTES), kernels::kSlackBytes));
  if (!memory.Create(plan.bytes) || !TabulatePixels(model) || !layer_outputs.Create(model.layers.size()) ||
      !steps.Create(model.layers.size())) {
    return diagnostic.Fail(Status::kOutOfMemory, {"no memory for the activations"});
  }
  input_region = RegionOf(input, plan.offsets[static_cast<std::size_t>(model.input)]);
  output_region = RegionOf(output, plan.offsets[static_cast<std::size_t>(model.output)]);
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    const Layer& layer = model.layers[i];
    StepPointer step;
    const Status status = LowerLayer(model, layer, plan, memory.data(), step, diagnostic);
    if (status != Status::kOk) return status;
    steps[i] = step.release();
    const std::size_t tensor = static_cast<std::size_t>(layer.output);
    layer_outputs[i] = RegionOf(model.tensors[tensor], plan.offsets[tensor]);
  }
  return Status::kOk;
}

bool Network::Impl::TabulatePixels(const Model& model) {
  const bool int8 = input.type == ElementType::kInt8;
  if (!(int8 ? int8_of_pixel.Create(256) : float_of_pixel.Create(256))) return false;
  for (std::size_t pixel = 0; pixel < 256; ++pixel) {
    const float real = static_cast<float>(pixel) * model.pixel_scale + model.pixel_offset;
    if (int8) {
      const float steps_of_real = std::nearbyint(real / input.scale) + static_cast<float>(input.zero_point);
      int8_of_pixel[pixel] = static_cast<std::int8_t>(std::clamp(steps_of_real, -128.0f, 127.0f));
    } else {
      float_of_pixel[pixel] = real;
    }
  }
  return true;
}

void Network::Impl::Encode(const Glyph& glyph) {
  std::byte* to = memory.data() + input_region.offset;
  if (input.type == ElementType::kInt8) {
    std::transform(glyph.begin(), glyph.end(), reinterpret_cast<std::int8_t*>(to),
                   [this](std::uint8_t pixel) { return int8_of_pixel[pixel]; });
  } else {
    std::transform(glyph.begin(), glyph.end(), reinterpret_cast<float*>(to),
                   [this](std::uint8_t pixel) { return float_of_pixel[pixel]; });
  }
}

Network::Network(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Network::~Network() = default;

Status Network::Create(const Model& model, std::unique_ptr<Network>& network, Diagnostic& diagnostic) {
  if (backend::Start() != xnn_status_success) {
    return diagnostic.Fail(Status::kBackendFailed, {"XNNPACK does not start on this processor"});
  }
  const std::size_t bytes_before = backend::live_bytes();
  std::unique_ptr<Impl> impl(new (std::nothrow) Impl);
  if (impl == nullptr) return diagnostic.Fail(Status::kOutOfMemory, {"no memory for a network"});
  const Status status = impl->Build(model, diagnostic);
  if (status != Status::kOk) return status;
  impl->bytes = backend::live_bytes() - bytes_before;
  network.reset(new Network(std::move(impl)));
  return Status::kOk;
}

Status Network::Run(const Glyph& glyph) {
  impl_->Encode(glyph);
  for (std::size_t i = 0; i < impl_->steps.size(); ++i) {
    if (!impl_->steps[i]->Run()) return Status::kBackendFailed;
  }
  return Status::kOk;
}

Status Network::RunLayer(int layer) {
  return impl_->steps[static_cast<std::size_t>(layer)]->Run() ? Status::kOk : Status::kBackendFailed;
}

int Network::layers() const { return static_cast<int>(impl_->steps.size()); }

int Network::classes() const { return static_cast<int>(impl_->output.elements()); }

void Network::ReadLogits(std::span<float> logits) const {
  const std::byte* from = impl_->memory.data() + impl_->output_region.offset;
  if (impl_->output.type == ElementType::kFloat32) {
    std::memcpy(logits.data(), from, impl_->output_region.bytes);
    return;
  }
  std::span<const std::int8_t> stored = int8_logits();
  std::transform(stored.begin(), stored.end(), logits.begin(), [this](std::int8_t value) {
    return static_cast<float>(value - impl_->output.zero_point) * impl_->output.scale;
  });
}

std::span<const std::int8_t> Network::int8_logits() const {
  if (impl_->output.type != ElementType::kInt8) return {};
  const std::byte* from = impl_->memory.data() + impl_->output_region.offset;
  return {reinterpret_cast<const std::int8_t*>(from), impl_->output_region.bytes};
}

std::span<const std::byte> Network::layer_output(int layer) const {
  const Region& region = impl_->layer_outputs[static_cast<std::size_t>(layer)];
  return {impl_->memory.data() + region.offset, region.bytes};
}

std::size_t Network::bytes() const { return impl_->bytes; }

}  // namespace emnist
