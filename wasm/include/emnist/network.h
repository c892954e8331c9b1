// A Model made runnable: XNNPACK operators and a few integer kernels of our own over one fixed block of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "emnist/glyph.h"
#include "emnist/model.h"
#include "emnist/status.h"

namespace emnist {

class Network {
 public:
  // Packs the weights and plans the memory; `model` may be destroyed afterwards. On success `network` is replaced, on
  // failure it is left as it was. Returns kOk, kModelUnsupported (for example an f32 layer in a build without f32
  // operators), kOutOfMemory or kBackendFailed.
  static Status Create(const Model& model, std::unique_ptr<Network>& network, Diagnostic& diagnostic);
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  // Runs every layer on `glyph`. Allocates nothing. Returns kOk or kBackendFailed.
  Status Run(const Glyph& glyph);
  // Runs one layer again on whatever its inputs hold now: for timing a layer by itself.
  Status RunLayer(int layer);
  int layers() const;

  int classes() const;
  // The logits of the last Run as real numbers; `logits` has classes() elements.
  void ReadLogits(std::span<float> logits) const;
  // The stored int8 logits of the last Run; empty for an f32 network.
  std::span<const std::int8_t> int8_logits() const;
  // The stored output of a layer after the last Run, in height, width, channel order (for tests and reports); the
  // memory of a layer's output may be reused by later layers, so call it right after RunLayer or for the last layer.
  std::span<const std::byte> layer_output(int layer) const;

  // Bytes held: packed weights, operators, indirection tables and activations.
  std::size_t bytes() const;

 private:
  struct Impl;
  explicit Network(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace emnist
