// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/call_request.h"

namespace callveil {

// A call that somebody asked for, in words: for the console and for callveilctl.

/// One sentence that says how it stands, and what to do when nobody was called.
[[nodiscard]] QString callRequestText(const CallRequest &request);
/// The same for whoever has just asked; not `isNew`: the binding had this call already, and he is told so.
[[nodiscard]] QString askedCallText(const CallRequest &request, bool isNew);
/// "Agent", "Customer".
[[nodiscard]] QString partySideText(PartySide side);

} // namespace callveil
