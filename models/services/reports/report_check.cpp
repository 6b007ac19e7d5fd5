// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reports/report_check.h"

#include "services/reports/report_reader.h"

namespace callveil {

namespace {

constexpr int latestDay = 2000000; // later than any date that a call can have

/// Process by process, so that each statement is of one moment and the person can stop in between.
Result<CheckedReports> check(
    Connection &connection, const Identity &me, const DaySpan &days, ReportCheckProgress &progress)
{
    const auto processes = seenProcesses(connection, me);
    if (!processes)
        return failed(processes);
    progress.all = qint64(processes->size());
    CheckedReports report;
    for (const Process &process : *processes) {
        if (progress.cancelled)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        const auto checked = ReportStore(connection).check(process.id, days);
        if (!checked)
            return failed(checked);
        ++report.processes;
        report.rows += checked->rows;
        for (const OddSums &odd : checked->odd)
            report.odd.push_back(
                {process.name, QDate(1970, 1, 1).addDays(odd.day), odd.member, DaySums::Sort(odd.sort)});
        ++progress.done;
    }
    return report;
}

} // namespace

QFuture<Result<CheckedReports>> ReportCheck::run(
    std::optional<QDate> from, std::optional<QDate> to, std::shared_ptr<ReportCheckProgress> progress)
{
    return m_workspace.background().run([identity = m_workspace.identity(), from, to, progress = std::move(progress)](
                                            Connection &connection) -> Result<CheckedReports> {
        if (const auto allowed = require(*identity, Permission::ViewReports); !allowed)
            return failed(allowed);
        for (const auto &[field, day] : {std::pair("from", from), std::pair("to", to)})
            if (day && !day->isValid())
                return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QLatin1String(field)});
        const DaySpan days{from ? dayNumber(*from) : -latestDay, to ? dayNumber(*to) : latestDay};
        return check(connection, *identity, days, *progress);
    });
}

} // namespace callveil
