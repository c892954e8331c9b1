#include "network/backend.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>

namespace emnist::backend {
namespace {

// Of the process, not of a network: XNNPACK takes one allocator for good. One thread, as everywhere in this core.
std::size_t g_bytes = 0;
std::size_t g_blocks = 0;
std::size_t g_allocations = 0;

void* Count(void* block) {
  if (block != nullptr) {
    g_bytes += malloc_usable_size(block);
    ++g_blocks;
    ++g_allocations;
  }
  return block;
}

void Uncount(void* block) {
  if (block != nullptr) {
    g_bytes -= malloc_usable_size(block);
    --g_blocks;
  }
}

void* AllocateAligned(void*, std::size_t alignment, std::size_t bytes) {
  void* block = nullptr;
  return posix_memalign(&block, std::max(alignment, sizeof(void*)), bytes) == 0 ? Count(block) : nullptr;
}

void* AllocateAny(void*, std::size_t bytes) { return Count(std::malloc(bytes)); }

// A block that is large enough stays: XNNPACK reallocates its tables whenever a sequence has another length than the
// last, and a run must not allocate.
void* Reallocate(void*, void* block, std::size_t bytes) {
  if (block != nullptr && bytes <= malloc_usable_size(block)) return block;
  Uncount(block);
  void* moved = std::realloc(block, bytes);
  Count(moved == nullptr ? block : moved);
  return moved;
}

void FreeAny(void*, void* block) {
  Uncount(block);
  std::free(block);
}

constexpr xnn_allocator kAllocator = {nullptr, AllocateAny, Reallocate, FreeAny, AllocateAligned, FreeAny};
constexpr std::size_t kAlignment = 16;

}  // namespace

xnn_status Start() { return xnn_initialize(&kAllocator); }

std::size_t live_bytes() { return g_bytes; }
std::size_t live_blocks() { return g_blocks; }
std::size_t allocations() { return g_allocations; }

void* Allocate(std::size_t bytes) { return AllocateAligned(nullptr, kAlignment, bytes); }
void Free(void* block) { FreeAny(nullptr, block); }

}  // namespace emnist::backend
