// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_sheet.h"
#include "tables/calls/call_texts.h"

namespace callveil {

/// For people: calls in the columns and words of the call log, to be read on pages. Texts are plain: what a page holds
/// can be copied from it.
[[nodiscard]] CallSheet shownCallSheet(CallTexts texts);

} // namespace callveil
