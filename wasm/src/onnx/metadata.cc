// Labels are required, because an answer without a name is none; the numbers have the defaults of model.h.
#include "onnx/metadata.h"

#include <string_view>

#include "emnist/ranking.h"
#include "onnx/graph.h"
#include "onnx/text.h"

namespace emnist::onnx {
namespace {

using enum Status;

constexpr std::size_t kMaxTextBytes = 64;  // of a label, or of the version

bool ReadNumber(const Bytes& file, const char* key, float least, float most, float& value, Refusal& refusal) {
  std::string_view text;
  if (!FindMetadata(file, key, text, refusal)) return false;
  if (text.empty() || (ParseDecimal(text, value) && value >= least && value <= most)) return true;
  return refusal.Because(kModelMalformed, "metadata property '@' is not a decimal number in its range", key);
}

bool ReadLabels(const Bytes& file, std::vector<std::string>& labels, Refusal& refusal) {
  std::string_view rest;
  if (!FindMetadata(file, "labels", rest, refusal)) return false;
  bool good = !rest.empty();
  for (std::string& label : labels) {
    const std::string_view next = rest.substr(0, rest.find(' '));
    good = good && !next.empty() && next.size() <= kMaxTextBytes && IsText(next);
    if (!good) break;
    label = next;
    rest.remove_prefix(next.size());
    if (&label == &labels.back()) break;
    good = !rest.empty();
    if (good) rest.remove_prefix(1);  // the space
  }
  return (good && rest.empty()) ||
         refusal.Because(kModelMalformed,
                         "metadata property 'labels' is not # names of 1 to 64 bytes of UTF-8, one for each logit, "
                         "with one space between",
                         static_cast<int>(labels.size()));
}

}  // namespace

bool ReadMetadata(const Bytes& file, Model& model, Refusal& refusal) {
  const int logits = model.tensors[static_cast<std::size_t>(model.output)].channels;
  if (logits < 2 || logits > kMaxClasses) {
    return refusal.Because(kModelUnsupported, "the network has # logits; 2 to 256 are supported", logits);
  }
  model.labels = std::vector<std::string>(static_cast<std::size_t>(logits));
  std::string_view version;
  if (!ReadLabels(file, model.labels, refusal) || !FindMetadata(file, "version", version, refusal)) return false;
  if (version.size() > kMaxTextBytes || !IsText(version)) {
    return refusal.Because(kModelMalformed, "metadata property 'version' is not at most 64 bytes of UTF-8");
  }
  model.version = version;
  if (!ReadNumber(file, "pixel_scale", -1000, 1000, model.pixel_scale, refusal) ||
      !ReadNumber(file, "pixel_offset", -1000, 1000, model.pixel_offset, refusal) ||
      !ReadNumber(file, "temperature", 0.001f, 1000, model.temperature, refusal) ||
      !ReadNumber(file, "unsure_below", 0, 1, model.unsure_below, refusal)) {
    return false;
  }
  return model.pixel_scale != 0 || refusal.Because(kModelMalformed, "metadata property 'pixel_scale' is 0");
}

}  // namespace emnist::onnx
