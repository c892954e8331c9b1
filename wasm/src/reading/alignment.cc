// The likeliest path that spells a given text (Viterbi over blank, character, blank, character, …, blank).
#include <algorithm>

#include "emnist/decoder.h"

namespace emnist {
namespace {

constexpr std::size_t kMaxStates = 2 * kMaxFrames + 1;

}  // namespace

bool Decoder::Align(std::span<const float> probabilities, std::size_t classes, std::span<const std::uint8_t> text,
                    std::span<FrameRange> ranges) {
  const std::size_t frames = probabilities.size() / classes;
  const std::size_t states = 2 * text.size() + 1;
  if (text.empty() || text.size() > frames) return false;
  const auto label = [&](std::size_t state) { return state % 2 == 0 ? kBlankClass : text[state / 2]; };
  const auto step = [&](std::size_t frame, std::size_t state) { return frame * kMaxStates + state; };

  std::array<double, kMaxStates> best{};
  best[0] = static_cast<double>(probabilities[kBlankClass]);
  best[1] = static_cast<double>(probabilities[text[0]]);
  for (std::size_t frame = 1; frame < frames; ++frame) {
    double highest = 0;
    // From the last state on, so that those it reads are still those of the frame before.
    for (std::size_t state = states; state-- > 0;) {
      unsigned back = 0;
      for (unsigned way = 1; way <= 2 && way <= state; ++way) {
        const bool over_a_blank = way == 2;
        if (over_a_blank && (state % 2 == 0 || label(state) == label(state - 2))) continue;
        if (best[state - way] > best[state - back]) back = way;
      }
      best[state] = best[state - back] * static_cast<double>(probabilities[frame * classes + label(state)]);
      highest = std::max(highest, best[state]);
      const std::size_t at = step(frame, state);
      const unsigned shift = 2 * (at % 4);
      steps_[at / 4] = static_cast<std::uint8_t>((steps_[at / 4] & ~(3u << shift)) | (back << shift));
    }
    if (highest == 0) return false;
    for (std::size_t state = 0; state < states; ++state) best[state] /= highest;
  }

  std::size_t state = best[states - 1] > best[states - 2] ? states - 1 : states - 2;
  if (best[state] == 0) return false;
  for (FrameRange& range : ranges) range = {0, 0};
  for (std::size_t frame = frames; frame-- > 0;) {
    if (state % 2 == 1) {
      FrameRange& range = ranges[state / 2];
      range.first = static_cast<std::uint16_t>(frame);
      range.last = std::max(range.last, range.first);
    }
    const std::size_t at = step(frame, state);
    if (frame > 0) state -= (steps_[at / 4] >> (2 * (at % 4))) & 3u;
  }
  return true;
}

}  // namespace emnist
