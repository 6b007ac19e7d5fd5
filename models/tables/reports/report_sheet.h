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
    QString (*figure)(ReportColumn, qint64 value, const QString &currency, int decimals);
    QString (*piece)(QDate begins, QDate ends, ReportStep);
    QString period, currency; ///< titles of columns
    QString before; ///< "%1, before"
    QString comparedWith; ///< "compared with %1"
    QString total; ///< the name of the rows of totals
    QString processZone = QStringLiteral("process time zone"); ///< whose days these are, where not those of UTC
    QString page = QStringLiteral("%1"); ///< how a page tells its number
    bool tellsChange = false; ///< in brackets behind the figures of the period before
};

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
