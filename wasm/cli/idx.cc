// Reads through zlib, which passes uncompressed bytes on as they are.
#include "idx.h"

#include <unistd.h>
#include <zlib.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace emnist::cli {
namespace {

constexpr std::uint32_t kImagesMagic = 0x00000803;  // unsigned bytes, three dimensions
constexpr std::uint32_t kLabelsMagic = 0x00000801;  // unsigned bytes, one dimension

class Reader {
 public:
  explicit Reader(const std::string& path)
      : path_(path), file_(path == "-" ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(path.c_str(), "rb"), &gzclose) {
    if (!file_) Fail("cannot be opened");
  }

  void Read(void* bytes, std::size_t count) {
    if (gzfread(bytes, 1, count, file_.get()) != count) Fail("ends too early or is damaged");
  }

  std::uint32_t ReadNumber() {
    std::uint8_t b[4];
    Read(b, sizeof b);
    return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
  }

  [[noreturn]] void Fail(const char* what) const { throw std::runtime_error(path_ + " " + what); }

 private:
  std::string path_;
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file_;
};

}  // namespace

std::vector<Glyph> ReadIdxImages(const std::string& path) {
  Reader reader(path);
  if (reader.ReadNumber() != kImagesMagic) reader.Fail("is not an IDX file of images");
  const std::uint32_t count = reader.ReadNumber();
  if (reader.ReadNumber() != kGlyphSide || reader.ReadNumber() != kGlyphSide) reader.Fail("does not hold 28×28 images");
  std::vector<Glyph> glyphs;
  for (std::uint32_t i = 0; i < count; ++i) reader.Read(glyphs.emplace_back().data(), sizeof(Glyph));
  return glyphs;
}

std::vector<std::uint8_t> ReadIdxLabels(const std::string& path) {
  Reader reader(path);
  if (reader.ReadNumber() != kLabelsMagic) reader.Fail("is not an IDX file of labels");
  const std::uint32_t count = reader.ReadNumber();
  std::vector<std::uint8_t> labels;
  for (std::uint32_t i = 0; i < count; ++i) reader.Read(&labels.emplace_back(), 1);
  return labels;
}

void WriteIdxImages(const std::vector<Glyph>& glyphs) {
  const auto write_number = [](std::uint32_t n) {
    for (int shift = 24; shift >= 0; shift -= 8) std::putchar(static_cast<int>(n >> shift & 255));
  };
  write_number(kImagesMagic);
  write_number(static_cast<std::uint32_t>(glyphs.size()));
  write_number(kGlyphSide);
  write_number(kGlyphSide);
  for (const Glyph& glyph : glyphs) std::fwrite(glyph.data(), 1, glyph.size(), stdout);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) throw std::runtime_error("cannot write to standard output");
}

}  // namespace emnist::cli
