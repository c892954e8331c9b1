// A picture of one number per pixel over memory that somebody else owns.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace emnist {

template <typename T>
struct Plane {
  T* data = nullptr;
  int width = 0;
  int height = 0;

  T* row(int y) const { return data + static_cast<std::ptrdiff_t>(y) * width; }
  T& at(int x, int y) const { return row(y)[x]; }
  std::size_t size() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }
  std::span<T> pixels() const { return {data, size()}; }
};

// Half-open box of pixels; starts out empty.
struct Box {
  int left = 1 << 30, top = 1 << 30, right = 0, bottom = 0;

  bool empty() const { return left >= right; }
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  int longest() const { return std::max(width(), height()); }
  bool Contains(int x, int y) const { return x >= left && x < right && y >= top && y < bottom; }
  void Include(int x, int y) {
    left = std::min(left, x);
    top = std::min(top, y);
    right = std::max(right, x + 1);
    bottom = std::max(bottom, y + 1);
  }
  void Include(const Box& other) {
    left = std::min(left, other.left);
    top = std::min(top, other.top);
    right = std::max(right, other.right);
    bottom = std::max(bottom, other.bottom);
  }
};

}  // namespace emnist
