// Why a file is refused: the first complaint, with the node it is about. Knows nothing of what is checked.
#pragma once

#include <string_view>

#include "emnist/status.h"

namespace emnist::onnx {

struct Node;

class LoadError {
 public:
  explicit LoadError(Diagnostic& diagnostic) : diagnostic_(diagnostic) {}

  // Later complaints are about this node; null means the file as a whole.
  void SetNode(const Node* node) { node_ = node; }

  // Records the complaint unless there was one before. In the sentence, @ stands for the name and # for the number
  // (printf would cost more than the rest of the loader's diagnostics). Always false: `return error.Fail(…)`.
  bool Fail(Status status, const char* sentence);
  bool Fail(Status status, const char* sentence, const std::string_view& name);
  bool Fail(Status status, const char* sentence, int number);
  bool Fail(Status status, const char* sentence, const std::string_view& name, int number);

  bool ok() const { return status_ == Status::kOk; }
  Status status() const { return status_; }

 private:
  void Write(char c);
  void Write(const char* sentence, const std::string_view& first, const std::string_view& second, int number);

  Diagnostic& diagnostic_;
  Status status_ = Status::kOk;
  std::size_t length_ = 0;
  const Node* node_ = nullptr;
};

}  // namespace emnist::onnx
