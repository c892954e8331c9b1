// What the commands that read lines share.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.h"
#include "emnist/line_recognizer.h"
#include "strokes.h"

namespace emnist::cli {

// Loads model and words and restricts the answers to the alphabet. Throws std::runtime_error with a sentence.
std::unique_ptr<LineRecognizer> LoadLineRecognizer(const LineOptions& options);

// Reads one line; returns an empty string, or what is wrong with its ink.
std::string ReadLine(LineRecognizer& recognizer, const Strokes& strokes);

// A text of the last answer in UTF-8.
std::string TextOf(const LineRecognizer& recognizer, std::size_t text);

// {"texts": [{"text", "confidence"}, …], "sure", "characters": [{"text", "strokes": [[stroke, first, last], …]}, …]}
nlohmann::ordered_json LineJson(const LineRecognizer& recognizer);

// models/english.words, compiled in.
std::span<const std::uint8_t> EnglishWords();

}  // namespace emnist::cli
