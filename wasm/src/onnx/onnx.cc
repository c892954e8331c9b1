// From the bytes of a file to a complete Model, one step after another; the first error ends it.
#include "emnist/onnx.h"

#include "onnx/graph.h"
#include "onnx/importer.h"
#include "onnx/load_error.h"
#include "onnx/metadata.h"

namespace emnist {

Status LoadOnnx(std::span<const std::uint8_t> file, const ModelLimits& limits, Model& model, Diagnostic& diagnostic) {
  onnx::LoadError error(diagnostic);
  model = {};
  if (file.size() > limits.file_bytes) {
    error.Fail(Status::kModelTooLarge, "the file has more than # bytes", static_cast<int>(limits.file_bytes));
    return error.status();
  }
  onnx::Graph graph;
  if (onnx::ParseGraph(file, limits, graph, error) && onnx::CheckOperators(graph, error) &&
      onnx::Resolve(graph, error) && onnx::Importer(graph, limits, model, error).Run()) {
    onnx::ReadMetadata(file, model, error);
  }
  return error.status();
}

}  // namespace emnist
