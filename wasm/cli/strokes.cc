#include "strokes.h"

#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

namespace emnist::cli {
namespace {

using nlohmann::json;

constexpr const char* kShape = R"(a line must be {"strokes": [[[x, y], …], …]})";

// Returns an empty string, or what is wrong with the line.
std::string Parse(const std::string& line, Strokes& strokes) {
  const json document = json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) return "the line is not JSON";
  if (!document.is_object() || !document.contains("strokes") || !document["strokes"].is_array()) return kShape;
  if (document.contains("text") && document["text"].is_string()) strokes.text = document["text"];
  for (const json& stroke : document["strokes"]) {
    if (!stroke.is_array()) return kShape;
    for (const json& point : stroke) {
      if (!point.is_array() || point.size() < 2 || !point[0].is_number() || !point[1].is_number()) return kShape;
      strokes.points.push_back({point[0].get<float>(), point[1].get<float>()});
    }
    strokes.ends.push_back(static_cast<std::uint32_t>(strokes.points.size()));
  }
  if (document.contains("learn")) {
    if (!document["learn"].is_string()) return "\"learn\" must be a class name";
    strokes.learn = document["learn"].get<std::string>();
  }
  return {};
}

}  // namespace

void ReadStrokeLines(const std::function<void(const Strokes&)>& drawing,
                     const std::function<void(const std::string&)>& broken) {
  for (std::string line; std::getline(std::cin, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Strokes strokes;
    if (const std::string error = Parse(line, strokes); error.empty()) {
      drawing(strokes);
    } else {
      broken(error);
    }
  }
}

}  // namespace emnist::cli
