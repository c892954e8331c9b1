// What can go wrong, and the sentence that says it. The core has no exceptions: every function that can fail returns a
// Status, and those that read foreign files also fill a Diagnostic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace emnist {

// The numbers cross into JavaScript (web/src/core/status.ts mirrors them); append, never renumber.
enum class Status : std::uint8_t {
  kOk = 0,
  kEmptyInk = 1,          // no stroke has a point
  kInvalidInk = 2,        // a coordinate is NaN, infinite or beyond ±1e6, or the stroke ends do not ascend
  kTooMuchInk = 3,        // more points or strokes than the buffers hold
  kInvalidPicture = 4,    // a side is 0 or above 512
  kBlankPicture = 5,      // nothing in the picture stands out from its background
  kModelMalformed = 6,    // not an ONNX file, truncated, or contradicting itself
  kModelUnsupported = 7,  // valid ONNX that this core does not run; the diagnostic names the operator or attribute
  kModelTooLarge = 8,     // over the limits the caller declared
  kOutOfMemory = 9,
  kBackendFailed = 10,    // XNNPACK refused an operator; the diagnostic names it
  kNoModel = 11,          // recognition was asked for before a model was loaded
  kInvalidArgument = 12,  // there is no such layer, stage or length
  kWordsMalformed = 13,   // not a list of words, truncated, or contradicting itself
  kWordsTooLarge = 14,    // more words than the caller allows
  kCannotLearn = 15,      // the model's last hidden layer is f32, or wider than an example may be
  kOtherModel = 16,       // an example that another model's network made
  kInvalidExample = 17,   // of a class that the model does not have, or not of an example's length
};

// A short English sentence for a developer; truncated to fit, never allocated. Put together by hand because printf
// would cost the web binary more than all of the ranking.
struct Diagnostic {
  char text[192] = "";

  Status Fail(Status status, std::initializer_list<std::string_view> parts) {
    std::size_t length = 0;
    for (const std::string_view part : parts) length += part.copy(text + length, sizeof text - 1 - length);
    text[length] = '\0';
    return status;
  }
};

}  // namespace emnist
