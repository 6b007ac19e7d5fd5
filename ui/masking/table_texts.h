// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/cell_texts.h"
#include "ui/texts/value_text.h"

namespace callveil {

/// The words of tables on a page with this visible zone.
[[nodiscard]] inline CellTexts tableTexts(const QTimeZone &zone)
{
    return {&policyText, &displayNumber, zone};
}

} // namespace callveil
