// The bookkeeping of an import: values, layers and the graph's two ends. What each operator does is in the other files:
// convolution.cc, elementwise.cc, fully_connected.cc, pooling.cc, quantisation.cc, reshape.cc.
#include "onnx/importer.h"

#include <algorithm>

#include "emnist/glyph.h"
#include "emnist/trace.h"
#include "onnx/text.h"

namespace emnist::onnx {
namespace {

constexpr std::int64_t kMaxFeatures = 256;

}  // namespace

using enum Status;

bool Importer::Run() {
  values_ = Array<Value>(graph_.constants.size() + graph_.nodes.size());
  node_constants_ = Array<ConstantTensor>(graph_.nodes.size());
  for (std::size_t i = 0; i < graph_.constants.size(); ++i) values_[i].constant.values = &graph_.constants[i];
  // As many as there can be, so that none ever moves; the rest goes again at the end.
  model_.tensors = std::vector<Tensor>(graph_.nodes.size());
  model_.layers = std::vector<Layer>(graph_.nodes.size());
  node_ = graph_.nodes.begin();
  if (!DefineInput()) return false;
  for (std::size_t i = 1; i < graph_.nodes.size(); ++i) {
    if (!ImportNode(graph_.nodes[i])) return false;
  }
  error_.SetNode(nullptr);
  return DefineOutput();
}

bool Importer::DefineInput() {
  const ValueInfo& input = graph_.input;
  Tensor& tensor = model_.tensors[0];
  const auto& dims = input.dims;  // 0: symbolic
  const bool one = input.element_type == static_cast<int>(DataType::kFloat) && (dims[0] == 0 || dims[0] == 1);
  const bool glyph = one && input.rank == 4 && dims[1] == 1 && dims[2] == kGlyphSide && dims[3] == kGlyphSide;
  const bool sequence = one && input.rank == 3 && dims[1] >= 1 && dims[1] <= kMaxFeatures && dims[2] >= 0;
  if (sequence) {
    model_.kind = ModelKind::kLine;
    tensor.channels = static_cast<int>(dims[1]);
    tensor.width = dims[2] == 0 ? kMaxTracePoints : static_cast<int>(std::min<std::int64_t>(dims[2], kMaxTracePoints));
  } else {
    tensor.height = tensor.width = kGlyphSide;
  }
  if (!glyph && !sequence) {
    return error_.Fail(kModelUnsupported,
                       "the input '@' is not f32 [1, 1, 28, 28] or [1, features, length] (the first and the length may "
                       "be symbolic)",
                       input.name);
  }
  if (sequence && dims[2] > kMaxTracePoints) {
    return error_.Fail(kModelTooLarge, "the input '@' is longer than # positions", input.name, kMaxTracePoints);
  }
  if (!Fits(tensor.type, tensor.height, tensor.width, tensor.channels)) {
    return error_.Fail(kModelTooLarge, "the input exceeds the limit of an activation");
  }
  model_.input = 0;
  Value value;
  value.kind = Kind::kFloat;
  value.rank = static_cast<std::uint8_t>(input.rank);
  return Define(value);
}

bool Importer::DefineOutput() {
  const Value& value = ValueOf(graph_.output_value);
  const bool real =
      value.kind == Kind::kFloat || value.kind == Kind::kDequantised || value.kind == Kind::kProbabilities;
  if (!real || graph_.output.element_type != static_cast<int>(DataType::kFloat)) {
    return error_.Fail(kModelUnsupported,
                       "the output '@' is not an f32 activation (an int8 network ends in DequantizeLinear)",
                       graph_.output.name);
  }
  const Tensor& tensor = TensorOf(value);
  if (model_.kind == ModelKind::kCharacter && (tensor.height != 1 || tensor.width != 1)) {
    return error_.Fail(kModelUnsupported, "the output '@' is not one row of logits", graph_.output.name);
  }
  while (model_.layers.size() > layers_) model_.layers.pop_back();
  while (model_.tensors.size() > layers_ + 1) model_.tensors.pop_back();
  model_.output = value.tensor;
  model_.ends_in_softmax = value.kind == Kind::kProbabilities;
  return true;
}

const Importer::Value* Importer::Activation(int index, Accepted accepted) {
  const Value& value = Input(index);
  const char* problem = nullptr;
  switch (value.kind) {
    case Kind::kFloat:
    case Kind::kDequantised:
      if (accepted == Accepted::kAny || (accepted == Accepted::kFlat) == (value.rank == 2)) {
        if (accepted != Accepted::kPicture || value.rank == 4) return &value;
        problem = "its input '@' is a sequence, N,C,T";
      } else {
        problem = value.rank == 2 ? "its input '@' is flat, not N,C,H,W" : "its input '@' is not flat";
      }
      break;
    case Kind::kPending:
      problem = "its input '@' comes from an int8 layer without a QuantizeLinear between";
      break;
    case Kind::kQuantised:
      problem = "its input '@' comes from QuantizeLinear without a DequantizeLinear between";
      break;
    case Kind::kProbabilities:
      problem = "its input '@' comes from Softmax, which must be the last node";
      break;
    case Kind::kConstant:
      problem = "its input '@' is constant";
      break;
  }
  error_.Fail(kModelUnsupported, problem, node_->input_names[index]);
  return nullptr;
}

const Constant* Importer::ConstantInput(int index) {
  const Value& value = Input(index);
  if (value.kind == Kind::kConstant) return &value.constant;
  error_.Fail(kModelUnsupported, "its input '@' is not constant", node_->input_names[index]);
  return nullptr;
}

const ConstantTensor* Importer::PlainConstant(int index) {
  const Constant* const constant = ConstantInput(index);
  if (constant == nullptr || constant->scales == nullptr) return constant == nullptr ? nullptr : constant->values;
  error_.Fail(kModelUnsupported, "its input '@' is quantised", node_->input_names[index]);
  return nullptr;
}

// A constant of one element.
const ConstantTensor* Importer::Single(int index, DataType type) {
  const ConstantTensor* const constant = PlainConstant(index);
  if (constant == nullptr || (constant->elements == 1 && constant->type == type)) return constant;
  error_.Fail(kModelUnsupported, "its input '@' is not a single number of the right type", node_->input_names[index]);
  return nullptr;
}

bool Importer::Define(const Value& value) {
  if (value.kind == Kind::kPending && node_->uses != 1) {
    return error_.Fail(kModelUnsupported, "its int8 result is read # times; it must reach one QuantizeLinear",
                       node_->uses);
  }
  Value& defined = ValueOf(graph_.value_of(node_index()));
  defined = value;
  if (node_->uses != 1) defined.shared = true;
  return true;
}

Layer& Importer::NewLayer(Operation operation, const Value& input) {
  Layer& layer = model_.layers[layers_];
  layer.operation = operation;
  layer.inputs[0] = input.tensor;
  layer.name = node_->name.empty() ? node_->output_name : node_->name;
  return layer;
}

bool Importer::Fits(ElementType type, std::int64_t height, std::int64_t width, std::int64_t channels) const {
  const auto most = static_cast<std::int64_t>(limits_.activation_bytes / SizeOf(type));
  // Factor by factor, so that no product leaves 64 bits.
  return height <= most && width <= most && channels <= most && height * width <= most &&
         height * width * channels <= most;
}

// As ModelLimits counts it.
std::uint64_t Importer::CostOf(const Layer& layer) const {
  if (layer.operation != Operation::kMaxPool) return model_.multiply_adds(layer);
  const auto taps = static_cast<std::uint64_t>(layer.window.height) * static_cast<std::uint64_t>(layer.window.width);
  return taps * model_.tensors[static_cast<std::size_t>(layer.output)].elements();
}

bool Importer::DefineResult(Layer& layer, std::int64_t height, std::int64_t width, std::int64_t channels, int rank) {
  const ElementType type = InputOf(layer, 0).type;
  if (!Fits(type, height, width, channels)) {
    return error_.Fail(kModelTooLarge, "its result exceeds the limit of an activation");
  }
  if (!IsText(layer.name)) return error_.Fail(kModelMalformed, "its name is not UTF-8 text");
  Value value;
  value.kind = type == ElementType::kInt8 ? Kind::kPending : Kind::kFloat;
  value.rank = static_cast<std::uint8_t>(rank);
  value.tensor = layer.output = static_cast<int>(++layers_);
  Tensor& tensor = TensorOf(value);
  tensor.type = type;
  tensor.height = static_cast<int>(height);
  tensor.width = static_cast<int>(width);
  tensor.channels = static_cast<int>(channels);
  cost_ += CostOf(layer);
  if (cost_ > limits_.multiply_adds) {
    return error_.Fail(kModelTooLarge, "an answer takes more multiply-adds than the limit");
  }
  return Define(value);
}

}  // namespace emnist::onnx
