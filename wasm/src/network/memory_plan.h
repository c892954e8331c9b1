// Where the activations of a network lie in one block: two that live at the same time never overlap, others may.
#pragma once

#include <cstddef>
#include <vector>

#include "emnist/model.h"

namespace emnist {

struct MemoryPlan {
  std::vector<std::size_t> offsets;  // of each tensor, in bytes; aligned for vector loads
  std::size_t bytes = 0;             // of the whole block
};

// A tensor lives from the layer that writes it (the model's input: from the start) to the last layer that reads it (the
// model's output: to the end). `slack` bytes are kept free behind the last tensor for kernels that read ahead.
MemoryPlan PlanMemory(const Model& model, std::size_t slack);

}  // namespace emnist
