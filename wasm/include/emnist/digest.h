// 32-bit FNV-1a of bytes: two runs, or two files, with one digest and different bytes would be an accident.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace emnist {

class Digest {
 public:
  void Add(std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes) hash_ = (hash_ ^ static_cast<std::uint32_t>(byte)) * 16777619u;
  }
  std::uint32_t value() const { return hash_; }

 private:
  std::uint32_t hash_ = 2166136261u;
};

}  // namespace emnist
