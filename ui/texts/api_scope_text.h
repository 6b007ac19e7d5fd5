// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/api_key.h"

namespace callveil {

/// What a key of the HTTP API may be used for, in a word: "Bindings".
[[nodiscard]] QString apiScopeText(ApiScope scope);
/// The same in a sentence.
[[nodiscard]] QString apiScopeHelp(ApiScope scope);

} // namespace callveil
