// UTF-8 as RFC 3629 has it; decimals by Clinger's exact case: an integer below 2^53 times or over a power of ten that a
// double holds exactly is rounded once.
#include "onnx/text.h"

#include <cstddef>
#include <cstdint>

namespace emnist::onnx {

bool Is(const std::string_view& text, const char* literal) {
  std::size_t i = 0;
  while (i < text.size() && literal[i] != '\0' && text[i] == literal[i]) ++i;
  return i == text.size() && literal[i] == '\0';
}

bool IsText(const std::string_view& text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<std::uint8_t>(text[i++]);
    if (lead < 0x20 || lead == 0x7F) return false;
    if (lead < 0x80) continue;
    const int more = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 0;
    if (more == 0) return false;
    std::uint32_t code = lead & (0x3Fu >> more);
    for (int k = 0; k < more; ++k) {
      if (i == text.size()) return false;
      const auto next = static_cast<std::uint8_t>(text[i++]);
      if ((next & 0xC0) != 0x80) return false;
      code = code << 6 | (next & 0x3Fu);
    }
    const std::uint32_t least = more == 1 ? 0xA0 : more == 2 ? 0x800 : 0x10000;  // 0x80 to 0x9F are controls
    if (code < least || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
  }
  return true;
}

bool ParseDecimal(const std::string_view& text, float& value) {
  constexpr std::uint64_t kFull = 900'000'000'000'000;  // one more digit still stays below 2^53
  constexpr int kMaxPower = 22;
  const char* at = text.data();
  const char* const end = at + text.size();
  // One place to look at the next character: what is not a digit is above 9.
  const auto digit = [&] { return at == end ? 255u : static_cast<unsigned char>(*at - '0'); };
  const auto take = [&](char c) { return at != end && *at == c ? (++at, true) : false; };

  const bool negative = take('-');
  std::uint64_t digits = 0;
  int power = 0;
  bool any = false;
  bool fraction = false;
  for (;; any = true) {
    if (!fraction && take('.')) fraction = true;
    const unsigned next = digit();
    if (next > 9) break;
    ++at;
    const bool kept = digits < kFull;
    if (kept) digits = digits * 10 + next;
    if (kept == fraction) power += fraction ? -1 : 1;
  }
  if (take('e') || take('E')) {
    const bool down = take('-');
    if (!down) take('+');
    int exponent = 0;
    any = any && digit() <= 9;
    for (; digit() <= 9 && exponent < 1000; ++at) exponent = exponent * 10 + static_cast<int>(digit());
    power += down ? -exponent : exponent;
  }
  if (!any || at != end || power < -kMaxPower || power > kMaxPower) return false;

  double scale = 1;
  for (int k = power; k != 0; k += k < 0 ? 1 : -1) scale *= 10;
  const double magnitude = power < 0 ? static_cast<double>(digits) / scale : static_cast<double>(digits) * scale;
  value = static_cast<float>(negative ? -magnitude : magnitude);
  return true;
}

}  // namespace emnist::onnx
