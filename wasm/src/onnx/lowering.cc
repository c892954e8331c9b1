// The bookkeeping of lowering: values, layers and the graph's two ends. What each operator does is in operators.cc,
// quantisation.cc and layers.cc.
#include "onnx/lowering.h"

#include "emnist/glyph.h"
#include "onnx/text.h"

namespace emnist::onnx {

using enum Status;

bool Lowering::Run() {
  values_ = Array<Value>(graph_.constants.size() + graph_.nodes.size());
  node_constants_ = Array<ConstantTensor>(graph_.nodes.size());
  for (std::size_t i = 0; i < graph_.constants.size(); ++i) values_[i].constant.values = &graph_.constants[i];
  // As many as there can be, so that none ever moves; the rest goes again at the end.
  model_.tensors = std::vector<Tensor>(graph_.nodes.size());
  model_.layers = std::vector<Layer>(graph_.nodes.size());
  node_ = graph_.nodes.begin();
  if (!DefineInput()) return false;
  for (std::size_t i = 1; i < graph_.nodes.size(); ++i) {
    if (!LowerNode(graph_.nodes[i])) return false;
  }
  refusal_.About(nullptr);
  return DefineOutput();
}

bool Lowering::DefineInput() {
  const ValueInfo& input = graph_.input;
  if (input.element_type != static_cast<int>(DataType::kFloat) || input.rank != 4 ||
      (input.dims[0] != 0 && input.dims[0] != 1) || input.dims[1] != 1 || input.dims[2] != kGlyphSide ||
      input.dims[3] != kGlyphSide) {
    return refusal_.Because(kModelUnsupported, "the input '@' is not f32 [1, 1, 28, 28] (the first may be symbolic)",
                            input.name);
  }
  if (limits_.activation_bytes < sizeof(float) * kGlyphSide * kGlyphSide) {
    return refusal_.Because(kModelTooLarge, "the input exceeds the limit of an activation");
  }
  Tensor& tensor = model_.tensors[0];
  tensor.height = kGlyphSide;
  tensor.width = kGlyphSide;
  model_.input = 0;
  Value value;
  value.kind = Kind::kFloat;
  value.rank = 4;
  return Define(value);
}

bool Lowering::DefineOutput() {
  const Value& value = ValueOf(graph_.output_value);
  const bool real =
      value.kind == Kind::kFloat || value.kind == Kind::kDequantised || value.kind == Kind::kProbabilities;
  if (!real || graph_.output.element_type != static_cast<int>(DataType::kFloat)) {
    return refusal_.Because(kModelUnsupported,
                            "the output '@' is not an f32 activation (an int8 network ends in DequantizeLinear)",
                            graph_.output.name);
  }
  const Tensor& tensor = TensorOf(value);
  if (tensor.height != 1 || tensor.width != 1) {
    return refusal_.Because(kModelUnsupported, "the output '@' is not one row of logits", graph_.output.name);
  }
  while (model_.layers.size() > layers_) model_.layers.pop_back();
  while (model_.tensors.size() > layers_ + 1) model_.tensors.pop_back();
  model_.output = value.tensor;
  model_.ends_in_softmax = value.kind == Kind::kProbabilities;
  return true;
}

const Lowering::Value* Lowering::Activation(int index, int rank) {
  const Value& value = Input(index);
  const char* problem = nullptr;
  switch (value.kind) {
    case Kind::kFloat:
    case Kind::kDequantised:
      if (rank == 0 || rank == value.rank) return &value;
      problem = rank == 4 ? "its input '@' is flat, not N,C,H,W" : "its input '@' is not flat";
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
  refusal_.Because(kModelUnsupported, problem, node_->input_names[index]);
  return nullptr;
}

const Constant* Lowering::ConstantInput(int index) {
  const Value& value = Input(index);
  if (value.kind == Kind::kConstant) return &value.constant;
  refusal_.Because(kModelUnsupported, "its input '@' is not constant", node_->input_names[index]);
  return nullptr;
}

const ConstantTensor* Lowering::PlainConstant(int index) {
  const Constant* const constant = ConstantInput(index);
  if (constant == nullptr || constant->scales == nullptr) return constant == nullptr ? nullptr : constant->values;
  refusal_.Because(kModelUnsupported, "its input '@' is quantised", node_->input_names[index]);
  return nullptr;
}

// A constant of one element.
const ConstantTensor* Lowering::Single(int index, DataType type) {
  const ConstantTensor* const constant = PlainConstant(index);
  if (constant == nullptr || (constant->elements == 1 && constant->type == type)) return constant;
  refusal_.Because(kModelUnsupported, "its input '@' is not a single number of the right type",
                   node_->input_names[index]);
  return nullptr;
}

bool Lowering::Define(const Value& value) {
  if (value.kind == Kind::kPending && node_->uses != 1) {
    return refusal_.Because(kModelUnsupported, "its int8 result is read # times; it must reach one QuantizeLinear",
                            node_->uses);
  }
  Value& defined = ValueOf(graph_.value_of(node_index()));
  defined = value;
  if (node_->uses != 1) defined.shared = true;
  return true;
}

Layer& Lowering::NewLayer(Operation operation, const Value& input) {
  Layer& layer = model_.layers[layers_];
  layer.operation = operation;
  layer.inputs[0] = input.tensor;
  layer.name = node_->name.empty() ? node_->output_name : node_->name;
  return layer;
}

bool Lowering::Fits(ElementType type, std::int64_t height, std::int64_t width, std::int64_t channels) const {
  const auto most = static_cast<std::int64_t>(limits_.activation_bytes) / (type == ElementType::kInt8 ? 1 : 4);
  // Factor by factor, so that no product leaves 64 bits.
  return height <= most && width <= most && channels <= most && height * width <= most &&
         height * width * channels <= most;
}

// As ModelLimits counts it.
std::uint64_t Lowering::CostOf(const Layer& layer) const {
  if (layer.operation != Operation::kMaxPool) return model_.multiply_adds(layer);
  const auto taps = static_cast<std::uint64_t>(layer.window.height) * static_cast<std::uint64_t>(layer.window.width);
  return taps * model_.tensors[static_cast<std::size_t>(layer.output)].elements();
}

bool Lowering::DefineResult(Layer& layer, std::int64_t height, std::int64_t width, std::int64_t channels, int rank) {
  const ElementType type = InputOf(layer, 0).type;
  if (!Fits(type, height, width, channels)) {
    return refusal_.Because(kModelTooLarge, "its result exceeds the limit of an activation");
  }
  if (!IsText(layer.name)) return refusal_.Because(kModelMalformed, "its name is not UTF-8 text");
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
    return refusal_.Because(kModelTooLarge, "an answer takes more multiply-adds than the limit");
  }
  return Define(value);
}

}  // namespace emnist::onnx
