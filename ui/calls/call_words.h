// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/calls/call_texts.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/value_text.h"

namespace callveil {

/// The words of the tables of calls on a page with this visible zone.
[[nodiscard]] inline CallTexts callWordsOf(const QTimeZone &zone)
{
    return {&directionText, &dispositionText, &legKindText, &mediumText, &consentText, &durationText, &rowFaultText,
        &displayNumber, zone};
}

} // namespace callveil
