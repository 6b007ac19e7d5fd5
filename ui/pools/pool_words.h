// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/pools/pool_texts.h"
#include "ui/masking/table_texts.h"
#include "ui/texts/pool_text.h"

namespace callveil {

/// The words of tables of pools on a page with this visible zone.
[[nodiscard]] inline PoolTexts poolTexts(const QTimeZone &zone)
{
    return {&strategyText, &sharingText, &didStateText, &minutesText, tableTexts(zone)};
}

} // namespace callveil
