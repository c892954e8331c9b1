// The attributes of one node, asked for by name. Knows which were never asked for: what nobody understands is refused,
// not ignored.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "onnx/protobuf_reader.h"
#include "onnx/refusal.h"

namespace emnist::onnx {

class Attributes {
 public:
  // Of a NodeProto. Complaints go to `refusal`; after one, the getters return defaults and AllRead() false.
  Attributes(const Bytes& node, Refusal& refusal) : node_(node), refusal_(refusal) {}

  // Each returns the attribute's value, or `otherwise` when the node has none of that name.
  std::int64_t Integer(const char* name, std::int64_t otherwise);
  float Real(const char* name, float otherwise);
  std::string_view Text(const char* name);  // or nothing
  Bytes Tensor(const char* name);           // a TensorProto, or nothing
  // Fills `values`, which must have the attribute's length, each from `least` to kMaxWindow; false, with `values` as
  // they were, when it is absent.
  bool Integers(const char* name, int least, std::span<int> values);

  // Refuses an attribute with any other value than the one under which it changes nothing.
  void Expect(const char* name, std::int64_t neutral);
  void ExpectOne(const char* name);  // a real 1

  // Refuses the first attribute nobody asked for.
  bool AllRead();

  // No kernel, stride, dilation or padding of a network over 28 × 28 pixels comes near this.
  static constexpr int kMaxWindow = 1024;

 private:
  enum Type : std::uint8_t { kNone = 0, kFloat = 1, kInt = 2, kString = 3, kTensor = 4, kInts = 7 };

  struct Attribute {
    std::string_view name;
    std::int64_t type = kNone;
    float real = 0;
    std::int64_t integer = 0;
    Bytes bytes;  // of a string or a tensor
    int count = 0;
    std::int64_t integers[4] = {};  // the first of `count`
  };

  bool Parse(const Bytes& message, Attribute& attribute);
  bool Find(const char* name, Type type, Attribute& attribute);

  const Bytes& node_;
  Refusal& refusal_;
  std::uint32_t read_ = 0;  // bit i: the i-th attribute was asked for
};

}  // namespace emnist::onnx
