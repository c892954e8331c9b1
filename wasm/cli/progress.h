// One line on a terminal that says how far long work is; silent when nobody watches.
#pragma once

#include <unistd.h>

#include <cstdio>

namespace emnist::cli {

class Progress {
 public:
  Progress(const char* what, std::size_t total) : what_(what), total_(total), shown_(isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (shown_) std::fputs("\r\033[K", stderr);
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Done(std::size_t count) {
    const int percent = static_cast<int>(100 * count / total_);
    if (!shown_ || percent == percent_) return;
    percent_ = percent;
    std::fprintf(stderr, "\r%s: %d %%", what_, percent);
  }

 private:
  const char* what_;
  std::size_t total_;
  bool shown_;
  int percent_ = -1;
};

}  // namespace emnist::cli
