// A network is the runners of its layers in order, one block of memory, and the table that turns bytes into the
// input's numbers.
#include "emnist/network.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "network/backend.h"
#include "network/kernels/windowed_convolution.h"
#include "network/layer_runner.h"
#include "network/memory_plan.h"

namespace emnist {
namespace {

using backend::Buffer;

constexpr std::size_t kSlack = std::max(static_cast<std::size_t>(XNN_EXTRA_BYTES), kernels::kSlackBytes);

struct Stage {
  LayerRunner* runner;
  int input_divisor, output_divisor;        // how much shorter than the network's input its tensors are
  std::size_t output_offset, output_bytes;  // bytes of the longest sequence
};

}  // namespace

struct Network::Impl : backend::Counted {
  ModelKind kind{};
  Tensor input, hidden, output;  // at their longest
  std::size_t input_offset = 0, hidden_offset = 0, output_offset = 0;
  int length = 0;  // of the sequence that everything is shaped for; of a character, its width
  Buffer<std::byte> memory, workspace;
  Buffer<std::int8_t> int8_of_byte;  // the input's value for each of the 256 bytes, in the type it is stored
  Buffer<float> float_of_byte;
  Buffer<Stage> stages;
  std::size_t bytes = 0;

  ~Impl() {
    for (std::size_t i = 0; i < stages.size(); ++i) delete stages[i].runner;
  }

  Status Build(const Model& model, Diagnostic& diagnostic);
  bool CreateWorkspace();
  bool TabulateBytes(const Model& model);

  int stride() const { return input.width / output.width; }
  std::size_t BytesAtLength(std::size_t longest) const {
    return longest * static_cast<std::size_t>(length) / static_cast<std::size_t>(input.width);
  }
  bool SetLength(int new_length);
  Status Run(std::span<const std::uint8_t> values);
};

Status Network::Impl::Build(const Model& model, Diagnostic& diagnostic) {
  const auto tensor = [&](int index) -> const Tensor& { return model.tensors[static_cast<std::size_t>(index)]; };
  kind = model.kind;
  input = tensor(model.input);
  output = tensor(model.output);
  length = input.width;
  if (kind == ModelKind::kCharacter &&
      (input.height != kGlyphSide || input.width != kGlyphSide || input.channels != 1)) {
    return diagnostic.Fail(Status::kModelUnsupported, {"the input is not a glyph of 28 × 28 × 1"});
  }
  const MemoryPlan plan = PlanMemory(model, kSlack);
  if (!memory.Create(plan.bytes) || !TabulateBytes(model) || !stages.Create(model.layers.size())) {
    return diagnostic.Fail(Status::kOutOfMemory, {"no memory for the activations"});
  }
  const auto offset = [&](int index) { return plan.offsets[static_cast<std::size_t>(index)]; };
  input_offset = offset(model.input);
  output_offset = offset(model.output);
  // Nothing is written after the last layer has read it, so it is still there when the network has run.
  hidden = tensor(model.layers.back().inputs[0]);
  hidden_offset = offset(model.layers.back().inputs[0]);
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    const Layer& layer = model.layers[i];
    const Tensor& from = tensor(layer.inputs[0]);
    const Tensor& to = tensor(layer.output);
    if (kind == ModelKind::kLine && (to.height != 1 || input.width % to.width != 0)) {
      return diagnostic.Fail(Status::kModelUnsupported,
                             {"layer ", layer.name, ": no sequence of a part of the length"});
    }
    LayerRunnerPointer runner;
    const Status status = CreateLayerRunner(model, layer, plan, memory.data(), runner, diagnostic);
    if (status != Status::kOk) return status;
    stages[i] = {runner.release(), input.width / from.width, input.width / to.width, offset(layer.output), to.bytes()};
  }
  return CreateWorkspace() ? Status::kOk : diagnostic.Fail(Status::kOutOfMemory, {"no memory for the workspace"});
}

bool Network::Impl::CreateWorkspace() {
  std::size_t most = 0;
  for (std::size_t i = 0; i < stages.size(); ++i) most = std::max(most, stages[i].runner->workspace_bytes());
  return workspace.Create(most + kSlack);
}

