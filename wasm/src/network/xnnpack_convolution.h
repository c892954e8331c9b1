// XNNPACK's convolution as a LayerRunner; a fully connected layer is a 1×1 convolution of one pixel.
#pragma once

#include <cstddef>

#include "emnist/model.h"
#include "emnist/status.h"
#include "network/layer_runner.h"

namespace emnist {

// For a kConvolution or kFullyConnected whose tensors are all of one type, lying at `from` and `to`. Returns kOk,
// kModelUnsupported, kOutOfMemory or kBackendFailed, and then `diagnostic` names the layer.
Status CreateXnnpackConvolution(const Layer& layer, const Tensor& input, const Tensor& output, const std::byte* from,
                                std::byte* to, LayerRunnerPointer& runner, Diagnostic& diagnostic);

}  // namespace emnist
