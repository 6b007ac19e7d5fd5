// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "exchange/sheets/sheet.h"

namespace callveil {

/// The words of a report that is written to a file, which are made above the tables.
struct ReportWords {
    QString (*title)(ReportKind);
    QString (*span)(QDate from, QDate to); ///< the whole period
    QString (*days)(ReportKind); ///< by which days it counts, in one sentence
    QString (*column)(ReportColumn);
    QString (*group)(ReportBy);
    QString (*member)(ReportBy, const QString &member);
    QString (*figure)(ReportColumn, qint64 value, const QString &currency);
    QString (*piece)(QDate begins, ReportStep);
    QString period, currency; ///< titles of columns
    QString before; ///< "%1, before"
    QString comparedWith; ///< "compared with %1"
    QString total; ///< the name of the rows of totals
};

/// A report as it is written to a file.
struct ReportSheet {
    SheetHead head;
    std::vector<QStringList> rows; ///< the totals come last
};

/// Every row of the report with the titles of its columns. Money has a column for its currency beside it.
[[nodiscard]] ReportSheet reportSheet(const Report &report, const ReportWords &words);
/// For programs: columns under names that stay, ISO dates, plain figures; durations in seconds, shares in per cent.
[[nodiscard]] ReportSheet plainReportSheet(const Report &report);
/// A figure in plain digits: an amount with its decimals, seconds, per cent; empty when there is none.
[[nodiscard]] QString plainFigure(ReportColumn column, const std::optional<qint64> &value);

} // namespace callveil
