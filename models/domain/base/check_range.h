// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// Refuses a number that was typed into @p field unless it is one of @p least … @p most @p unit. The error repeats what
/// was typed only when it has at most six digits: a longer one may be somebody's telephone number.
[[nodiscard]] Result<void> checkRange(
    const char *field, qint64 typed, qint64 least, qint64 most, const char *unit = "");

} // namespace callveil
