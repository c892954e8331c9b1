// ModelProto and GraphProto (onnx.proto).
#include "onnx/graph.h"

namespace emnist::onnx {
namespace {

using enum Status;

// The oldest ONNX with today's broadcasting, and the newest whose operator definitions were read for this.
constexpr std::int64_t kOldestOpset = 7;
constexpr std::int64_t kNewestOpset = 25;

// Fields of GraphProto.
enum : std::uint32_t { kNode = 1, kInitializer = 5, kOutput = 12, kSparseInitializer = 15 };

bool Whole(const ProtobufReader& reader, Refusal& refusal) {
  return !reader.failed() || refusal.Because(kModelMalformed, "not an ONNX file, or truncated");
}

bool ParseOpset(const Bytes& message, Graph& graph, Refusal& refusal) {
  std::string_view domain;
  std::int64_t version = 0;
  ProtobufReader reader(message);
  while (reader.Next()) {
    if (reader.field() == 1) domain = reader.Text();
    if (reader.field() == 2) version = reader.Integer();
  }
  // Opsets of other domains are harmless until a node uses one.
  if (!domain.empty() && domain != "ai.onnx") return Whole(reader, refusal);
  if (graph.opset != 0) return refusal.Because(kModelMalformed, "opset_import names the ONNX domain twice");
  if (version < kOldestOpset || version > kNewestOpset) {
    return refusal.Because(kModelUnsupported, "opset #; 7 to 25 are supported", static_cast<int>(version));
  }
  graph.opset = static_cast<int>(version);
  return Whole(reader, refusal);
}

bool ParseNode(const Bytes& message, Node& node, Refusal& refusal) {
  node.message = message;
  ProtobufReader reader(message);
  while (reader.Next()) {
    switch (reader.field()) {
      case 1:
        if (node.input_count < kMaxNodeInputs) node.input_names[node.input_count] = reader.Text();
        ++node.input_count;
        break;
      case 2:
        node.output_name = reader.Text();
        ++node.output_count;
        break;
      case 3:
        node.name = reader.Text();
        break;
      case 4:
        node.op = reader.Text();
        break;
      case 7:
        node.domain = reader.Text();
        break;
      default:
        break;
    }
  }
  return Whole(reader, refusal);
}

bool ParseDimension(const Bytes& message, std::int64_t& value, Refusal& refusal) {
  value = 0;
  ProtobufReader reader(message);
  while (reader.Next()) {
    if (reader.field() != 1) continue;
    value = reader.Integer();
    if (value < 1) return refusal.Because(kModelMalformed, "an input or output has a dimension below 1");
  }
  return Whole(reader, refusal);
}

// TensorShapeProto
bool ParseShape(const Bytes& message, ValueInfo& info, Refusal& refusal) {
  ProtobufReader reader(message);
  for (info.rank = 0; reader.Next();) {
    if (reader.field() != 1) continue;
    if (info.rank == kMaxRank) {
      return refusal.Because(kModelUnsupported, "'@' has more than 4 dimensions", info.name);
    }
    if (!ParseDimension(reader.Message(), info.dims[info.rank++], refusal)) return false;
  }
  return Whole(reader, refusal);
}

// TypeProto.Tensor
bool ParseTensorType(const Bytes& message, ValueInfo& info, Refusal& refusal) {
  ProtobufReader reader(message);
  while (reader.Next()) {
    if (reader.field() == 1) info.element_type = reader.Integer();
    if (reader.field() == 2 && !ParseShape(reader.Message(), info, refusal)) return false;
  }
  return Whole(reader, refusal);
}

// TypeProto; kinds other than tensors leave the element type 0.
bool ParseType(const Bytes& message, ValueInfo& info, Refusal& refusal) {
  ProtobufReader reader(message);
  while (reader.Next()) {
    if (reader.field() == 1 && !ParseTensorType(reader.Message(), info, refusal)) return false;
  }
  return Whole(reader, refusal);
}

// How many there are is known before anything is allocated for them.
bool Allocate(const ModelLimits& limits, Graph& graph, Refusal& refusal) {
  std::size_t nodes = 1;
  std::size_t constants = 0;
  int outputs = 0;
  ProtobufReader reader(graph.message);
  while (reader.Next()) {
    if (reader.field() == kNode) ++nodes;
    if (reader.field() == kInitializer) ++constants;
    if (reader.field() == kOutput) ++outputs;
    if (reader.field() == kSparseInitializer) {
      return refusal.Because(kModelUnsupported, "the graph has a sparse_initializer");
    }
  }
  if (!Whole(reader, refusal)) return false;
  const auto most = static_cast<std::size_t>(limits.nodes);
  if (nodes > most + 1 || constants > most * kMaxNodeInputs) {
    return refusal.Because(kModelTooLarge, "more than # nodes, or four times as many initializers", limits.nodes);
  }
  if (outputs != 1) return refusal.Because(kModelUnsupported, "the graph has # outputs instead of one", outputs);
  graph.nodes = std::vector<Node>(nodes);
  graph.constants = std::vector<ConstantTensor>(constants);
  return true;
}

bool ParseGraphProto(Graph& graph, Refusal& refusal) {
  ConstantTensor* constant = graph.constants.data();
  Node* node = graph.nodes.data() + 1;
  ProtobufReader reader(graph.message);
  bool good = true;
  while (good && reader.Next()) {
    if (reader.field() == kNode) good = ParseNode(reader.Message(), *node++, refusal);
    if (reader.field() == kInitializer) good = ParseTensor(reader.Message(), *constant++, refusal);
    if (reader.field() == kOutput) good = ParseValueInfo(reader.Message(), graph.output, refusal);
  }
  return good && Whole(reader, refusal);
}

}  // namespace

bool ParseValueInfo(const Bytes& message, ValueInfo& info, Refusal& refusal) {
  ProtobufReader reader(message);
  while (reader.Next()) {
    if (reader.field() == 1) info.name = reader.Text();
    if (reader.field() == 2 && !ParseType(reader.Message(), info, refusal)) return false;
  }
  return Whole(reader, refusal);
}

bool ParseGraph(const Bytes& file, const ModelLimits& limits, Graph& graph, Refusal& refusal) {
  std::int64_t ir_version = 0;
  int graphs = 0;
  ProtobufReader reader(file);
  while (reader.Next()) {
    switch (reader.field()) {
      case 1:
        ir_version = reader.Integer();
        break;
      case 7:
        graph.message = reader.Message();
        ++graphs;
        break;
      case 8:
        if (!ParseOpset(reader.Message(), graph, refusal)) return false;
        break;
      case 25:
        return refusal.Because(kModelUnsupported, "the file defines functions of its own");
      default:
        break;
    }
  }
  if (!Whole(reader, refusal)) return false;
  if (ir_version < 3 || graphs != 1 || graph.opset == 0) {
    return refusal.Because(kModelMalformed, "not an ONNX file: it needs ir_version 3, opset_import and one graph");
  }
  return Allocate(limits, graph, refusal) && ParseGraphProto(graph, refusal);
}

bool FindMetadata(const Bytes& file, const char* key, std::string_view& value, Refusal& refusal) {
  bool found = false;
  ProtobufReader reader(file);
  while (reader.Next()) {
    if (reader.field() != 14) continue;
    std::string_view this_key;
    std::string_view this_value;
    ProtobufReader entry(reader.Message());
    while (entry.Next()) {
      if (entry.field() == 1) this_key = entry.Text();
      if (entry.field() == 2) this_value = entry.Text();
    }
    if (!Whole(entry, refusal)) return false;
    if (this_key != key) continue;
    if (found) return refusal.Because(kModelMalformed, "metadata property '@' is given twice", this_key);
    found = true;
    value = this_value;
  }
  return Whole(reader, refusal);
}

}  // namespace emnist::onnx
