// --alphabet: which characters may be answered, as web/src/core/alphabet.ts has it for the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "emnist/line_recognizer.h"
#include "emnist/recognizer.h"

namespace emnist::cli {

// Reads `spec` as the inside of a character class ("0-9", "A-Za-z"; empty: no restriction) and restricts the recogniser
// to it. Returns what its classes are now called: the alphabet's own characters, the class names where both cases of a
// letter are in it. Throws std::runtime_error when the model reads none of it, or it names anything but digits and
// Latin letters.
std::vector<std::string> Restrict(Recognizer& recognizer, std::string_view spec);

// The same for the single characters a line is made of, digits, letters and signs; "0-9." is a range and a dot.
void Restrict(LineRecognizer& recognizer, std::string_view spec);

}  // namespace emnist::cli
