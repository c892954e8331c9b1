// One layer of a Model made runnable: an XNNPACK convolution or a kernel of our own, created, shaped and pointed at its
// memory, so that running it is a single call.
#pragma once

#include <cstddef>
#include <memory>

#include "emnist/model.h"
#include "emnist/status.h"
#include "network/backend.h"
#include "network/memory_plan.h"

namespace emnist {

class LayerRunner : public backend::Counted {
 public:
  virtual ~LayerRunner() = default;

  // `workspace` is memory of at least workspace_bytes() and kSlackBytes more; what it holds means nothing before and
  // after. False when XNNPACK fails.
  virtual bool Run(std::byte* workspace) = 0;
  // Of a sequence: how wide its tensors are from now on, at most as wide as when it was created. Allocates nothing.
  virtual bool Resize(int input_width, int output_width) = 0;
  virtual std::size_t workspace_bytes() const { return 0; }
};
using LayerRunnerPointer = std::unique_ptr<LayerRunner>;

// `memory` is the block that `plan` divides; it outlives the runner. XNNPACK has been started. Returns kOk,
// kModelUnsupported, kOutOfMemory or kBackendFailed, and then `diagnostic` names the layer.
Status CreateLayerRunner(const Model& model, const Layer& layer, const MemoryPlan& plan, std::byte* memory,
                         LayerRunnerPointer& runner, Diagnostic& diagnostic);

}  // namespace emnist
