// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_timeline.h"

#include <algorithm>
#include <limits>
#include <map>

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;

CallExtent extentOf(const std::vector<CallKey> &calls, const QTimeZone &zone)
{
    std::map<int, qint64> days;
    for (const CallKey &call : calls) {
        const qint64 offset = 1000 * zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(call.startedAt, Qt::UTC));
        ++days[int((call.startedAt + offset) / dayMs)];
    }
    return {{days.begin(), days.end()}, qint64(calls.size())};
}

} // namespace

CallTimeline::CallTimeline(
    const CallExtent &extent, const QTimeZone &zone, std::optional<qint64> from, std::optional<qint64> to)
{
    const qint64 first = from.value_or(std::numeric_limits<qint64>::min());
    const qint64 last = to.value_or(std::numeric_limits<qint64>::max());
    m_days.reserve(extent.days.size());
    for (const auto &[number, sessions] : extent.days) {
        // One offset for the day is enough: an hour of daylight saving does not show on a scroll bar.
        const qint64 utc = number * dayMs;
        const qint64 begin = utc - 1000 * zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC));
        Day day{std::max(begin, first), std::min(begin + dayMs, last), 0};
        if (day.begin >= day.end || sessions <= 0)
            continue;
        const qint64 counted = std::max<qint64>(1, sessions * (day.end - day.begin) / dayMs);
        day.upTo = total() + counted;
        m_days.push_back(day);
    }
}

CallTimeline::CallTimeline(const std::vector<CallKey> &calls, const QTimeZone &zone)
    : CallTimeline(extentOf(calls, zone), zone, {}, {})
{ }

qint64 CallTimeline::momentAfter(qint64 newer) const
{
    if (m_days.empty())
        return 0;
    const qint64 older = std::clamp<qint64>(total() - newer, 0, total());
    const auto day = std::lower_bound(
        m_days.begin(), m_days.end(), older, [](const Day &d, qint64 calls) { return d.upTo < calls; });
    const qint64 inDay = day->upTo - before(day);
    return day->begin + qint64(double(older - before(day)) / double(inDay) * double(day->end - day->begin));
}

qint64 CallTimeline::newerThan(qint64 moment) const
{
    const auto day =
        std::lower_bound(m_days.begin(), m_days.end(), moment, [](const Day &d, qint64 at) { return d.end <= at; });
    if (day == m_days.end())
        return 0;
    const double part = std::clamp(double(moment - day->begin) / double(day->end - day->begin), 0.0, 1.0);
    return total() - before(day) - qint64(part * double(day->upTo - before(day)));
}

} // namespace callveil
