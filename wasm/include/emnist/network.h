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

  ModelKind kind() const;

  // Runs every layer on a character. Allocates nothing. Returns kOk, kBackendFailed, or kInvalidArgument when the
  // network reads lines.
  Status Run(const Glyph& glyph);
  // Runs every layer on a line of any length: `sequence` is length × features() bytes, position by position. The result
  // is what a network made for just that length computes: beyond both ends there is real zero. Allocates nothing.
  // Returns kOk, kBackendFailed, or kInvalidArgument when the length is not a multiple of stride() from stride() to
  // max_length(), or the network reads characters.
  Status RunSequence(std::span<const std::uint8_t> sequence);
  // Runs one layer again on whatever its inputs hold now: for timing a layer by itself. Returns kOk, kBackendFailed, or
  // kInvalidArgument when there is no such layer.
  Status RunLayer(int layer);
  int layers() const;

  // Of a network for lines only.
  int features() const;
  int max_length() const;
  int stride() const;  // positions of the input that become one frame of the output

  int classes() const;
  // How many rows of logits the last Run gave: 1 for a character, length / stride() for a line.
  int frames() const;
  // The logits of the last Run as real numbers, frame by frame; `logits` has frames() × classes() elements.
  void ReadLogits(std::span<float> logits) const;
  // The stored int8 logits of the last Run, frame by frame; empty for an f32 network.
  std::span<const std::int8_t> int8_logits() const;
  // The last hidden layer after the last Run: the stored int8 numbers that the last layer reads, real zero stored as
  // hidden_zero_point(). Empty for an f32 network.
  std::span<const std::int8_t> hidden() const;
  int hidden_zero_point() const;
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
