// ONNX file → graph: nodes in order, constants, and for every node input the value it reads. Checks what any ONNX graph
// must satisfy; does not know what the operators do.
#pragma once

#include <cstdint>
#include <string_view>

#include "emnist/onnx.h"
#include "onnx/array.h"
#include "onnx/load_error.h"
#include "onnx/protobuf_reader.h"
#include "onnx/tensor.h"

namespace emnist::onnx {

// No operator read here takes more; of a node with more, the first ones and the true count are kept.
inline constexpr int kMaxNodeInputs = 4;
inline constexpr int kAbsent = -1;

struct Node {
  std::string_view op;
  std::string_view name;
  std::string_view domain;
  std::string_view output_name;
  std::string_view input_names[kMaxNodeInputs];
  int inputs[kMaxNodeInputs] = {};  // values, or kAbsent; after Resolve
  int input_count = 0;
  int output_count = 0;
  int uses = 0;   // how often its output is read, by nodes or as the graph's output; after Resolve
  Bytes message;  // the NodeProto, for its attributes
};

// A graph input or output as declared.
struct ValueInfo {
  std::string_view name;
  std::int64_t element_type = 0;
  int rank = 0;
  std::int64_t dims[kMaxRank] = {};  // 0: symbolic
};

struct Graph {
  Bytes message;  // the GraphProto
  int opset = 0;
  Array<ConstantTensor> constants;
  Array<Node> nodes;  // the first stands for the graph's input
  ValueInfo input;    // after Resolve
  ValueInfo output;
  int output_value = kAbsent;  // after Resolve

  // Values are numbered: the constants, then the output of each node.
  int value_of(std::size_t node) const { return static_cast<int>(constants.size() + node); }
};

bool ParseGraph(const Bytes& file, const ModelLimits& limits, Graph& graph, LoadError& error);

// A ValueInfoProto; for types other than tensors the element type is 0. Of dims beyond the fourth only the number.
bool ParseValueInfo(const Bytes& message, ValueInfo& info, LoadError& error);

// Gives every name its value. Expects that each node has exactly one output.
bool Resolve(Graph& graph, LoadError& error);

// The value of a metadata property; empty when the file has none of that key.
bool FindMetadata(const Bytes& file, const char* key, std::string_view& value, LoadError& error);

}  // namespace emnist::onnx
