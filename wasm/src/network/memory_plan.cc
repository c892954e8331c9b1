#include "network/memory_plan.h"

#include <algorithm>

namespace emnist {
namespace {

constexpr std::size_t kAlignment = 16;

struct Block {
  std::size_t bytes = 0;
  std::size_t offset = 0;
  int born = 0;
  int dies = 0;

  bool Overlaps(const Block& other) const { return born <= other.dies && other.born <= dies; }
};

}  // namespace

MemoryPlan PlanMemory(const Model& model, std::size_t slack) {
  const int layers = static_cast<int>(model.layers.size());
  std::vector<Block> blocks(model.tensors.size());
  for (std::size_t t = 0; t < blocks.size(); ++t) {
    blocks[t].bytes = (model.tensors[t].bytes() + kAlignment - 1) / kAlignment * kAlignment;
  }
  for (int i = 0; i < layers; ++i) {
    const Layer& layer = model.layers[static_cast<std::size_t>(i)];
    Block& output = blocks[static_cast<std::size_t>(layer.output)];
    output.born = output.dies = i;
    for (int input : layer.inputs) {
      if (input >= 0) blocks[static_cast<std::size_t>(input)].dies = i;
    }
  }
  blocks[static_cast<std::size_t>(model.input)].born = -1;
  blocks[static_cast<std::size_t>(model.output)].dies = layers;

  // Large ones first: the small ones fit into the gaps they leave. There are few, and std::sort costs a kilobyte.
  std::vector<std::size_t> order(blocks.size());
  for (std::size_t t = 0; t < order.size(); ++t) {
    std::size_t place = t;
    for (; place > 0 && blocks[order[place - 1]].bytes < blocks[t].bytes; --place) order[place] = order[place - 1];
    order[place] = t;
  }

  MemoryPlan plan;
  plan.offsets.resize(blocks.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    Block& block = blocks[order[i]];
    // Every placed contemporary in the way pushes the block behind itself, until none is in the way.
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t j = 0; j < i; ++j) {
        const Block& placed = blocks[order[j]];
        if (block.Overlaps(placed) && block.offset < placed.offset + placed.bytes &&
            placed.offset < block.offset + block.bytes) {
          block.offset = placed.offset + placed.bytes;
          moved = true;
        }
      }
    }
    plan.offsets[order[i]] = block.offset;
    plan.bytes = std::max(plan.bytes, block.offset + block.bytes);
  }
  plan.bytes += slack;
  return plan;
}

}  // namespace emnist
