// Writes the seed corpus of onnx_fuzz into a directory that exists.
#include <cstdio>
#include <string>
#include <utility>

#include "onnx_seeds.h"

int main(int argc, char** argv) {
  using namespace emnist::onnx_builder;  // NOLINT: all of it
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_onnx_seeds DIRECTORY\n");
    return 2;
  }
  for (const auto& [name, file] : {std::pair{"float.onnx", FloatSeed()},
                                   {"old.onnx", OldSeed()},
                                   {"int8.onnx", Int8Seed()},
                                   {"line.onnx", LineSeed()},
                                   {"int8-line.onnx", Int8LineSeed()}}) {
    const std::string path = std::string(argv[1]) + "/" + name;
    std::FILE* const out = std::fopen(path.c_str(), "wb");
    const bool written = out != nullptr && std::fwrite(file.data(), 1, file.size(), out) == file.size();
    if (out == nullptr || std::fclose(out) != 0 || !written) {
      std::fprintf(stderr, "cannot write %s\n", path.c_str());
      return 1;
    }
  }
  return 0;
}
