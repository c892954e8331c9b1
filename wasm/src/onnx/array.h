// An array whose length is known before it is made: half the code of a std::vector, which can also grow.
#pragma once

#include <cstddef>
#include <memory>

namespace emnist::onnx {

template <typename T>
class Array {
 public:
  Array() = default;
  explicit Array(std::size_t size) : elements_(new T[size]()), size_(size) {}

  T& operator[](std::size_t i) { return elements_[i]; }
  const T& operator[](std::size_t i) const { return elements_[i]; }
  std::size_t size() const { return size_; }
  T* begin() { return elements_.get(); }
  T* end() { return elements_.get() + size_; }
  const T* begin() const { return elements_.get(); }
  const T* end() const { return elements_.get() + size_; }

 private:
  std::unique_ptr<T[]> elements_;
  std::size_t size_ = 0;
};

}  // namespace emnist::onnx
