// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/reports/report_sheet.h"
#include "ui/texts/report_text.h"

namespace callveil {

/// The words of a report that leaves the program, from the console or from callveilctl.
[[nodiscard]] inline ReportWords reportWords()
{
    return {&reportTitle, &spanText, &reportDaysText, &columnTitle, &groupName, &memberText, &figureText, &periodText,
        periodTitle(), currencyTitle(), beforeTitle(), comparedWithText(), totalName(), processZoneText(),
        numberedPageText()};
}

} // namespace callveil
