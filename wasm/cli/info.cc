// info: what a model file holds, layer by layer.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "answer.h"
#include "commands.h"
#include "emnist/onnx.h"

namespace emnist::cli {
namespace {

const char* Name(Operation operation) {
  switch (operation) {
    case Operation::kConvolution:
      return "convolution";
    case Operation::kFullyConnected:
      return "fully connected";
    case Operation::kMaxPool:
      return "max pool";
    case Operation::kGlobalAveragePool:
      return "global average pool";
    case Operation::kAdd:
      return "add";
    case Operation::kClamp:
      return "clamp";
  }
  return "unknown";
}

std::string Describe(const Layer& layer) {
  std::string text = Name(layer.operation);
  if (layer.operation == Operation::kConvolution || layer.operation == Operation::kMaxPool) {
    text += ' ' + std::to_string(layer.window.height) + "×" + std::to_string(layer.window.width);
    if (layer.window.stride_y != 1 || layer.window.stride_x != 1) {
      text += " stride " + std::to_string(layer.window.stride_y) + "×" + std::to_string(layer.window.stride_x);
    }
    if (layer.groups > 1) text += ", " + std::to_string(layer.groups) + " groups";
  }
  return text;
}

}  // namespace

int Info(const std::string& path, bool json) {
  const std::vector<std::uint8_t> file = ReadFile(path);
  Model model;
  Diagnostic diagnostic;
  if (const Status status = LoadOnnx(file, ModelLimits::Native(), model, diagnostic); status != Status::kOk) {
    throw std::runtime_error(path + ": " + Sentence(status, diagnostic.text));
  }
  nlohmann::ordered_json report = {{"parameters", model.parameters()},
                                   {"macs", model.multiply_adds()},
                                   {"bytes", file.size()},
                                   {"quantisation_scales", model.quantisation_scales()},
                                   {"version", model.version},
                                   {"temperature", model.temperature},
                                   {"unsure_below", model.unsure_below},
                                   {"labels", model.labels},
                                   {"layers", nlohmann::ordered_json::array()}};
  for (const Layer& layer : model.layers) {
    const Tensor& output = model.tensors[static_cast<std::size_t>(layer.output)];
    report["layers"].push_back({{"name", layer.name},
                                {"operation", Describe(layer)},
                                {"type", output.type == ElementType::kInt8 ? "int8" : "f32"},
                                {"output", {output.height, output.width, output.channels}},
                                {"parameters", layer.int8_weights.size() + layer.int8_bias.size() +
                                                   layer.float_weights.size() + layer.float_bias.size()},
                                {"macs", model.multiply_adds(layer)}});
  }
  if (json) {
    std::cout << report << '\n';
    return 0;
  }
  std::printf("%s: version %s, %zu classes, %zu parameters, %ju multiply-adds, %zu bytes\n\n", path.c_str(),
              model.version.c_str(), model.labels.size(), model.parameters(), std::uintmax_t{model.multiply_adds()},
              file.size());
  std::printf("%-32s %-5s %12s %10s %10s\n", "layer", "type", "output", "parameters", "mul-adds");
  for (const auto& layer : report["layers"]) {
    const std::string output = std::to_string(layer["output"][0].get<int>()) + "x" +
                               std::to_string(layer["output"][1].get<int>()) + "x" +
                               std::to_string(layer["output"][2].get<int>());
    std::printf("%-32s %-5s %12s %10d %10ju\n", layer["operation"].get<std::string>().c_str(),
                layer["type"].get<std::string>().c_str(), output.c_str(), layer["parameters"].get<int>(),
                layer["macs"].get<std::uintmax_t>());
  }
  return 0;
}

}  // namespace emnist::cli
