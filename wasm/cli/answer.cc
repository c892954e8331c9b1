#include "answer.h"

#include <algorithm>

namespace emnist::cli {
namespace {

const char* Name(Rejection rejection) {
  switch (rejection) {
    case Rejection::kNone:
      break;
    case Rejection::kSeveral:
      return "several";
    case Rejection::kNoCharacter:
      return "no-character";
    case Rejection::kOutside:
      return "outside";
  }
  return "";
}

}  // namespace

nlohmann::ordered_json AnswerJson(Recognizer& recognizer, const std::vector<std::string>& names) {
  nlohmann::ordered_json answer;
  const auto order = recognizer.order();
  for (const std::uint8_t label : order.first(std::min<std::size_t>(3, order.size()))) {
    answer["top"].push_back({{"label", names[label]}, {"confidence", recognizer.confidences()[label]}});
  }
  answer["sure"] = recognizer.sure();
  if (recognizer.rejection() != Rejection::kNone) answer["rejected"] = Name(recognizer.rejection());
  if (order.size() < names.size()) answer["outside"] = recognizer.outside();
  answer["glyph"] = recognizer.glyph();
  return answer;
}

std::string Sentence(Status status, const char* detail) {
  switch (status) {
    case Status::kOk:
      return "ok";
    case Status::kEmptyInk:
      return "there is no ink: no stroke has a point";
    case Status::kInvalidInk:
      return "a coordinate is not a number between -1e6 and 1e6";
    case Status::kTooMuchInk:
      return "too much ink: at most 8192 points in 512 strokes";
    case Status::kInvalidPicture:
      return "the picture has no pixels";
    case Status::kBlankPicture:
      return "nothing in the picture stands out from its background";
    case Status::kModelMalformed:
      return std::string("the model file is damaged: ") + detail;
    case Status::kModelUnsupported:
      return std::string("the model uses what this program does not run: ") + detail;
    case Status::kModelTooLarge:
      return std::string("the model is too large: ") + detail;
    case Status::kOutOfMemory:
      return "out of memory";
    case Status::kBackendFailed:
      return std::string("the network could not be set up or run: ") + detail;
    case Status::kNoModel:
      return "no model is loaded";
    case Status::kInvalidArgument:
      return "there is no such layer, stage or length";
    case Status::kWordsMalformed:
      return "the list of words is damaged, or has a word of more than 64 bytes or with a space in it";
    case Status::kWordsTooLarge:
      return "the list has too many words";
    case Status::kCannotLearn:
      return "this model cannot learn: its last hidden layer is f32 or wider than 64 numbers";
    case Status::kOtherModel:
      return "the examples are of another model";
    case Status::kInvalidExample:
      return "an example is damaged, or of a class the model does not have";
  }
  return "unknown failure";
}

}  // namespace emnist::cli
