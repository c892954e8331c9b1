// The ground a network stands on: XNNPACK, started once, and memory that is counted. Every byte a network holds comes
// from here, so that its size can be told and a leak can be tested. Knows nothing of layers.
#pragma once

#include <xnnpack.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

namespace emnist::backend {

// Starts XNNPACK on the first call; later calls return what the first one did.
xnn_status Start();

// What all living networks of the process hold together.
std::size_t live_bytes();
std::size_t live_blocks();
// How often any network of the process has asked for memory.
std::size_t allocations();

// Null when memory is out. Aligned for any vector load a kernel of ours may do.
void* Allocate(std::size_t bytes);
void Free(void* block);

// A fixed array of plain values; there is no growing, so a run of the network cannot allocate.
template <typename T>
class Buffer {
  static_assert(std::is_trivial_v<T>);

 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Buffer() { Free(data_); }

  // Zeroed; false when memory is out.
  [[nodiscard]] bool Create(std::size_t size) {
    Free(data_);
    data_ = static_cast<T*>(Allocate(size * sizeof(T)));
    size_ = data_ == nullptr ? 0 : size;
    if (data_ != nullptr) std::memset(data_, 0, size * sizeof(T));
    return data_ != nullptr;
  }

  T* data() { return data_; }
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }

 private:
  T* data_ = nullptr;
  std::size_t size_ = 0;
};

// Base of objects that are part of a network: `new (std::nothrow)` takes counted memory.
struct Counted {
  static void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return Allocate(bytes); }
  static void operator delete(void* block) { Free(block); }
};

struct DeleteOperator {
  void operator()(xnn_operator_t op) const { xnn_delete_operator(op); }
};
using Operator = std::unique_ptr<std::remove_pointer_t<xnn_operator_t>, DeleteOperator>;

}  // namespace emnist::backend
