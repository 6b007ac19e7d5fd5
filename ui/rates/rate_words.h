// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/rates/rate_texts.h"
#include "ui/masking/table_texts.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/platform_text.h"
#include "ui/texts/rate_text.h"

namespace callveil {

/// The words of tables of rates on a page with this visible zone.
[[nodiscard]] inline RateTexts rateTexts(const QTimeZone &zone)
{
    return {&rateKindText, &rateStateText, &whyUnratedText, &whyUnratedAdvice, &countryText, &durationText, &faultText,
        tableTexts(zone)};
}

} // namespace callveil
