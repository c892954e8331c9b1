// ModelProto and GraphProto (onnx.proto).
#include "onnx/graph.h"

#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

// The oldest ONNX with today's broadcasting, and the newest whose operator definitions were read for this.
constexpr std::int64_t kOldestOpset = 7;
constexpr std::int64_t kNewestOpset = 25;

// Fields of GraphProto.
enum : std::uint32_t { kNode = 1, kInitializer = 5, kOutput = 12, kSparseInitializer = 15 };

bool ParseOpset(const Bytes& message, Graph& graph, Refusal& refusal) {
  ProtobufReader fields(message, refusal);
  const std::string_view domain = fields.Text(1);
  const std::int64_t version = fields.Integer(2);
  // Opsets of other domains are harmless until a node uses one.
  if (!domain.empty() && !Is(domain, "ai.onnx")) return refusal.none();
  if (graph.opset != 0) return refusal.Because(kModelMalformed, "opset_import names the ONNX domain twice");
  if (version < kOldestOpset || version > kNewestOpset) {
    return refusal.Because(kModelUnsupported, "opset #; 7 to 25 are supported", static_cast<int>(version));
  }
  graph.opset = static_cast<int>(version);
  return refusal.none();
}

bool ParseNode(const Bytes& message, Node& node, Refusal& refusal) {
  ProtobufReader fields(message, refusal);
  node.output_name = fields.Text(2);
  node.name = fields.Text(3);
  node.op = fields.Text(4);
  node.domain = fields.Text(7);
  node.message = message;
  ProtobufReader values(message, refusal);
  while (values.Next()) {
    if (values.field() == 1) {
      if (node.input_count < kMaxNodeInputs) node.input_names[node.input_count] = values.Text();
      ++node.input_count;
    }
    if (values.field() == 2) ++node.output_count;
  }
  return refusal.none();
}

// How many there are is known before anything is allocated for them.
bool Allocate(const ModelLimits& limits, Graph& graph, Refusal& refusal) {
  std::size_t nodes = 1;
  std::size_t constants = 0;
  int outputs = 0;
  ProtobufReader reader(graph.message, refusal);
  while (reader.Next()) {
    if (reader.field() == kNode) ++nodes;
    if (reader.field() == kInitializer) ++constants;
    if (reader.field() == kOutput) ++outputs;
    if (reader.field() == kSparseInitializer) {
      return refusal.Because(kModelUnsupported, "the graph has a sparse_initializer");
    }
  }
  const auto most = static_cast<std::size_t>(limits.nodes);
  if (nodes > most + 1 || constants > most * kMaxNodeInputs) {
    return refusal.Because(kModelTooLarge, "more than # nodes, or four times as many initializers", limits.nodes);
  }
  if (outputs != 1) return refusal.Because(kModelUnsupported, "the graph has # outputs instead of one", outputs);
  graph.nodes = Array<Node>(nodes);
  graph.constants = Array<ConstantTensor>(constants);
  return true;
}

bool ParseGraphProto(Graph& graph, Refusal& refusal) {
  ConstantTensor* constant = graph.constants.begin();
  Node* node = graph.nodes.begin() + 1;
  ProtobufReader reader(graph.message, refusal);
  bool good = true;
  while (good && reader.Next()) {
    if (reader.field() == kNode) good = ParseNode(reader.Message(), *node++, refusal);
    if (reader.field() == kInitializer) good = ParseTensor(reader.Message(), *constant++, refusal);
    if (reader.field() == kOutput) good = ParseValueInfo(reader.Message(), graph.output, refusal);
  }
  return refusal.none();
}

}  // namespace

bool ParseValueInfo(const Bytes& message, ValueInfo& info, Refusal& refusal) {
  ProtobufReader fields(message, refusal);
  info.name = fields.Text(1);
  ProtobufReader type(fields.Message(2), refusal);
  ProtobufReader tensor(type.Message(1), refusal);
  info.element_type = tensor.Integer(1);
  ProtobufReader shape(tensor.Message(2), refusal);
  while (shape.Next()) {
    if (shape.field() != 1) continue;
    if (info.rank < kMaxRank) info.dims[info.rank] = ProtobufReader(shape.Message(), refusal).Integer(1);
    ++info.rank;
  }
  return refusal.none();
}

bool ParseGraph(const Bytes& file, const ModelLimits& limits, Graph& graph, Refusal& refusal) {
  ProtobufReader fields(file, refusal);
  const std::int64_t ir_version = fields.Integer(1);
  graph.message = fields.Message(7);
  if (fields.Find(25)) return refusal.Because(kModelUnsupported, "the file defines functions of its own");
  ProtobufReader reader(file, refusal);
  int graphs = 0;
  while (reader.Next()) {
    if (reader.field() == 7) ++graphs;
    if (reader.field() == 8 && !ParseOpset(reader.Message(), graph, refusal)) return false;
  }
  if (ir_version < 3 || graphs != 1 || graph.opset == 0) {
    return refusal.Because(kModelMalformed,
                           "not an ONNX file: it has an ir_version of 3 or more, an opset_import and one graph");
  }
  return Allocate(limits, graph, refusal) && ParseGraphProto(graph, refusal);
}

bool FindMetadata(const Bytes& file, const char* key, std::string_view& value, Refusal& refusal) {
  bool found = false;
  ProtobufReader reader(file, refusal);
  while (reader.Next()) {
    if (reader.field() != 14) continue;
    ProtobufReader entry(reader.Message(), refusal);
    if (!Is(entry.Text(1), key)) continue;
    if (found) return refusal.Because(kModelMalformed, "metadata property '@' is given twice", entry.Text(1));
    found = true;
    value = entry.Text(2);
  }
  return refusal.none();
}

}  // namespace emnist::onnx
