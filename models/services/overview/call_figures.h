// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "services/reports/local_days.h"

namespace callveil {

struct CallDay {
    QDate day;
    qint64 calls = 0;
    qint64 masked = 0; ///< of these

    bool operator==(const CallDay &) const = default;
};

/// The calls of the last days, out of reports.
struct CallFigures {
    static constexpr int days = 30; ///< today is one of them
    static constexpr int usualDays = 7; ///< before today, by which today is judged

    std::vector<CallDay> byDay; ///< ascending, none left out; the last is today
    qint64 todayFrom = 0; ///< the moment at which today began in the first of the processes, ms since 1970
    std::optional<qint64> averageMs; ///< of the calls that were answered today; nullopt: none was

    /// Without days there is none.
    [[nodiscard]] CallDay today() const { return byDay.empty() ? CallDay() : byDay.back(); }
    /// Masked ones a day in the days before today, rounded.
    [[nodiscard]] qint64 usualMasked() const;
    [[nodiscard]] bool isEmpty() const;

    bool operator==(const CallFigures &) const = default;
};

/// What to ask for: calls of each day, and how long people talked today.
[[nodiscard]] ReportRequest callDaysRequest(const LocalDays &today);
[[nodiscard]] ReportRequest averageRequest(const LocalDays &today);
/// Of the answers to these; days without a row had no call. Today is of each process its own: where it is tomorrow
/// already, that day counts beside today elsewhere.
[[nodiscard]] CallFigures callFigures(const Report &days, const Report &average, const LocalDays &today);

} // namespace callveil
