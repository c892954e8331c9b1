// Text from a foreign file: is it fit to show, and is it a number. No locale, no exceptions, no strtod (9 kB in wasm).
#pragma once

#include <string_view>

namespace emnist::onnx {

// Whether `text` is `literal` (std::string_view's == costs more code than all its uses here).
bool Is(const std::string_view& text, const char* literal);

// Valid UTF-8 without control characters.
bool IsText(const std::string_view& text);

// A plain decimal number, such as -0.5 or 1.5e-3, of magnitude 0 or about 1e-20 to 1e20. Digits beyond the sixteenth,
// which no float can tell apart, are dropped. False when `text` is anything else.
bool ParseDecimal(const std::string_view& text, float& value);

}  // namespace emnist::onnx
