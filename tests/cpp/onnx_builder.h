// Writes ONNX files for the tests, good and broken ones: nothing is checked, and every message can be changed before it
// is written. Knows protobuf and the field numbers of onnx.proto, not what the operators mean.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emnist::onnx_builder {

// A protobuf message being written.
class Message {
 public:
  Message& Varint(int field, std::int64_t value) {
    Raw(static_cast<std::uint64_t>(field) << 3);
    Raw(static_cast<std::uint64_t>(value));
    return *this;
  }
  Message& Real(int field, float value) {
    Raw(static_cast<std::uint64_t>(field) << 3 | 5);
    Append(&value, sizeof value);
    return *this;
  }
  Message& Text(int field, std::string_view text) {
    Raw(static_cast<std::uint64_t>(field) << 3 | 2);
    Raw(text.size());
    Append(text.data(), text.size());
    return *this;
  }
  Message& Sub(int field, const Message& message) { return Text(field, message.bytes_); }
  Message& Packed(int field, std::span<const std::int64_t> values) {
    Message packed;
    for (const std::int64_t value : values) packed.Raw(static_cast<std::uint64_t>(value));
    return Sub(field, packed);
  }
  void Raw(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void Append(const void* data, std::size_t size) {
    if (size > 0) bytes_.append(static_cast<const char*>(data), size);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

using Dims = std::vector<std::int64_t>;

enum Type : int { kFloat = 1, kUint8 = 2, kInt8 = 3, kInt32 = 6, kInt64 = 7, kDouble = 11 };

inline Message TensorHead(Type type, const Dims& dims) {
  Message message;
  for (const std::int64_t dim : dims) message.Varint(1, dim);
  return message.Varint(2, type);
}

// TensorProto with raw_data, as most exporters write it; without a name, which the ModelBuilder gives.
inline Message Floats(const Dims& dims, const std::vector<float>& values) {
  Message raw;
  raw.Append(values.data(), values.size() * sizeof(float));
  return TensorHead(kFloat, dims).Sub(9, raw);
}
inline Message Integers(Type type, const Dims& dims, const std::vector<std::int64_t>& values) {
  const std::size_t width = type == kInt64 ? 8 : type == kInt32 ? 4 : 1;
  Message raw;
  for (const std::int64_t value : values) raw.Append(&value, width);  // little-endian
  return TensorHead(type, dims).Sub(9, raw);
}

// AttributeProto.
inline Message Attribute(std::string_view name, int type) { return Message().Text(1, name).Varint(20, type); }
inline Message Attr(std::string_view name, float value) { return Attribute(name, 1).Real(2, value); }
inline Message Attr(std::string_view name, int value) { return Attribute(name, 2).Varint(3, value); }
inline Message Attr(std::string_view name, std::string_view value) { return Attribute(name, 3).Text(4, value); }
inline Message Attr(std::string_view name, const Message& tensor) { return Attribute(name, 4).Sub(5, tensor); }
inline Message Attr(std::string_view name, const Dims& values) {
  Message message = Attribute(name, 7);
  for (const std::int64_t value : values) message.Varint(8, value);
  return message;
}

// ValueInfoProto of a tensor; a dimension of 0 is symbolic.
inline Message ValueInfo(std::string_view name, int type, const Dims& dims) {
  Message shape;
  for (const std::int64_t dim : dims) shape.Sub(1, dim == 0 ? Message().Text(2, "N") : Message().Varint(1, dim));
  return Message().Text(1, name).Sub(2, Message().Sub(1, Message().Varint(1, type).Sub(2, shape)));
}

// A model: a list of nodes and constants with names given on the way, each overridable.
struct ModelBuilder {
  std::int64_t ir_version = 8;
  std::int64_t opset = 13;
  std::vector<Message> nodes;
  std::vector<Message> initializers;
  std::vector<Message> inputs = {ValueInfo("x", kFloat, {1, 1, 28, 28})};
  std::vector<std::pair<std::string, std::string>> metadata;

  // Appends a constant and returns its name.
  std::string Constant(Message tensor, std::string name = "") {
    if (name.empty()) name = "c" + std::to_string(initializers.size());
    initializers.push_back(tensor.Text(8, name));
    return name;
  }

  // Appends a node "n<number>" with one output of that name, which it returns.
  std::string Node(std::string_view op, const std::vector<std::string>& node_inputs,
                   const std::vector<Message>& attributes = {}) {
    const std::string name = "n" + std::to_string(nodes.size());
    Message node;
    for (const std::string& input : node_inputs) node.Text(1, input);
    node.Text(2, name).Text(3, name).Text(4, op);
    for (const Message& attribute : attributes) node.Sub(5, attribute);
    nodes.push_back(node);
    return name;
  }

  // "a b c …", one label for each of `count` logits.
  void Label(int count) {
    std::string labels;
    for (int i = 0; i < count; ++i) labels += (i > 0 ? " c" : "c") + std::to_string(i);
    metadata.emplace_back("labels", labels);
  }

  Message Graph(std::string_view output) const {
    Message graph;
    for (const Message& node : nodes) graph.Sub(1, node);
    graph.Text(2, "g");
    for (const Message& initializer : initializers) graph.Sub(5, initializer);
    for (const Message& input : inputs) graph.Sub(11, input);
    return graph.Sub(12, ValueInfo(output, kFloat, {1, 2}));
  }

  // ModelProto around any graph.
  std::string WithGraph(const Message& graph) const {
    Message model;
    model.Varint(1, ir_version).Text(2, "test").Sub(7, graph).Sub(8, Message().Varint(2, opset));
    for (const auto& [key, value] : metadata) model.Sub(14, Message().Text(1, key).Text(2, value));
    return model.bytes();
  }
  std::string Build(std::string_view output) const { return WithGraph(Graph(output)); }
};

}  // namespace emnist::onnx_builder
