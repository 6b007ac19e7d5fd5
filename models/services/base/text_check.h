// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// Free texts (names, notes, reasons) are stored in clear: one that holds a telephone number is refused with
/// TextHoldsNumber, an overlong one with TextTooLong. `field` is the stable key of the field: "note".
[[nodiscard]] Result<void> checkFreeText(const QString &text, const QString &field, const QString &region = {});

/// The same for a name, which must not be empty either (NameEmpty).
[[nodiscard]] Result<void> checkName(const QString &text, const QString &field, const QString &region = {});

} // namespace callveil
