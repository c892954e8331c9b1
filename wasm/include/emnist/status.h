// What can go wrong, and the sentence that says it. The core has no exceptions: every function that can fail returns a
// Status, and those that read foreign files also fill a Diagnostic.
#pragma once

#include <cstdarg>
#include <cstdint>
#include <cstdio>

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
  kBackendFailed = 10,  // XNNPACK refused an operator; the diagnostic names it
  kNoModel = 11,        // recognition was asked for before a model was loaded
};

// A short English sentence for a developer; truncated to fit, never allocated.
struct Diagnostic {
  char text[192] = "";

  [[gnu::format(printf, 3, 4)]] Status Fail(Status status, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return status;
  }
};

}  // namespace emnist
