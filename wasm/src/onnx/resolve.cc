// Names → numbers. Checks what any ONNX graph must satisfy: each name is defined once, before its use, and used.
#include <cstring>

#include "onnx/graph.h"

namespace emnist::onnx {
namespace {

using enum Status;

constexpr std::uint32_t kGraphInput = 11;  // field of GraphProto

// Longer names would make comparing them the slowest part of reading a hostile file.
constexpr std::size_t kMaxNameBytes = 255;

bool Equal(const std::string_view& a, const std::string_view& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

// Any order does: the shorter first.
bool Before(const std::string_view& a, const std::string_view& b) {
  return a.size() == b.size() ? std::memcmp(a.data(), b.data(), a.size()) < 0 : a.size() < b.size();
}

// Names and their values, sorted by name: the cost stays n log n comparisons, however a file chooses its names.
class Names {
 public:
  explicit Names(std::size_t capacity) : entries_(capacity) {}

  bool Define(const std::string_view& name, int value, LoadError& error) {
    if (name.empty() || name.size() > kMaxNameBytes || Find(name) != kAbsent) {
      return error.Fail(kModelMalformed, "the name '@' is defined twice, or not 1 to 255 bytes long", name);
    }
    Entry* const at = Position(name);
    const auto after = static_cast<std::size_t>(entries_.begin() + count_ - at);
    std::memmove(static_cast<void*>(at + 1), at, after * sizeof(Entry));
    *at = {name, value};
    ++count_;
    return true;
  }

  // kAbsent when there is no such name.
  int Find(const std::string_view& name) {
    const Entry* const at = Position(name);
    return at != entries_.begin() + count_ && Equal(at->name, name) ? at->value : kAbsent;
  }

 private:
  struct Entry {
    std::string_view name;
    int value;
  };

  // Of the first entry not before `name`.
  Entry* Position(const std::string_view& name) {
    std::size_t low = 0;
    for (std::size_t high = count_; low < high;) {
      const std::size_t middle = (low + high) / 2;
      if (Before(entries_[middle].name, name)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return entries_.begin() + low;
  }

  Array<Entry> entries_;
  std::size_t count_ = 0;
};

// Files of IR version 3 list the constants among the inputs, too: the one other name is the input.
bool FindInput(Names& names, Graph& graph, LoadError& error) {
  int inputs = 0;
  ProtobufReader reader(graph.message, error);
  while (reader.Next()) {
    if (reader.field() != kGraphInput) continue;
    ValueInfo info;
    if (!ParseValueInfo(reader.Message(), info, error)) return false;
    if (names.Find(info.name) != kAbsent) continue;
    graph.input = info;
    ++inputs;
  }
  if (inputs != 1) return error.Fail(kModelUnsupported, "the graph has # inputs instead of one", inputs);
  graph.nodes[0].output_name = graph.input.name;
  return true;
}

bool ResolveInputs(Names& names, Graph& graph, std::size_t index, LoadError& error) {
  Node& node = graph.nodes[index];
  for (int k = 0; k < kMaxNodeInputs; ++k) {
    const std::string_view& name = node.input_names[k];
    node.inputs[k] = kAbsent;
    if (name.empty()) continue;  // an optional input left out
    const int value = names.Find(name);
    if (value == kAbsent || value >= graph.value_of(index)) {
      return error.Fail(kModelMalformed, "its input '@' is defined by nothing before it", name);
    }
    node.inputs[k] = value;
    if (value >= graph.value_of(0)) ++graph.nodes[static_cast<std::size_t>(value - graph.value_of(0))].uses;
  }
  return true;
}

}  // namespace

bool Resolve(Graph& graph, LoadError& error) {
  Names names(graph.constants.size() + graph.nodes.size());
  int next = 0;
  for (const ConstantTensor& constant : graph.constants) {
    if (!names.Define(constant.name, next++, error)) return false;
  }
  if (!FindInput(names, graph, error)) return false;
  for (const Node& node : graph.nodes) {
    if (!names.Define(node.output_name, next++, error)) return false;
  }
  for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
    error.SetNode(&graph.nodes[i]);
    if (!ResolveInputs(names, graph, i, error)) return false;
  }
  error.SetNode(nullptr);
  graph.output_value = names.Find(graph.output.name);
  if (graph.output_value < graph.value_of(0)) {
    return error.Fail(kModelMalformed, "the output '@' is defined by no node", graph.output.name);
  }
  ++graph.nodes[static_cast<std::size_t>(graph.output_value - graph.value_of(0))].uses;
  for (const Node& node : graph.nodes) {
    if (node.uses == 0) {
      return error.Fail(kModelUnsupported, "the value '@' is read by nothing", node.output_name);
    }
  }
  return true;
}

}  // namespace emnist::onnx
