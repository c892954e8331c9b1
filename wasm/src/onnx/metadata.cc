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

bool ReadNumber(const Bytes& file, const char* key, float least, float most, float& value, LoadError& error) {
  std::string_view text;
  if (!FindMetadata(file, key, text, error)) return false;
  if (text.empty() || (ParseDecimal(text, value) && value >= least && value <= most)) return true;
  return error.Fail(kModelMalformed, "metadata property '@' is not a decimal number in its range", key);
}

bool ReadLabels(const Bytes& file, std::vector<std::string>& labels, LoadError& error) {
  std::string_view rest;
  if (!FindMetadata(file, "labels", rest, error)) return false;
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
         error.Fail(kModelMalformed,
                    "metadata property 'labels' is not # names of 1 to 64 bytes of UTF-8, one for each logit, "
                    "with one space between",
                    static_cast<int>(labels.size()));
}

// The input says what kind of network it is; the file may say so, too.
bool CheckKind(const Bytes& file, ModelKind kind, LoadError& error) {
  std::string_view text;
  if (!FindMetadata(file, "kind", text, error)) return false;
  return text.empty() || Is(text, kind == ModelKind::kLine ? "line" : "character") ||
         error.Fail(kModelMalformed, "metadata property 'kind' is '@', which does not go with the input", text);
}

}  // namespace

bool ReadMetadata(const Bytes& file, Model& model, LoadError& error) {
  const int logits = model.tensors[static_cast<std::size_t>(model.output)].channels;
  if (logits < 2 || logits > kMaxClasses) {
    return error.Fail(kModelUnsupported, "the network has # logits; 2 to 256 are supported", logits);
  }
  model.labels = std::vector<std::string>(static_cast<std::size_t>(logits));
  std::string_view version;
  if (!CheckKind(file, model.kind, error) || !ReadLabels(file, model.labels, error) ||
      !FindMetadata(file, "version", version, error))
    return false;
  if (version.size() > kMaxTextBytes || !IsText(version)) {
    return error.Fail(kModelMalformed, "metadata property 'version' is not at most 64 bytes of UTF-8");
  }
  model.version = version;
  float trace_version = 0;
  if (!ReadNumber(file, "trace", 0, 1000, trace_version, error) ||
      !ReadNumber(file, "pixel_scale", -1000, 1000, model.pixel_scale, error) ||
      !ReadNumber(file, "pixel_offset", -1000, 1000, model.pixel_offset, error) ||
      !ReadNumber(file, "temperature", 0.001f, 1000, model.temperature, error) ||
      !ReadNumber(file, "unsure_below", 0, 1, model.unsure_below, error)) {
    return false;
  }
  model.trace_version = static_cast<int>(trace_version);
  return model.pixel_scale != 0 || error.Fail(kModelMalformed, "metadata property 'pixel_scale' is 0");
}

}  // namespace emnist::onnx
