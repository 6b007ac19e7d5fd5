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

ReportRequest callDaysRequest(QDate today)
{
    ReportRequest request;
    request.kind = ReportKind::MaskedCalls;
    request.from = today.addDays(1 - CallFigures::days);
    request.to = today;
    request.step = ReportStep::Day;
    return request;
}

ReportRequest averageRequest(QDate today)
{
    ReportRequest request;
    request.kind = ReportKind::AverageDuration;
    request.from = request.to = today;
    request.step = ReportStep::Whole;
    return request;
}

CallFigures callFigures(const Report &days, const Report &average)
{
    CallFigures figures;
    for (QDate day = days.request.from; day <= days.request.to; day = day.addDays(1))
        figures.byDay.push_back({day, 0, 0});
    for (const ReportRow &row : days.rows) {
        const qint64 place = days.request.from.daysTo(row.begins);
        if (place < 0 || place >= qint64(figures.byDay.size()))
            continue;
        CallDay &day = figures.byDay[size_t(place)];
        day.calls += figureOf(days, row, ReportColumn::Calls).value_or(0);
        day.masked += figureOf(days, row, ReportColumn::MaskedCalls).value_or(0);
    }
    if (!average.totals.empty())
        figures.averageMs = figureOf(average, average.totals.front(), ReportColumn::AverageTalk);
    return figures;
}

} // namespace callveil
