// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/calls/row_fault.h"

namespace callveil {

/// The sentence that tells a person what went wrong and what to do about it. For the console and for callveilctl.
[[nodiscard]] QString faultText(const Error &error);
/// The same for a rejected row: "line 12, column start: the time is not understood".
[[nodiscard]] QString rejectText(const RowReject &reject);
/// Only the fault: "the time is not understood".
[[nodiscard]] QString rowFaultText(RowFault fault);

} // namespace callveil
