// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"

namespace callveil {

// Translated words of reports, for the console and for callveilctl.

[[nodiscard]] QString reportTitle(ReportKind kind);
/// One sentence that says what the report is of.
[[nodiscard]] QString reportExplanation(ReportKind kind);
[[nodiscard]] QString columnTitle(ReportColumn column);
/// "By day", "In one row".
[[nodiscard]] QString stepName(ReportStep step);
/// What a group is of: "Process"; "Everything together".
[[nodiscard]] QString groupName(ReportBy by);
/// The name of a member of a group: a country's instead of its code; "None" when there is none.
[[nodiscard]] QString memberText(ReportBy by, const QString &member);
/// With separators, as a duration, "12.5 %", or an amount with its currency.
[[nodiscard]] QString figureText(ReportColumn column, qint64 value, const QString &currency, int decimals);
/// The name of a piece of the period: "23 Nov 2026", "Week of 23 Nov 2026", "Nov 2026".
[[nodiscard]] QString periodText(QDate begins, QDate ends, ReportStep step);
/// "1 Nov 2026 – 30 Nov 2026".
[[nodiscard]] QString spanText(QDate from, QDate to);
/// By which days a report counts, in one sentence.
[[nodiscard]] QString reportDaysText(ReportKind kind);

// Of a report as a table: titles of its columns, and the name of the row of totals.

[[nodiscard]] QString periodTitle();
[[nodiscard]] QString currencyTitle();
/// "%1, before".
[[nodiscard]] QString beforeTitle();
/// "compared with %1".
[[nodiscard]] QString comparedWithText();
[[nodiscard]] QString totalName();
/// Whose days those of calls are.
[[nodiscard]] QString processZoneText();
/// "Page %1".
[[nodiscard]] QString numberedPageText();

} // namespace callveil
