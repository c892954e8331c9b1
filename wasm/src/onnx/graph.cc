// ModelProto and GraphProto (onnx.proto).
#include "onnx/graph.h"

#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

// The oldest ONNX with today's broadcasting, and the newest whose operator definitions were read for this.
constexpr std::int64_t kOldestOpset = 7;
constexpr std::int64_t kNewestOpset = 25;

// Fields of the messages that are read here, each in a namespace named for its message.
namespace model_proto {
enum : std::uint32_t { kIrVersion = 1, kGraph = 7, kOpsetImport = 8, kMetadataProps = 14, kFunctions = 25 };
}
namespace opset_id_proto {
enum : std::uint32_t { kDomain = 1, kVersion = 2 };
}
namespace string_string_entry_proto {
enum : std::uint32_t { kKey = 1, kValue = 2 };
}
namespace graph_proto {
enum : std::uint32_t { kNode = 1, kInitializer = 5, kOutput = 12, kSparseInitializer = 15 };
}
namespace node_proto {
enum : std::uint32_t { kInput = 1, kOutput = 2, kName = 3, kOpType = 4, kDomain = 7 };
}
namespace value_info_proto {
enum : std::uint32_t { kName = 1, kType = 2 };
}
namespace type_proto {
enum : std::uint32_t { kTensorType = 1 };
}
namespace type_proto_tensor {
enum : std::uint32_t { kElemType = 1, kShape = 2 };
}
namespace tensor_shape_proto {
enum : std::uint32_t { kDim = 1, kDimValue = 1 };
}

bool ParseOpset(const Bytes& message, Graph& graph, LoadError& error) {
  ProtobufReader fields(message, error);
  const std::string_view domain = fields.Text(opset_id_proto::kDomain);
  const std::int64_t version = fields.Integer(opset_id_proto::kVersion);
  // Opsets of other domains are harmless until a node uses one.
  if (!domain.empty() && !Is(domain, "ai.onnx")) return error.ok();
  if (graph.opset != 0) return error.Fail(kModelMalformed, "opset_import names the ONNX domain twice");
  if (version < kOldestOpset || version > kNewestOpset) {
    return error.Fail(kModelUnsupported, "opset #; 7 to 25 are supported", static_cast<int>(version));
  }
  graph.opset = static_cast<int>(version);
  return error.ok();
}

bool ParseNode(const Bytes& message, Node& node, LoadError& error) {
  ProtobufReader fields(message, error);
  node.output_name = fields.Text(node_proto::kOutput);
  node.name = fields.Text(node_proto::kName);
  node.op = fields.Text(node_proto::kOpType);
  node.domain = fields.Text(node_proto::kDomain);
  node.message = message;
  ProtobufReader values(message, error);
  while (values.Next()) {
    if (values.field() == node_proto::kInput) {
      if (node.input_count < kMaxNodeInputs) node.input_names[node.input_count] = values.Text();
      ++node.input_count;
    }
    if (values.field() == node_proto::kOutput) ++node.output_count;
  }
  return error.ok();
}

// How many there are is known before anything is allocated for them.
bool Allocate(const ModelLimits& limits, Graph& graph, LoadError& error) {
  std::size_t nodes = 1;
  std::size_t constants = 0;
  int outputs = 0;
  ProtobufReader reader(graph.message, error);
  while (reader.Next()) {
    if (reader.field() == graph_proto::kNode) ++nodes;
    if (reader.field() == graph_proto::kInitializer) ++constants;
    if (reader.field() == graph_proto::kOutput) ++outputs;
    if (reader.field() == graph_proto::kSparseInitializer) {
      return error.Fail(kModelUnsupported, "the graph has a sparse_initializer");
    }
  }
  const auto most = static_cast<std::size_t>(limits.nodes);
  if (nodes > most + 1 || constants > most * kMaxNodeInputs) {
    return error.Fail(kModelTooLarge, "more than # nodes, or four times as many initializers", limits.nodes);
  }
  if (outputs != 1) return error.Fail(kModelUnsupported, "the graph has # outputs instead of one", outputs);
  graph.nodes = Array<Node>(nodes);
  graph.constants = Array<ConstantTensor>(constants);
  return true;
}

bool ParseGraphProto(Graph& graph, LoadError& error) {
  ConstantTensor* constant = graph.constants.begin();
  Node* node = graph.nodes.begin() + 1;
  ProtobufReader reader(graph.message, error);
  bool good = true;
  while (good && reader.Next()) {
    if (reader.field() == graph_proto::kNode) good = ParseNode(reader.Message(), *node++, error);
    if (reader.field() == graph_proto::kInitializer) good = ParseTensor(reader.Message(), *constant++, error);
    if (reader.field() == graph_proto::kOutput) good = ParseValueInfo(reader.Message(), graph.output, error);
  }
  return error.ok();
}

}  // namespace

bool ParseValueInfo(const Bytes& message, ValueInfo& info, LoadError& error) {
  ProtobufReader fields(message, error);
  info.name = fields.Text(value_info_proto::kName);
  ProtobufReader type(fields.Message(value_info_proto::kType), error);
  ProtobufReader tensor(type.Message(type_proto::kTensorType), error);
  info.element_type = tensor.Integer(type_proto_tensor::kElemType);
  ProtobufReader shape(tensor.Message(type_proto_tensor::kShape), error);
  while (shape.Next()) {
    if (shape.field() != tensor_shape_proto::kDim) continue;
    if (info.rank < kMaxRank)
      info.dims[info.rank] = ProtobufReader(shape.Message(), error).Integer(tensor_shape_proto::kDimValue);
    ++info.rank;
  }
  return error.ok();
}

bool ParseGraph(const Bytes& file, const ModelLimits& limits, Graph& graph, LoadError& error) {
  ProtobufReader fields(file, error);
  const std::int64_t ir_version = fields.Integer(model_proto::kIrVersion);
  graph.message = fields.Message(model_proto::kGraph);
  if (fields.Find(model_proto::kFunctions))
    return error.Fail(kModelUnsupported, "the file defines functions of its own");
  ProtobufReader reader(file, error);
  int graphs = 0;
  while (reader.Next()) {
    if (reader.field() == model_proto::kGraph) ++graphs;
    if (reader.field() == model_proto::kOpsetImport && !ParseOpset(reader.Message(), graph, error)) return false;
  }
  if (ir_version < 3 || graphs != 1 || graph.opset == 0) {
    return error.Fail(kModelMalformed,
                      "not an ONNX file: it has an ir_version of 3 or more, an opset_import and one graph");
  }
  return Allocate(limits, graph, error) && ParseGraphProto(graph, error);
}

bool FindMetadata(const Bytes& file, const char* key, std::string_view& value, LoadError& error) {
  bool found = false;
  ProtobufReader reader(file, error);
  while (reader.Next()) {
    if (reader.field() != model_proto::kMetadataProps) continue;
    ProtobufReader entry(reader.Message(), error);
    if (!Is(entry.Text(string_string_entry_proto::kKey), key)) continue;
    if (found)
      return error.Fail(kModelMalformed, "metadata property '@' is given twice",
                        entry.Text(string_string_entry_proto::kKey));
    found = true;
    value = entry.Text(string_string_entry_proto::kValue);
  }
  return error.ok();
}

}  // namespace emnist::onnx
