// The file's metadata properties → the Model's fields of the same names (docs/model-format.md).
#pragma once

#include "emnist/model.h"
#include "onnx/load_error.h"
#include "onnx/protobuf_reader.h"

namespace emnist::onnx {

// Expects a lowered model: there must be a label for each of its logits.
bool ReadMetadata(const Bytes& file, Model& model, LoadError& error);

}  // namespace emnist::onnx
