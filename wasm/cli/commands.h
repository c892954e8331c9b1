// The commands of `emnist`, one function each, in the file of its name. Each returns the exit code: 0, or 1 when some
// of the input failed (and was said so); each throws std::runtime_error with a sentence when it cannot go on.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "emnist/ink.h"
#include "emnist/recognizer.h"

namespace emnist::cli {

// `alphabet` as in alphabet.h.
int Evaluate(const std::string& model, const std::string& images, const std::string& labels,
             const std::string& alphabet, bool json);
int Classify(const std::string& model, const std::vector<std::string>& files, const std::string& alphabet, bool json);
int ClassifyInk(const std::string& model, const std::string& alphabet, bool logits);  // JSON lines in, JSON lines out
int Rasterize(const Pen& pen);                                                        // JSON lines in, IDX images out

// What lines are read with. Without `words`, a file, it is the built-in English ones; none with an alphabet or
// no_words.
struct LineOptions {
  std::string model;
  std::string alphabet;
  std::string words;
  bool no_words = false;
  bool logits = false;
};
int ReadInk(const LineOptions& options);                   // JSON lines in, JSON lines out
int EvaluateLines(const LineOptions& options, bool json);  // JSON lines with "text" in

int WriteTraces();  // JSON lines in; for each the length and the bytes of its trace out
int Info(const std::string& model, bool json);
int Bench(const std::string& model, bool json);
int BenchLines(const std::string& model, bool json);  // called by Bench, for a model that reads lines

// Throws with the loader's own sentence.
std::unique_ptr<Recognizer> LoadRecognizer(const std::string& model);
std::vector<std::uint8_t> ReadFile(const std::string& path);

}  // namespace emnist::cli
