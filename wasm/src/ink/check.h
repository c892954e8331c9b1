// What every use of ink asks first: that it is ink.
#pragma once

#include "emnist/ink.h"
#include "emnist/status.h"

namespace emnist {

// kOk, kEmptyInk, kInvalidInk or kTooMuchInk, as emnist/status.h words them.
Status CheckInk(const Ink& ink);

}  // namespace emnist
