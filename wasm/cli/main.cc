// emnist: the recogniser as a command. Results go to standard output, everything else to standard error.
// Exit codes: 0 done, 1 something in the input failed, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include "answer.h"
#include "commands.h"

namespace emnist::cli {

std::vector<std::uint8_t> ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error(path + " cannot be opened");
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::unique_ptr<Recognizer> LoadRecognizer(const std::string& model) {
  auto recognizer = std::make_unique<Recognizer>();
  const Status status = recognizer->Load(ReadFile(model), ModelLimits::Native());
  if (status != Status::kOk) throw std::runtime_error(model + ": " + Sentence(status, recognizer->diagnostic()));
  return recognizer;
}

namespace {

int Main(int argc, char** argv) {
  CLI::App app("Recognises handwritten characters: digits and letters, drawn or photographed.", "emnist");
  app.require_subcommand(1);
  std::string model, images, labels, alphabet;
  std::vector<std::string> files;
  bool json = false, logits = false;
  Pen pen;
  int exit_code = 0;

  const auto add_model = [&](CLI::App* command) {
    command->add_option("--model", model, "the .onnx file")->required();
  };
  const auto add_json = [&](CLI::App* command) { command->add_flag("--json", json, "print JSON"); };

  const auto add_alphabet = [&](CLI::App* command) {
    command->add_option("--alphabet", alphabet, "answer only these characters, like 0-9 or A-Za-z");
  };

  CLI::App* evaluate = app.add_subcommand("evaluate", "Measure accuracy on IDX files (plain, .gz, a pipe, or -)");
  add_model(evaluate);
  add_json(evaluate);
  add_alphabet(evaluate);
  evaluate->add_option("--images", images, "IDX images, 28×28, white on black, upright")->required();
  evaluate->add_option("--labels", labels, "IDX labels")->required();
  evaluate->callback([&] { exit_code = Evaluate(model, images, labels, alphabet, json); });

  CLI::App* classify = app.add_subcommand("classify", "Read the character in each picture file");
  add_model(classify);
  add_json(classify);
  add_alphabet(classify);
  classify->add_option("files", files, "PNG, JPEG, BMP, GIF")->required();
  classify->callback([&] { exit_code = Classify(model, files, alphabet, json); });

  CLI::App* classify_ink = app.add_subcommand(
      "classify-ink", R"(Read strokes, one JSON object a line: {"strokes": [[[x, y], …], …]}, y downward; )"
                      R"(with "learn": "A" beside them they teach this hand for the lines that follow)");
  add_model(classify_ink);
  add_alphabet(classify_ink);
  classify_ink->add_flag("--logits", logits, "add the network's logits to each answer, int8 steps or f32");
  classify_ink->callback([&] { exit_code = ClassifyInk(model, alphabet, logits); });

  LineOptions line;
  const auto add_line_options = [&](CLI::App* command) {
    command->add_option("--model", line.model, "the .onnx file, of a model that reads lines")->required();
    command->add_option("--alphabet", line.alphabet, "answer only these characters, like 0-9 or A-Z0-9-; no words");
    const auto words = command->add_option("--words", line.words, "a list of words to expect, one a line");
    command->add_flag("--no-words", line.no_words, "expect no words, not even the built-in English ones")
        ->excludes(words);
  };

  CLI::App* read_ink = app.add_subcommand("read-ink", "Read lines of handwriting, strokes as for classify-ink");
  add_line_options(read_ink);
  read_ink->add_flag("--logits", line.logits, "add the network's logits to each answer, int8 steps");
  read_ink->callback([&] { exit_code = ReadInk(line); });

  CLI::App* evaluate_lines = app.add_subcommand(
      "evaluate-lines", R"(Measure accuracy on lines like those of read-ink with what they say besides: "text")");
  add_line_options(evaluate_lines);
  add_json(evaluate_lines);
  evaluate_lines->callback([&] { exit_code = EvaluateLines(line, json); });

  CLI::App* rasterize = app.add_subcommand("rasterize", "Draw strokes (lines as for classify-ink) into IDX images");
  rasterize->add_option("--pen-core", pen.core, "glyph pixels around the centre line that are fully white")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 14.0));
  rasterize->add_option("--pen-edge", pen.edge, "glyph pixels over which the stroke fades out")
      ->capture_default_str()
      ->check(CLI::Range(0.1, 14.0));
  rasterize->callback([&] { exit_code = Rasterize(pen); });

  CLI::App* trace = app.add_subcommand(
      "trace",
      "Turn strokes (lines as for classify-ink) into what a line's network reads: for each line its length\n"
      "in points, four bytes, the low one first, and so many times 9 bytes");
  trace->callback([&] { exit_code = WriteTraces(); });

  CLI::App* info = app.add_subcommand("info", "Show what a model file holds");
  info->add_option("model", model, "the .onnx file")->required();
  add_json(info);
  info->callback([&] { exit_code = Info(model, json); });

  CLI::App* bench =
      app.add_subcommand("bench", "Time answers on this machine: a character's with each layer, a word's by stage");
  bench->add_option("model", model, "the .onnx file")->required();
  add_json(bench);
  bench->callback([&] { exit_code = Bench(model, json); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return exit_code;
}

}  // namespace
}  // namespace emnist::cli

int main(int argc, char** argv) {
  try {
    return emnist::cli::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "emnist: " << error.what() << '\n';
    return 1;
  }
}
