// The operators there are. The definitions are those of onnx.ai/onnx/operators, opsets 7 to 25.
#include "onnx/importer.h"
#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

struct Operator {
  const char* name;
  int least_inputs;
  int most_inputs;
  bool (Importer::*import_node)();
};

// Inputs up to least_inputs are never absent.
constexpr Operator kOperators[] = {
    {"Add", 2, 2, &Importer::Add},
    {"Clip", 1, 3, &Importer::Clip},
    {"Constant", 0, 0, &Importer::ConstantNode},
    {"Conv", 2, 3, &Importer::Conv},
    {"DequantizeLinear", 2, 3, &Importer::DequantizeLinear},
    {"Flatten", 1, 1, &Importer::Flatten},
    {"Gemm", 2, 3, &Importer::Gemm},
    {"GlobalAveragePool", 1, 1, &Importer::GlobalAveragePool},
    {"Identity", 1, 1, &Importer::Identity},
    {"MatMul", 2, 2, &Importer::MatMul},
    {"MaxPool", 1, 1, &Importer::MaxPool},
    {"QuantizeLinear", 2, 3, &Importer::QuantizeLinear},
    {"Relu", 1, 1, &Importer::Relu},
    {"Reshape", 2, 2, &Importer::Reshape},
    {"Softmax", 1, 1, &Importer::Softmax},
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

bool CheckOperators(const Graph& graph, LoadError& error) {
  for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    error.SetNode(&node);
    const Operator* const known = FindOperator(node);
    if (known == nullptr)
      return error.Fail(kModelUnsupported, "this operator (domain '@') is not supported", node.domain);
    bool inputs_good = node.input_count >= known->least_inputs && node.input_count <= known->most_inputs;
    for (int k = 0; inputs_good && k < known->least_inputs; ++k) inputs_good = !node.input_names[k].empty();
    if (!inputs_good || node.output_count != 1) {
      return error.Fail(kModelUnsupported, "this number of inputs or outputs is not supported");
    }
  }
  error.SetNode(nullptr);
  return true;
}

bool Importer::ImportNode(const Node& node) {
  node_ = &node;
  attributes_.Of(node.message);
  error_.SetNode(&node);
  return (this->*FindOperator(node)->import_node)() && attributes_.AllRead();
}

}  // namespace emnist::onnx
