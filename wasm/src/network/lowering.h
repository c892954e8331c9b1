// Turns one layer of a Model into one step: an XNNPACK convolution (a fully connected layer is a 1×1 one) or a kernel
// of our own, created, shaped and pointed at its memory, so that running it is a single call.
#pragma once

#include <cstddef>
#include <memory>

#include "emnist/model.h"
#include "emnist/status.h"
#include "network/backend.h"
#include "network/memory_plan.h"

namespace emnist {

struct Step : backend::Counted {
  virtual ~Step() = default;
  virtual bool Run() = 0;
};
using StepPointer = std::unique_ptr<Step>;

// `memory` is the block that `plan` divides; it outlives the step. XNNPACK has been started. Returns kOk,
// kModelUnsupported, kOutOfMemory or kBackendFailed, and then `diagnostic` names the layer.
Status LowerLayer(const Model& model, const Layer& layer, const MemoryPlan& plan, std::byte* memory, StepPointer& step,
                  Diagnostic& diagnostic);

}  // namespace emnist
