// Composes "Conv node 'c1': …" into the caller's diagnostic.
#include "onnx/load_error.h"

#include <cstddef>

#include "onnx/graph.h"

namespace emnist::onnx {
namespace {

constexpr std::size_t kMaxName = 40;  // leaves room for the sentence around it

}  // namespace

// Names are the file's own bytes: nothing of them may steer a terminal or break the UTF-8 of a page.
void LoadError::Write(char c) {
  if (length_ + 1 < sizeof diagnostic_.text) diagnostic_.text[length_++] = c >= ' ' && c <= '~' ? c : '?';
  diagnostic_.text[length_] = '\0';
}

void LoadError::Write(const char* sentence, const std::string_view& first, const std::string_view& second, int number) {
  const std::string_view* name = &first;
  for (; *sentence != '\0'; ++sentence) {
    if (*sentence == '@') {
      for (std::size_t i = 0; i < name->size() && i < kMaxName; ++i) Write((*name)[i]);
      name = &second;
    } else if (*sentence == '#') {
      if (number < 0) Write('-');
      const auto magnitude = number < 0 ? 0u - static_cast<unsigned>(number) : static_cast<unsigned>(number);
      unsigned power = 1;
      while (magnitude / power > 9) power *= 10;
      for (; power > 0; power /= 10) Write(static_cast<char>('0' + magnitude / power % 10));
    } else {
      Write(*sentence);
    }
  }
}

bool LoadError::Fail(Status status, const char* sentence, const std::string_view& name, int number) {
  if (!ok()) return false;
  status_ = status;
  if (node_ != nullptr) Write("@ node '@': ", node_->op, node_->name, 0);
  Write(sentence, name, name, number);
  return false;
}

bool LoadError::Fail(Status status, const char* sentence) { return Fail(status, sentence, {}, 0); }

bool LoadError::Fail(Status status, const char* sentence, const std::string_view& name) {
  return Fail(status, sentence, name, 0);
}

bool LoadError::Fail(Status status, const char* sentence, int number) { return Fail(status, sentence, {}, number); }

}  // namespace emnist::onnx
