// CTC prefix beam search (Graves and Jaitly 2014; Hannun et al., arXiv:1408.2873). Works on plain probabilities, scaled
// up after each frame, with + and × alone: every machine finds the same texts in the same order.
#include "emnist/decoder.h"

#include <algorithm>
#include <cmath>

#include "reading/exponential.h"

namespace emnist {
namespace {

// No probability is less: a path's must not vanish, and a thousandth of a thousandth for ten frames on end would be
// more than enough to rule it out.
constexpr float kLeastProbability = 1e-30f;

}  // namespace

float Decoder::Restrict(std::span<float> logits, std::span<const std::uint8_t> alphabet) {
  const std::size_t classes = alphabet.size();
  double inside_logarithm = 0;
  int characters = 0;
  for (std::size_t at = 0; at < logits.size(); at += classes) {
    const std::span<float> frame = logits.subspan(at, classes);
    const auto highest = std::max_element(frame.begin(), frame.end());
    if (highest != frame.begin() + kBlankClass) ++characters;
    // Relative to the best inside: an alphabet far below the highest logit must not vanish.
    float best = frame[kBlankClass];
    for (std::size_t c = 0; c < classes; ++c) {
      if (alphabet[c] != 0) best = std::max(best, frame[c]);
    }
    const double shift = static_cast<double>(best) - static_cast<double>(*highest);
    double inside = 0, outside = 0;
    for (std::size_t c = 0; c < classes; ++c) {
      if (c == kBlankClass || alphabet[c] != 0) {
        const double weight = ExpOfNegative(static_cast<double>(frame[c]) - static_cast<double>(best));
        frame[c] = static_cast<float>(weight);
        inside += weight;
      } else {
        outside += ExpOfNegative(static_cast<double>(frame[c]) + shift - static_cast<double>(best));
        frame[c] = 0;
      }
    }
    for (std::size_t c = 0; c < classes; ++c) {
      if (c != kBlankClass && alphabet[c] == 0) continue;
      frame[c] = std::max(kLeastProbability, static_cast<float>(static_cast<double>(frame[c]) / inside));
    }
    inside_logarithm += shift - std::log(inside * ExpOfNegative(shift) + outside) + std::log(inside);
  }
  return static_cast<float>(ExpOfNegative(std::min(0.0, inside_logarithm / std::max(1, characters))));
}

class Decoder::Search {
 public:
  Search(Decoder& decoder, const Language* language, std::uint8_t space, const Options& options)
      : nodes_(decoder.nodes_),
        beam_(decoder.beam_),
        next_(decoder.next_),
        language_(language),
        space_(space),
        options_(options) {
    nodes_[0] = {kNone, kNone, kNone, kBlankClass, 0};
    beam_[0] = {1, 0, 1, {}, 0, 0};
  }

  void ReadFrame(std::span<const float> frame) {
    chosen_ = 0;
    for (std::size_t i = 0; i < width_; ++i) Stay(beam_[i], frame);
    for (std::size_t c = 1; c < frame.size(); ++c) {
      if (!(frame[c] > options_.least)) continue;
      for (std::size_t i = 0; i < width_; ++i) Extend(beam_[i], static_cast<std::uint8_t>(c), frame[c]);
    }
    Settle();
  }

  // Ends all texts; writes the different ones and their scores, best first, and returns how many there are. The empty
  // text goes to the rest, where all that fell out of the beam is.
  int Finish(std::span<Prefix, kMaxBeam> prefixes, std::span<double, kMaxBeam> scores) {
    int texts = 0;
    for (std::size_t i = 0; i < width_; ++i) {
      const Hypothesis& hypothesis = beam_[i];
      const double score = hypothesis.total() * (language_ ? language_->Finish(hypothesis.state) : 1);
      Prefix prefix = hypothesis.prefix;
      if (space_ != 0 && nodes_[prefix].last == space_) prefix = nodes_[prefix].parent;
      if (prefix == 0) {
        rest_ += score;
        continue;
      }
      int place = static_cast<int>(std::find(prefixes.begin(), prefixes.begin() + texts, prefix) - prefixes.begin());
      double sum = score;
      if (place < texts) {
        sum += scores[static_cast<std::size_t>(place)];
      } else {
        ++texts;
      }
      for (; place > 0 && scores[static_cast<std::size_t>(place) - 1] < sum; --place) {
        prefixes[static_cast<std::size_t>(place)] = prefixes[static_cast<std::size_t>(place) - 1];
        scores[static_cast<std::size_t>(place)] = scores[static_cast<std::size_t>(place) - 1];
      }
      prefixes[static_cast<std::size_t>(place)] = prefix;
      scores[static_cast<std::size_t>(place)] = sum;
    }
    return texts;
  }

  double rest() const { return rest_; }

 private:
  // The text stays as it is: a blank, its last character once more, or that character come to its parent.
  void Stay(const Hypothesis& hypothesis, std::span<const float> frame) {
    Hypothesis stays = hypothesis;
    stays.blank = hypothesis.total() * static_cast<double>(frame[kBlankClass]);
    stays.label = 0;
    const Node& node = nodes_[hypothesis.prefix];
    if (hypothesis.prefix != 0) {
      const double probability = static_cast<double>(frame[node.last]);
      stays.label = hypothesis.label * probability;
      const std::int16_t parent = nodes_[node.parent].place;
      if (parent >= 0 && frame[node.last] > options_.least) {
        stays.label += Grown(beam_[static_cast<std::size_t>(parent)], node.last) * probability * hypothesis.factor;
      }
    }
    Offer(stays);
  }

