// Small networks that between them use every operator: what the tests of broken files break, and what the fuzzer
// starts from. Small files, because a mutation should hit structure rather than weights.
#pragma once

#include <string>
#include <vector>

#include "onnx_builder.h"

namespace emnist::onnx_builder {

inline void AddMetadata(ModelBuilder& file) {
  file.Label(2);
  for (const auto& [key, value] : {std::pair{"pixel_scale", "0.0078125"},
                                   {"pixel_offset", "-1e0"},
                                   {"temperature", "1.25"},
                                   {"unsure_below", ".5"},
                                   {"version", "1.0 \xC3\xB6"}}) {
    file.metadata.emplace_back(key, value);
  }
}

// f32: Conv, MaxPool, Relu, Clip, Add, Identity, Constant, Reshape, MatMul, Gemm, Softmax.
inline std::string FloatSeed() {
  ModelBuilder file;
  AddMetadata(file);
  const std::string w = file.Constant(Floats({2, 1, 2, 2}, {1, -1, 2, -2, 3, -3, 4, -4}));
  const std::string b = file.Constant(TensorHead(kFloat, {2}).Real(4, 0.5f).Real(4, -0.5f));
  std::string y = file.Node("Conv", {"x", w, b},
                            {Attr("kernel_shape", Dims{2, 2}), Attr("strides", Dims{9, 9}), Attr("group", 1),
                             Attr("auto_pad", "SAME_UPPER"), Attr("dilations", Dims{1, 1})});
  y = file.Node("MaxPool", {y},
                {Attr("kernel_shape", Dims{2, 2}), Attr("strides", Dims{2, 2}), Attr("pads", Dims{0, 1, 1, 0}),
                 Attr("ceil_mode", 0)});
  const std::string relu = file.Node("Relu", {y});
  const std::string six = file.Node("Constant", {}, {Attr("value", Floats({}, {6}))});
  y = file.Node("Identity", {file.Node("Add", {relu, file.Node("Clip", {y, "", six})})});
  const std::string depthwise = file.Constant(Floats({2, 1, 1, 1}, {1, 2}));
  y = file.Node("Conv", {y, depthwise}, {Attr("group", 2), Attr("auto_pad", "SAME_LOWER")});
  const std::string shape = file.Constant(TensorHead(kInt64, {2}).Packed(7, std::vector<std::int64_t>{1, -1}));
  y = file.Node("Reshape", {y, shape});
  const std::string m = file.Constant(Floats({8, 3}, std::vector<float>(24, 0.25f)));
  y = file.Node("Add", {file.Node("MatMul", {y, m}), file.Constant(Floats({1, 3}, {1, 2, 3}))});
  const std::string g = file.Constant(Floats({2, 3}, {1, 2, 3, 4, 5, 6}));
  y = file.Node("Gemm", {y, g}, {Attr("transB", 1), Attr("alpha", 1.0f), Attr("beta", 1.0f)});
  return file.Build(file.Node("Softmax", {y}, {Attr("axis", 1)}));
}

// f32 of long ago: opset 10 with the bounds of Clip as attributes, IR version 3 with the constants among the inputs.
inline std::string OldSeed() {
  ModelBuilder file;
  AddMetadata(file);
  file.ir_version = 3;
  file.opset = 10;
  const std::string w = file.Constant(Floats({2, 1, 1, 1}, {1, -1}));
  file.inputs = {ValueInfo(w, kFloat, {2, 1, 1, 1}), ValueInfo("x", kFloat, {0, 1, 28, 28})};
  const std::string y = file.Node("Conv", {"x", w}, {Attr("auto_pad", "VALID")});
  const std::string clip = file.Node("Clip", {y}, {Attr("min", -6.0f), Attr("max", 6.0f)});
  return file.Build(file.Node("Flatten", {file.Node("GlobalAveragePool", {clip})}, {Attr("axis", 1)}));
}

// f32 along a sequence: Conv in all its ways, Relu, Add, MaxPool.
inline std::string LineSeed() {
  ModelBuilder file;
  AddMetadata(file);
  file.metadata.emplace_back("kind", "line");
  file.metadata.emplace_back("trace", "1");
  file.inputs = {ValueInfo("x", kFloat, {1, 2, 0})};
  const std::string w = file.Constant(Floats({2, 2, 3}, {1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6}));
  std::string y = file.Node("Conv", {"x", w}, {Attr("strides", Dims{2}), Attr("pads", Dims{1, 1})});
  const std::string relu = file.Node("Relu", {y});
  const std::string depthwise = file.Constant(Floats({2, 1, 3}, {1, 2, 3, 4, 5, 6}));
  y = file.Node("Conv", {relu, depthwise},
                {Attr("group", 2), Attr("dilations", Dims{2}), Attr("auto_pad", "SAME_UPPER")});
  y = file.Node("Add", {y, relu});
  y = file.Node("MaxPool", {y}, {Attr("kernel_shape", Dims{2}), Attr("strides", Dims{2})});
  return file.Build(file.Node("Conv", {y, file.Constant(Floats({2, 2, 1}, {1, 2, 3, 4}))}));
}

// int8, QDQ, of a fixed length.
inline std::string Int8LineSeed() {
  ModelBuilder file;
  AddMetadata(file);
  file.metadata.emplace_back("kind", "line");
  file.inputs = {ValueInfo("x", kFloat, {1, 2, 16})};
  const std::string s = file.Constant(Floats({}, {0.0078125f}));
  const std::string z = file.Constant(Integers(kInt8, {}, {0}));
  const std::string x = file.Node("DequantizeLinear", {file.Node("QuantizeLinear", {"x", s, z}), s, z});
  const std::string w =
      file.Node("DequantizeLinear",
                {file.Constant(Integers(kInt8, {2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8})),
                 file.Constant(Floats({2}, {0.25f, 0.5f})), file.Constant(Integers(kInt8, {2}, {0, 0}))},
                {Attr("axis", 0)});
  const std::string y = file.Node("Conv", {x, w}, {Attr("strides", Dims{2})});
  const std::string t = file.Constant(Floats({}, {0.5f}));
  return file.Build(file.Node("DequantizeLinear", {file.Node("QuantizeLinear", {y, t, z}), t, z}));
}

// int8, QDQ: Conv, GlobalAveragePool, Flatten, Gemm, with uint8 and int8, per tensor and per channel.
inline std::string Int8Seed() {
  ModelBuilder file;
  AddMetadata(file);
  const auto settle = [&](const std::string& name, float scale, Type type, std::int64_t zero_point) {
    const std::string s = file.Constant(Floats({}, {scale}));
    const std::string z = file.Constant(Integers(type, {}, {zero_point}));
    return file.Node("DequantizeLinear", {file.Node("QuantizeLinear", {name, s, z}), s, z});
  };
  std::string y = settle("x", 0.0078125f, kUint8, 128);
  const std::string w =
      file.Node("DequantizeLinear",
                {file.Constant(TensorHead(kInt8, {2, 1, 1, 2}).Packed(5, std::vector<std::int64_t>{1, -2, 3, -4})),
                 file.Constant(Floats({2}, {0.25f, 0.5f})), file.Constant(Integers(kInt8, {2}, {0, 0}))},
                {Attr("axis", 0)});
  const std::string b =
      file.Node("DequantizeLinear",
                {file.Constant(Integers(kInt32, {2}, {100, -100})), file.Constant(Floats({2}, {0.001953125f, 0.01f}))},
                {Attr("axis", 0)});
  y = settle(file.Node("Relu", {file.Node("Conv", {y, w, b}, {Attr("strides", Dims{9, 9})})}), 0.25f, kInt8, -128);
  y = settle(file.Node("MaxPool", {y}, {Attr("kernel_shape", Dims{2, 1})}), 0.25f, kInt8, -128);
  y = settle(file.Node("Add", {y, y}), 0.5f, kInt8, -128);
  y = settle(file.Node("Relu", {y}), 0.5f, kInt8, -128);
  y = file.Node("Flatten", {settle(file.Node("GlobalAveragePool", {y}), 0.5f, kInt8, 0)});
  const std::string g =
      file.Node("DequantizeLinear", {file.Constant(Integers(kUint8, {2, 2}, {1, 2, 254, 255})),
                                     file.Constant(Floats({}, {0.125f})), file.Constant(Integers(kUint8, {}, {128}))});
  y = file.Node("Gemm", {y, g, file.Constant(Floats({2}, {1, -1}))});
  return file.Build(settle(y, 0.5f, kInt8, 3));
}

}  // namespace emnist::onnx_builder
