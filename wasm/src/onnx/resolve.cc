// Names → numbers. Checks what any ONNX graph must satisfy: each name is defined once, before its use, and used.
#include <algorithm>
#include <cstring>

#include "onnx/graph.h"

namespace emnist::onnx {
namespace {

using enum Status;

constexpr std::uint32_t kGraphInput = 11;  // field of GraphProto

// Longer names would make comparing them the slowest part of reading a hostile file.
constexpr std::size_t kMaxNameBytes = 255;

// Names and their values, sorted by name: the cost stays n log n comparisons, however a file chooses its names.
class Names {
 public:
  explicit Names(std::size_t capacity) : entries_(capacity) {}

  bool Define(const std::string_view& name, int value, Refusal& refusal) {
    if (name.empty() || name.size() > kMaxNameBytes) {
      return refusal.Because(kModelMalformed, "the name '@' is not 1 to 255 bytes long", name);
    }
    Entry* const at = Position(name);
    Entry* const end = entries_.data() + count_;
    if (at != end && at->name == name) {
      return refusal.Because(kModelMalformed, "the name '@' is defined twice", name);
    }
    std::memmove(static_cast<void*>(at + 1), at, static_cast<std::size_t>(end - at) * sizeof(Entry));
    *at = {name, value};
    ++count_;
    return true;
  }

  // kAbsent when there is no such name.
  int Find(const std::string_view& name) {
    const Entry* const at = Position(name);
    return at != entries_.data() + count_ && at->name == name ? at->value : kAbsent;
  }

 private:
  struct Entry {
    std::string_view name;
    int value;
  };

  Entry* Position(const std::string_view& name) {
    return std::lower_bound(entries_.data(), entries_.data() + count_, name,
                            [](const Entry& entry, const std::string_view& key) { return entry.name < key; });
  }

  std::vector<Entry> entries_;
  std::size_t count_ = 0;
};

// Files of IR version 3 list the constants among the inputs, too: the one other name is the input.
bool FindInput(Names& names, Graph& graph, Refusal& refusal) {
  int inputs = 0;
  ProtobufReader reader(graph.message);
  while (reader.Next()) {
    if (reader.field() != kGraphInput) continue;
    ValueInfo info;
    if (!ParseValueInfo(reader.Message(), info, refusal)) return false;
    if (names.Find(info.name) != kAbsent) continue;
    graph.input = info;
    ++inputs;
  }
  if (inputs != 1) return refusal.Because(kModelUnsupported, "the graph has # inputs instead of one", inputs);
  graph.nodes[0].output_name = graph.input.name;
  return true;
}

bool ResolveInputs(Names& names, Graph& graph, std::size_t index, Refusal& refusal) {
  Node& node = graph.nodes[index];
  for (int k = 0; k < node.input_count; ++k) {
    const std::string_view& name = node.input_names[k];
    if (name.empty()) continue;  // an optional input left out
    const int value = names.Find(name);
    if (value == kAbsent || value >= graph.value_of(index)) {
      return refusal.Because(kModelMalformed, "its input '@' is defined by nothing before it", name);
    }
    node.inputs[k] = value;
    if (value >= graph.value_of(0)) ++graph.nodes[static_cast<std::size_t>(value - graph.value_of(0))].uses;
  }
  return true;
}

}  // namespace

bool Resolve(Graph& graph, Refusal& refusal) {
  Names names(graph.constants.size() + graph.nodes.size());
  int next = 0;
  for (const ConstantTensor& constant : graph.constants) {
    if (!names.Define(constant.name, next++, refusal)) return false;
  }
  if (!FindInput(names, graph, refusal)) return false;
  for (const Node& node : graph.nodes) {
    if (!names.Define(node.output_name, next++, refusal)) return false;
  }
  for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
    refusal.About(&graph.nodes[i]);
    if (!ResolveInputs(names, graph, i, refusal)) return false;
  }
  refusal.About(nullptr);
  graph.output_value = names.Find(graph.output.name);
  if (graph.output_value < graph.value_of(0)) {
    return refusal.Because(kModelMalformed, "the output '@' is defined by no node", graph.output.name);
  }
  ++graph.nodes[static_cast<std::size_t>(graph.output_value - graph.value_of(0))].uses;
  for (const Node& node : graph.nodes) {
    if (node.uses == 0) {
      return refusal.Because(kModelUnsupported, "the value '@' is read by nothing", node.output_name);
    }
  }
  return true;
}

}  // namespace emnist::onnx
