// IDX files, the format MNIST and EMNIST are published in: a magic number, big-endian sizes, bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "emnist/glyph.h"

namespace emnist::cli {

// Both read plain files, gzip and pipes ("-" is standard input) and throw std::runtime_error with a sentence.
std::vector<Glyph> ReadIdxImages(const std::string& path);         // n × 28 × 28
std::vector<std::uint8_t> ReadIdxLabels(const std::string& path);  // n

// Writes an images file to standard output.
void WriteIdxImages(const std::vector<Glyph>& glyphs);

}  // namespace emnist::cli
