// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"

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

} // namespace callveil
