// Composes "Conv node 'c1': …" into the caller's diagnostic.
#include "onnx/refusal.h"

#include <cstddef>

#include "onnx/graph.h"

namespace emnist::onnx {
namespace {

constexpr std::size_t kMaxName = 40;  // leaves room for the sentence around it

}  // namespace

// Names are the file's own bytes: nothing of them may steer a terminal or break the UTF-8 of a page.
void Refusal::Write(const std::string_view& text, std::size_t most) {
  for (std::size_t i = 0; i < text.size() && i < most && length_ + 1 < sizeof diagnostic_.text; ++i) {
    diagnostic_.text[length_++] = text[i] >= ' ' && text[i] <= '~' ? text[i] : '?';
  }
  diagnostic_.text[length_] = '\0';
}

void Refusal::Write(int number) {
  char digits[12];
  char* first = digits + sizeof digits;
  auto rest = number < 0 ? 0u - static_cast<unsigned>(number) : static_cast<unsigned>(number);
  do {
    *--first = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (number < 0) *--first = '-';
  Write({first, static_cast<std::size_t>(digits + sizeof digits - first)}, sizeof digits);
}

bool Refusal::Because(Status status, const char* sentence, const std::string_view& name, int number) {
  if (!none()) return false;
  status_ = status;
  if (node_ != nullptr) {
    Write(node_->op, kMaxName);
    Write(" node '", kMaxName);
    Write(node_->name, kMaxName);
    Write("': ", kMaxName);
  }
  for (; *sentence != '\0'; ++sentence) {
    if (*sentence == '@') {
      Write(name, kMaxName);
    } else if (*sentence == '#') {
      Write(number);
    } else {
      Write({sentence, 1}, 1);
    }
  }
  return false;
}

bool Refusal::Because(Status status, const char* sentence) { return Because(status, sentence, {}, 0); }

bool Refusal::Because(Status status, const char* sentence, const std::string_view& name) {
  return Because(status, sentence, name, 0);
}

bool Refusal::Because(Status status, const char* sentence, int number) { return Because(status, sentence, {}, number); }

}  // namespace emnist::onnx
