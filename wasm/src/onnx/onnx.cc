// From the bytes of a file to a complete Model, one step after another; the first refusal ends it.
#include "emnist/onnx.h"

#include "onnx/graph.h"
#include "onnx/lowering.h"
#include "onnx/metadata.h"
#include "onnx/refusal.h"

namespace emnist {

Status LoadOnnx(std::span<const std::uint8_t> file, const ModelLimits& limits, Model& model, Diagnostic& diagnostic) {
  onnx::Refusal refusal(diagnostic);
  model = {};
  if (file.size() > limits.file_bytes) {
    refusal.Because(Status::kModelTooLarge, "the file has more than # bytes", static_cast<int>(limits.file_bytes));
    return refusal.status();
  }
  onnx::Graph graph;
  if (onnx::ParseGraph(file, limits, graph, refusal) && onnx::CheckOperators(graph, refusal) &&
      onnx::Resolve(graph, refusal) && onnx::Lowering(graph, limits, model, refusal).Run()) {
    onnx::ReadMetadata(file, model, refusal);
  }
  return refusal.status();
}

}  // namespace emnist
