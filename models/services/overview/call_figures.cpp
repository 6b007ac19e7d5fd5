// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/overview/call_figures.h"

#include <algorithm>

namespace callveil {

namespace {

std::optional<qint64> figureOf(const Report &report, const ReportRow &row, ReportColumn column)
{
    const auto found = std::find(report.columns.begin(), report.columns.end(), column);
    const auto place = size_t(found - report.columns.begin());
    return place < row.figures.size() ? row.figures[place] : std::nullopt;
}

} // namespace

qint64 CallFigures::usualMasked() const
{
    const auto before = std::min<qsizetype>(usualDays, qsizetype(byDay.size()) - 1);
    if (before <= 0)
        return 0;
    qint64 sum = 0;
    for (auto day = byDay.end() - 1 - before; day != byDay.end() - 1; ++day)
        sum += day->masked;
    return (sum + before / 2) / before;
}

bool CallFigures::isEmpty() const
{
    return std::all_of(byDay.begin(), byDay.end(), [](const CallDay &day) { return day.calls == 0; });
}

ReportRequest callDaysRequest(const LocalDays &today)
{
    ReportRequest request;
    request.kind = ReportKind::MaskedCalls;
    request.from = today.earliest.addDays(1 - CallFigures::days);
    request.to = today.latest;
    request.step = ReportStep::Day;
    request.by = ReportBy::Process;
    return request;
}

ReportRequest averageRequest(const LocalDays &today)
{
    ReportRequest request;
    request.kind = ReportKind::AverageDuration;
    request.from = today.earliest;
    request.to = today.latest;
    request.step = ReportStep::Day;
    request.by = ReportBy::Process;
    return request;
}

CallFigures callFigures(const Report &days, const Report &average, const LocalDays &today)
{
    CallFigures figures;
    figures.todayFrom = today.begin;
    for (int away = CallFigures::days - 1; away >= 0; --away)
        figures.byDay.push_back({today.latest.addDays(-away), 0, 0});
    for (const ReportRow &row : days.rows) {
        const qint64 away = row.begins.daysTo(today.of(row.member));
        if (away < 0 || away >= CallFigures::days)
            continue;
        CallDay &day = figures.byDay[size_t(CallFigures::days - 1 - away)];
        day.calls += figureOf(days, row, ReportColumn::Calls).value_or(0);
        day.masked += figureOf(days, row, ReportColumn::MaskedCalls).value_or(0);
    }
    qint64 talked = 0, answered = 0;
    for (const ReportRow &row : average.rows)
        if (row.begins == today.of(row.member)) {
            talked += figureOf(average, row, ReportColumn::TalkTime).value_or(0);
            answered += figureOf(average, row, ReportColumn::AnsweredCalls).value_or(0);
        }
    if (answered > 0)
        figures.averageMs = talked / answered;
    return figures;
}

} // namespace callveil