  // The text becomes longer by `label`, unless that text is in the beam and has taken its share.
  void Extend(const Hypothesis& hypothesis, std::uint8_t label, float probability) {
    const Node& node = nodes_[hypothesis.prefix];
    if (label == space_ && (hypothesis.prefix == 0 || node.last == space_)) return;
    const Prefix child = ChildOf(hypothesis.prefix, label);
    if (child != kNone && nodes_[child].place >= 0) return;
    const double grown = Grown(hypothesis, label) * static_cast<double>(probability);
    if (!(grown > 0)) return;
    if (!MayBeChosen(grown)) return Drop(grown);  // the language would only make it less
    Hypothesis longer = {0, grown, 1, hypothesis.state, hypothesis.prefix, label};
    if (language_) longer.factor = language_->Follow(longer.state, label);
    longer.label *= longer.factor;
    Offer(longer);
  }

  // What of a text's probability another `label` makes longer: a repetition needs a blank between.
  double Grown(const Hypothesis& hypothesis, std::uint8_t label) const {
    const bool repeats = hypothesis.prefix != 0 && nodes_[hypothesis.prefix].last == label;
    return repeats ? hypothesis.blank : hypothesis.total();
  }

  Prefix ChildOf(Prefix parent, std::uint8_t label) const {
    Prefix child = nodes_[parent].first_child;
    while (child != kNone && nodes_[child].last != label) child = nodes_[child].next_sibling;
    return child;
  }

  bool MayBeChosen(double score) const {
    return chosen_ < static_cast<std::size_t>(options_.beam) || score > next_[chosen_ - 1].total();
  }

  // Nothing is known of what a language would yet have made of it: counted in full, it would make known words doubtful.
  void Drop(double score) {
    if (language_ == nullptr) rest_ += score;
  }

  // Keeps the best, in order; of equals the one that was there first.
  void Offer(const Hypothesis& hypothesis) {
    const double score = hypothesis.total();
    if (!MayBeChosen(score)) return Drop(score);
    std::size_t place = chosen_;
    if (chosen_ < static_cast<std::size_t>(options_.beam)) {
      ++chosen_;
    } else {
      Drop(next_[--place].total());
    }
    for (; place > 0 && next_[place - 1].total() < score; --place) next_[place] = next_[place - 1];
    next_[place] = hypothesis;
  }

  // What was chosen becomes the beam.
  void Settle() {
    for (std::size_t i = 0; i < width_; ++i) nodes_[beam_[i].prefix].place = -1;
    const double scale = 1 / next_[0].total();
    rest_ *= scale;
    width_ = chosen_;
    for (std::size_t i = 0; i < width_; ++i) {
      Hypothesis& hypothesis = beam_[i] = next_[i];
      hypothesis.blank *= scale;
      hypothesis.label *= scale;
      if (hypothesis.extension != 0) {
        hypothesis.prefix = NodeOf(hypothesis.prefix, hypothesis.extension);
        hypothesis.extension = 0;
      }
      nodes_[hypothesis.prefix].place = static_cast<std::int16_t>(i);
    }
  }

  // A text that fell out of the beam and comes back is the same node.
  Prefix NodeOf(Prefix parent, std::uint8_t label) {
    if (const Prefix child = ChildOf(parent, label); child != kNone) return child;
    const auto child = static_cast<Prefix>(used_++);
    nodes_[child] = {parent, kNone, nodes_[parent].first_child, label, -1};
    nodes_[parent].first_child = child;
    return child;
  }

  std::array<Node, kMaxNodes>& nodes_;
  std::array<Hypothesis, kMaxBeam>& beam_;
  std::array<Hypothesis, kMaxBeam>& next_;
  const Language* language_;
  std::uint8_t space_;
  const Options& options_;
  std::size_t used_ = 1;
  std::size_t width_ = 1;
  std::size_t chosen_ = 0;
  double rest_ = 0;
};

void Decoder::Decode(std::span<const float> probabilities, std::size_t classes, const Language* language,
                     std::uint8_t space, const Options& options) {
  Search search(*this, language, space, options);
  for (std::size_t at = 0; at < probabilities.size(); at += classes) {
    search.ReadFrame(probabilities.subspan(at, classes));
  }
  std::array<double, kMaxBeam> scores;
  texts_ = search.Finish(prefixes_, scores);
  if (texts_ == 0) return;
  const double highest = std::max(scores[0], search.rest());
  const auto weight = [&](double score) {
    return score > 0 ? ExpOfNegative(std::log(score / highest) / static_cast<double>(options.temperature)) : 0;
  };
  double sum = weight(search.rest());
  for (int i = 0; i < texts_; ++i) sum += weight(scores[static_cast<std::size_t>(i)]);
  for (int i = 0; i < texts_; ++i) {
    const auto place = static_cast<std::size_t>(i);
    confidences_[place] = static_cast<float>(weight(scores[place]) / sum);
  }
}

std::size_t Decoder::ReadText(int text, std::span<std::uint8_t> classes) const {
  const Prefix prefix = prefixes_[static_cast<std::size_t>(text)];
  std::size_t length = 0;
  for (Prefix at = prefix; at != 0; at = nodes_[at].parent) ++length;
  std::size_t place = length;
  for (Prefix at = prefix; at != 0; at = nodes_[at].parent) classes[--place] = nodes_[at].last;
  return length;
}

}  // namespace emnist
