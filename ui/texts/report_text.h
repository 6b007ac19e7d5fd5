// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report_words.h"

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

/// The words of a report that leaves the program.
[[nodiscard]] ReportWords reportWords();

} // namespace callveil
