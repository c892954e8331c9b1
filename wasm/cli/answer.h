// How answers and failures of the core are put into words and JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "emnist/recognizer.h"

namespace emnist::cli {

// {"top": [{"label", "confidence"} × 3], "sure", "glyph": [784]}
nlohmann::ordered_json AnswerJson(Recognizer& recognizer);

// What to tell the person; `detail` is the core's diagnostic, for model files.
std::string Sentence(Status status, const char* detail = "");

}  // namespace emnist::cli
