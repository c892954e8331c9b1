// What only names, reshapes or hands on a value: Constant, Identity, Flatten, Reshape and Softmax.
#include "onnx/importer.h"

namespace emnist::onnx {

using enum Status;

bool Importer::ConstantNode() {
  const Bytes message = attributes_.Tensor("value");
  if (message.empty()) {
    return attributes_.AllRead() && error_.Fail(kModelUnsupported, "attribute value is missing");
  }
  ConstantTensor& tensor = node_constants_[node_index()];
  if (!ParseTensor(message, tensor, error_)) return false;
  tensor.name = node_->output_name;
  Value value;
  value.constant.values = &tensor;
  return Define(value);
}

bool Importer::Identity() { return Define(Input(0)); }

// The tensor stays as it is: whoever reads a flat value takes the order of N,C*H*W into account.
bool Importer::Flat() {
  Value value = Input(0);
  if (value.kind == Kind::kConstant) return error_.Fail(kModelUnsupported, "it reshapes a constant");
  if (value.rank == 3) return error_.Fail(kModelUnsupported, "it flattens a sequence");
  value.rank = 2;
  return Define(value);
}

bool Importer::Flatten() {
  attributes_.Expect("axis", 1);
  return Flat();
}

bool Importer::Reshape() {
  attributes_.Expect("allowzero", 0);
  if (!Flat()) return false;
  const ConstantTensor* const shape = PlainConstant(1);
  if (shape == nullptr) return false;
  if (shape->type == DataType::kInt64 && shape->rank == 1 && shape->elements == 2) {
    Elements elements(*shape, error_);
    const std::int64_t batch = elements.Integer();  // 0 copies the input's 1, -1 leaves it to the second
    const std::int64_t rest = elements.Integer();
    const bool all = rest == static_cast<std::int64_t>(TensorOf(Input(0)).elements());
    if ((batch == 1 || batch == 0 || batch == -1) && (all || (rest == -1 && batch != -1))) return true;
  }
  return error_.Fail(kModelUnsupported, "its shape is not [1, -1] or [1, n]");
}

bool Importer::Softmax() {
  const std::int64_t axis = attributes_.Integer("axis", graph_.opset < 13 ? 1 : -1);
  const Value* const input = Activation(0, Accepted::kAny);
  if (input == nullptr) return false;
  if (axis != 1 && axis != 1 - input->rank) {
    return error_.Fail(kModelUnsupported, "attribute axis is not that of the classes");
  }
  Value value = *input;
  value.kind = Kind::kProbabilities;
  return Define(value);
}

}  // namespace emnist::onnx
