// The attributes of one node, asked for by name. Knows which were never asked for: what nobody understands is refused,
// not ignored.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "onnx/load_error.h"
#include "onnx/protobuf_reader.h"

namespace emnist::onnx {

class Attributes {
 public:
  // Complaints go to `error`; after one, AllRead() is false, whatever the getters return.
  explicit Attributes(LoadError& error) : error_(error) {}

  // From now on, those of this NodeProto.
  void Of(const Bytes& node) {
    node_ = node;
    read_ = 0;
  }

  // Each returns the attribute's value, or `otherwise` when the node has none of that name.
  std::int64_t Integer(const char* name, std::int64_t otherwise);
  float Real(const char* name, float otherwise);
  std::string_view Text(const char* name);  // or nothing
  Bytes Tensor(const char* name);           // a TensorProto, or nothing
  // Fills `values`, which must have the attribute's length, each from `least` to kMaxWindow; false, with `values` as
  // they were, when it is absent.
  bool Integers(const char* name, int least, std::span<int> values);

  // Refuses an attribute with any other value than the one under which it changes nothing.
  void Expect(const char* name, int neutral);

  // Refuses the first attribute nobody asked for.
  bool AllRead();

  // No kernel, stride, dilation or padding of a network over a glyph or a line comes near this.
  static constexpr int kMaxWindow = 1024;

 private:
  enum Type : std::uint8_t { kFloat = 1, kInt = 2, kString = 3, kTensor = 4, kInts = 7 };

  Bytes Find(const char* name, Type type);

  Bytes node_;
  LoadError& error_;
  std::uint32_t read_ = 0;  // bit i: the i-th attribute was asked for
};

}  // namespace emnist::onnx