bool Network::Impl::TabulateBytes(const Model& model) {
  const bool int8 = input.type == ElementType::kInt8;
  if (!(int8 ? int8_of_byte.Create(256) : float_of_byte.Create(256))) return false;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const float real = static_cast<float>(byte) * model.pixel_scale + model.pixel_offset;
    if (int8) {
      int8_of_byte[byte] = static_cast<std::int8_t>(input.Stored(real));
    } else {
      float_of_byte[byte] = real;
    }
  }
  return true;
}

bool Network::Impl::SetLength(int new_length) {
  if (new_length == length) return true;
  length = 0;  // should it fail half-way
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const Stage& stage = stages[i];
    if (!stage.runner->Resize(new_length / stage.input_divisor, new_length / stage.output_divisor)) return false;
  }
  length = new_length;
  return true;
}

Status Network::Impl::Run(std::span<const std::uint8_t> values) {
  std::byte* const to = memory.data() + input_offset;
  if (input.type == ElementType::kInt8) {
    std::transform(values.begin(), values.end(), reinterpret_cast<std::int8_t*>(to),
                   [this](std::uint8_t byte) { return int8_of_byte[byte]; });
  } else {
    std::transform(values.begin(), values.end(), reinterpret_cast<float*>(to),
                   [this](std::uint8_t byte) { return float_of_byte[byte]; });
  }
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (!stages[i].runner->Run(workspace.data())) return Status::kBackendFailed;
  }
  return Status::kOk;
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

ModelKind Network::kind() const { return impl_->kind; }

Status Network::Run(const Glyph& glyph) {
  return kind() == ModelKind::kCharacter ? impl_->Run(glyph) : Status::kInvalidArgument;
}

Status Network::RunSequence(std::span<const std::uint8_t> sequence) {
  const auto features = static_cast<std::size_t>(impl_->input.channels);
  const std::size_t length = sequence.size() / features;
  if (kind() != ModelKind::kLine || sequence.size() % features != 0 || length == 0 ||
      length > static_cast<std::size_t>(max_length()) || length % static_cast<std::size_t>(stride()) != 0) {
    return Status::kInvalidArgument;
  }
  return impl_->SetLength(static_cast<int>(length)) ? impl_->Run(sequence) : Status::kBackendFailed;
}

Status Network::RunLayer(int layer) {
  if (layer < 0 || layer >= layers()) return Status::kInvalidArgument;
  const bool good = impl_->stages[static_cast<std::size_t>(layer)].runner->Run(impl_->workspace.data());
  return good ? Status::kOk : Status::kBackendFailed;
}

int Network::layers() const { return static_cast<int>(impl_->stages.size()); }

int Network::features() const { return impl_->input.channels; }
int Network::max_length() const { return impl_->input.width; }
int Network::stride() const { return impl_->stride(); }

int Network::classes() const { return impl_->output.channels; }
int Network::frames() const { return kind() == ModelKind::kLine ? impl_->length / stride() : 1; }

void Network::ReadLogits(std::span<float> logits) const {
  if (impl_->output.type == ElementType::kFloat32) {
    std::memcpy(logits.data(), impl_->memory.data() + impl_->output_offset, logits.size_bytes());
    return;
  }
  std::span<const std::int8_t> stored = int8_logits();
  std::transform(stored.begin(), stored.end(), logits.begin(), [this](std::int8_t value) {
    return static_cast<float>(value - impl_->output.zero_point) * impl_->output.scale;
  });
}

std::span<const std::int8_t> Network::int8_logits() const {
  if (impl_->output.type != ElementType::kInt8) return {};
  const std::byte* from = impl_->memory.data() + impl_->output_offset;
  return {reinterpret_cast<const std::int8_t*>(from), impl_->BytesAtLength(impl_->output.bytes())};
}

std::span<const std::int8_t> Network::hidden() const {
  if (impl_->hidden.type != ElementType::kInt8) return {};
  const std::byte* from = impl_->memory.data() + impl_->hidden_offset;
  return {reinterpret_cast<const std::int8_t*>(from), impl_->BytesAtLength(impl_->hidden.bytes())};
}

int Network::hidden_zero_point() const { return impl_->hidden.zero_point; }

std::span<const std::byte> Network::layer_output(int layer) const {
  const Stage& stage = impl_->stages[static_cast<std::size_t>(layer)];
  return {impl_->memory.data() + stage.output_offset, impl_->BytesAtLength(stage.output_bytes)};
}

std::size_t Network::bytes() const { return impl_->bytes; }

}  // namespace emnist
