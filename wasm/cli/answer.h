// How answers and failures of the core are put into words and JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "emnist/recognizer.h"

namespace emnist::cli {

// {"top": [{"label", "confidence"} × 3], "sure", "glyph": [784]}; "rejected" when the answer is not to be taken
// ("several", "no-character" or "outside"); with an alphabet "outside", too. `names` is what the classes are called
// (alphabet.h).
nlohmann::ordered_json AnswerJson(Recognizer& recognizer, const std::vector<std::string>& names);

// What to tell the person; `detail` is the core's diagnostic, for model files.
std::string Sentence(Status status, const char* detail = "");

}  // namespace emnist::cli
