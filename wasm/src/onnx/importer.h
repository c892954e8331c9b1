// Graph → Model: what each ONNX operator means, and how activations and quantisation nodes fold into the layers around
// them. Knows nothing of how layers run.
#pragma once

#include <cstdint>

#include "emnist/model.h"
#include "emnist/onnx.h"
#include "onnx/attributes.h"
#include "onnx/graph.h"
#include "onnx/load_error.h"
#include "onnx/weights.h"

namespace emnist::onnx {

// Refuses a graph with an operator this core does not have, by name.
bool CheckOperators(const Graph& graph, LoadError& error);

class Importer {
 public:
  Importer(const Graph& graph, const ModelLimits& limits, Model& model, LoadError& error)
      : graph_(graph),
        limits_(limits),
        model_(model),
        error_(error),
        weights_(limits.weight_bytes, error),
        attributes_(error) {}

  // Fills tensors, layers, input, output and ends_in_softmax. Expects checked operators and resolved names.
  bool Run();

  // The operators. Each imports the current node.
  bool Add();
  bool Clip();
  bool ConstantNode();
  bool Conv();
  bool DequantizeLinear();
  bool Flatten();
  bool Gemm();
  bool GlobalAveragePool();
  bool Identity();
  bool MatMul();
  bool MaxPool();
  bool QuantizeLinear();
  bool Relu();
  bool Reshape();
  bool Softmax();

 private:
  // What a name of the file stands for.
  enum class Kind : std::uint8_t {
    kConstant,       // an initializer or Constant node, plain or behind DequantizeLinear
    kFloat,          // an f32 activation
    kQuantised,      // an int8 activation, as QuantizeLinear writes it
    kDequantised,    // … seen through DequantizeLinear
    kPending,        // the real result of an int8 layer, waiting for the QuantizeLinear that gives its scale
    kProbabilities,  // what Softmax returns
  };

  struct Value {
    Kind kind = Kind::kConstant;
    std::uint8_t rank = 0;     // of an activation in the file: 4 is N,C,H,W; 3 is N,C,T; 2 is N,C*H*W
    bool shared = false;       // something else reads this tensor, too
    bool is_unsigned = false;  // uint8 in the file, shifted by 128 in the model
    int tensor = 0;            // of an activation, in the model
    Constant constant;
  };

  // What an operator can read.
  enum class Accepted : std::uint8_t { kAny, kFlat, kPicture, kPictureOrSequence };

  struct Quantisation {
    float scale = 0;
    int zero_point = 0;
    bool is_unsigned = false;
  };

  bool DefineInput();
  bool DefineOutput();
  bool ImportNode(const Node& node);

  // The current node's inputs and result.
  bool Has(int index) const { return node_->inputs[index] != kAbsent; }
  Value& ValueOf(int number) { return values_[static_cast<std::size_t>(number)]; }
  Value& Input(int index) { return ValueOf(node_->inputs[index]); }
  // Null, after a complaint, when the input is something else.
  const Value* Activation(int index, Accepted accepted);
  const Constant* ConstantInput(int index);
  const ConstantTensor* PlainConstant(int index);
  const ConstantTensor* Single(int index, DataType type);
  std::size_t node_index() const { return static_cast<std::size_t>(node_ - graph_.nodes.begin()); }
  bool Define(const Value& value);

  // Layers: each makes the tensor after the last, so that layer i makes tensor i + 1.
  Tensor& TensorOf(const Value& value) { return model_.tensors[static_cast<std::size_t>(value.tensor)]; }
  Tensor& InputOf(const Layer& layer, int index) {
    return model_.tensors[static_cast<std::size_t>(layer.inputs[index])];
  }
  Layer& ProducerOf(const Value& value) { return model_.layers[static_cast<std::size_t>(value.tensor) - 1]; }
  Layer& NewLayer(Operation operation, const Value& input);
  bool Fits(ElementType type, std::int64_t height, std::int64_t width, std::int64_t channels) const;
  std::uint64_t CostOf(const Layer& layer) const;
  bool DefineResult(Layer& layer, std::int64_t height, std::int64_t width, std::int64_t channels, int rank);

  // Shared parts of operators.
  bool Clamp(float minimum, float maximum);
  bool Flat();
  bool AddBias(int activation, int bias);
  bool FullyConnected(bool outputs_last);
  bool SlideWindow(Layer& layer, const Value& input, int channels);
  bool ReadQuantisation(Quantisation& quantisation);
  bool CheckResult(const Layer& layer, const Tensor& output);

  const Graph& graph_;
  const ModelLimits& limits_;
  Model& model_;
  LoadError& error_;
  WeightReader weights_;
  Array<Value> values_;                   // by number
  Array<ConstantTensor> node_constants_;  // by node, of Constant nodes
  std::size_t layers_ = 0;                // made so far
  std::uint64_t cost_ = 0;                // … of an answer, of these
  const Node* node_ = nullptr;
  Attributes attributes_;  // of the current node
};

}  // namespace emnist::onnx
