// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/reports/report_cells.h"
#include "ui/masking/table_texts.h"
#include "ui/texts/report_text.h"

namespace callveil {

/// The words of reports on a page with this visible zone.
[[nodiscard]] inline ReportCellTexts reportCellTexts(const QTimeZone &zone)
{
    return {tableTexts(zone), &columnTitle, &groupName, &memberText, &figureText, &periodText};
}

} // namespace callveil
