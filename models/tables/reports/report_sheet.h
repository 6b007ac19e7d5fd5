// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report_words.h"
#include "exchange/sheets/sheet.h"

namespace callveil {

/// A report as it is written to a file.
struct ReportSheet {
    SheetHead head;
    std::vector<QStringList> rows; ///< the totals come last
};

/// Every row of the report with the titles of its columns. Money has a column for its currency beside it.
[[nodiscard]] ReportSheet reportSheet(const Report &report, const ReportWords &words);
/// As a file of this format has it: in words for people, CSV with names that stay for programs. It says by which days
/// it counts.
[[nodiscard]] ReportSheet reportSheetFor(SheetFormat format, const Report &report, const ReportWords &words);
/// A figure in plain digits: an amount with its decimals, seconds, per cent; empty when there is none.
[[nodiscard]] QString plainFigure(ReportColumn column, const std::optional<qint64> &value);

} // namespace callveil
