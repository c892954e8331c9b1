// The operators there are, and those that only rename, reshape or bound a value; the others are in quantisation.cc and
// layers.cc. The definitions are those of onnx.ai/onnx/operators, opsets 7 to 25.
#include <algorithm>
#include <cfloat>
#include <cmath>

#include "onnx/lowering.h"
#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

struct Operator {
  const char* name;
  int least_inputs;
  int most_inputs;
  bool (Lowering::*lower)();
};

// Inputs up to least_inputs are never absent.
constexpr Operator kOperators[] = {
    {"Add", 2, 2, &Lowering::Add},
    {"Clip", 1, 3, &Lowering::Clip},
    {"Constant", 0, 0, &Lowering::ConstantNode},
    {"Conv", 2, 3, &Lowering::Conv},
    {"DequantizeLinear", 2, 3, &Lowering::DequantizeLinear},
    {"Flatten", 1, 1, &Lowering::Flatten},
    {"Gemm", 2, 3, &Lowering::Gemm},
    {"GlobalAveragePool", 1, 1, &Lowering::GlobalAveragePool},
    {"Identity", 1, 1, &Lowering::Identity},
    {"MatMul", 2, 2, &Lowering::MatMul},
    {"MaxPool", 1, 1, &Lowering::MaxPool},
    {"QuantizeLinear", 2, 3, &Lowering::QuantizeLinear},
    {"Relu", 1, 1, &Lowering::Relu},
    {"Reshape", 2, 2, &Lowering::Reshape},
    {"Softmax", 1, 1, &Lowering::Softmax},
};

// Null when there is none.
const Operator* FindOperator(const Node& node) {
  if (!node.domain.empty() && !Is(node.domain, "ai.onnx")) return nullptr;
  for (const Operator& candidate : kOperators) {
    if (Is(node.op, candidate.name)) return &candidate;
  }
  return nullptr;
}

}  // namespace

bool CheckOperators(const Graph& graph, Refusal& refusal) {
  for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    refusal.About(&node);
    const Operator* const known = FindOperator(node);
    if (known == nullptr)
      return refusal.Because(kModelUnsupported, "this operator (domain '@') is not supported", node.domain);
    bool inputs_good = node.input_count >= known->least_inputs && node.input_count <= known->most_inputs;
    for (int k = 0; inputs_good && k < known->least_inputs; ++k) inputs_good = !node.input_names[k].empty();
    if (!inputs_good || node.output_count != 1) {
      return refusal.Because(kModelUnsupported, "this number of inputs or outputs is not supported");
    }
  }
  refusal.About(nullptr);
  return true;
}

bool Lowering::LowerNode(const Node& node) {
  node_ = &node;
  attributes_.Of(node.message);
  refusal_.About(&node);
  return (this->*FindOperator(node)->lower)() && attributes_.AllRead();
}

bool Lowering::ConstantNode() {
  const Bytes message = attributes_.Tensor("value");
  if (message.empty()) {
    return attributes_.AllRead() && refusal_.Because(kModelUnsupported, "attribute value is missing");
  }
  ConstantTensor& tensor = node_constants_[node_index()];
  if (!ParseTensor(message, tensor, refusal_)) return false;
  tensor.name = node_->output_name;
  Value value;
  value.constant.values = &tensor;
  return Define(value);
}

bool Lowering::Identity() { return Define(Input(0)); }

// The tensor stays as it is: whoever reads a flat value takes the order of N,C*H*W into account.
bool Lowering::Flat() {
  Value value = Input(0);
  if (value.kind == Kind::kConstant) return refusal_.Because(kModelUnsupported, "it reshapes a constant");
  value.rank = 2;
  return Define(value);
}

bool Lowering::Flatten() {
  attributes_.Expect("axis", 1);
  return Flat();
}

bool Lowering::Reshape() {
  attributes_.Expect("allowzero", 0);
  if (!Flat()) return false;
  const ConstantTensor* const shape = PlainConstant(1);
  if (shape == nullptr) return false;
  if (shape->type == DataType::kInt64 && shape->rank == 1 && shape->elements == 2) {
    Elements elements(*shape, refusal_);
    const std::int64_t batch = elements.Integer();  // 0 copies the input's 1, -1 leaves it to the second
    const std::int64_t rest = elements.Integer();
    const bool all = rest == static_cast<std::int64_t>(TensorOf(Input(0)).elements());
    if ((batch == 1 || batch == 0 || batch == -1) && (all || (rest == -1 && batch != -1))) return true;
  }
  return refusal_.Because(kModelUnsupported, "its shape is not [1, -1] or [1, n]");
}

// Bounds the layer before it when nobody else sees that layer's result, else becomes a layer of its own.
bool Lowering::Clamp(float minimum, float maximum) {
  if (!(minimum < maximum)) return refusal_.Because(kModelUnsupported, "its minimum is not below its maximum");
  const Value input = Input(0);
  const bool folds =
      input.kind == Kind::kPending || (input.kind == Kind::kFloat && !input.shared && input.tensor != model_.input);
  if (!folds && Activation(0, 0) == nullptr) return false;
  Layer& layer = folds ? ProducerOf(input) : NewLayer(Operation::kClamp, input);
  layer.minimum = std::clamp(layer.minimum, minimum, maximum);
  layer.maximum = std::clamp(layer.maximum, minimum, maximum);
  if (layer.minimum == layer.maximum) {
    return refusal_.Because(kModelUnsupported, "with the bounds before it nothing but one value remains");
  }
  if (folds) return Define(input);
  const Tensor& tensor = TensorOf(input);
  return DefineResult(layer, tensor.height, tensor.width, tensor.channels, input.rank);
}

bool Lowering::Relu() { return Clamp(0, HUGE_VALF); }

bool Lowering::Clip() {
  float bounds[2] = {-FLT_MAX, FLT_MAX};
  if (graph_.opset < 11) {
    bounds[0] = attributes_.Real("min", bounds[0]);
    bounds[1] = attributes_.Real("max", bounds[1]);
  }
  for (int i = 0; i < 2; ++i) {
    if (!Has(i + 1)) continue;
    const ConstantTensor* const bound = Single(i + 1, DataType::kFloat);
    if (bound == nullptr) return false;
    bounds[i] = Elements(*bound, refusal_).Real();
  }
  return Clamp(bounds[0] == -FLT_MAX ? -HUGE_VALF : bounds[0], bounds[1] == FLT_MAX ? HUGE_VALF : bounds[1]);
}

bool Lowering::Softmax() {
  const std::int64_t axis = attributes_.Integer("axis", graph_.opset < 13 ? 1 : -1);
  const Value* const input = Activation(0, 0);
  if (input == nullptr) return false;
  if (axis != 1 && axis != 1 - input->rank) {
    return refusal_.Because(kModelUnsupported, "attribute axis is not that of the classes");
  }
  Value value = *input;
  value.kind = Kind::kProbabilities;
  return Define(value);
}

}  // namespace emnist::onnx
