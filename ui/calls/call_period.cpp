// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_period.h"

#include <QCoreApplication>

#include <algorithm>

namespace callveil {

namespace {

MomentRange days(QDate first, QDate last, const QTimeZone &zone)
{
    return {first.startOfDay(zone).toMSecsSinceEpoch(), last.addDays(1).startOfDay(zone).toMSecsSinceEpoch()};
}

} // namespace

QString periodText(CallPeriod period)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("CallPeriod", text); };
    switch (period) {
    case CallPeriod::All:
        return say(QT_TRANSLATE_NOOP("CallPeriod", "All"));
    case CallPeriod::Today:
        return say(QT_TRANSLATE_NOOP("CallPeriod", "Today"));
    case CallPeriod::Yesterday:
        return say(QT_TRANSLATE_NOOP("CallPeriod", "Yesterday"));
    case CallPeriod::Last7Days:
        return say(QT_TRANSLATE_NOOP("CallPeriod", "Last 7 days"));
    case CallPeriod::Last30Days:
        return say(QT_TRANSLATE_NOOP("CallPeriod", "Last 30 days"));
    case CallPeriod::ThisMonth:
        return say(QT_TRANSLATE_NOOP("CallPeriod", "This month"));
    case CallPeriod::Custom:
        return say(QT_TRANSLATE_NOOP("CallPeriod", "Custom"));
    }
    return {};
}

QString periodKey(CallPeriod period)
{
    switch (period) {
    case CallPeriod::All:
        return QStringLiteral("all");
    case CallPeriod::Today:
        return QStringLiteral("today");
    case CallPeriod::Yesterday:
        return QStringLiteral("yesterday");
    case CallPeriod::Last7Days:
        return QStringLiteral("last-7-days");
    case CallPeriod::Last30Days:
        return QStringLiteral("last-30-days");
    case CallPeriod::ThisMonth:
        return QStringLiteral("this-month");
    case CallPeriod::Custom:
        return QStringLiteral("custom");
    }
    return {};
}

std::optional<CallPeriod> periodFromKey(const QString &key)
{
    for (const CallPeriod period : allCallPeriods) {
        if (periodKey(period) == key)
            return period;
    }
    return std::nullopt;
}

MomentRange rangeOf(CallPeriod period, QDate today, const QTimeZone &zone, QDate first, QDate last)
{
    switch (period) {
    case CallPeriod::All:
        return {};
    case CallPeriod::Today:
        return days(today, today, zone);
    case CallPeriod::Yesterday:
        return days(today.addDays(-1), today.addDays(-1), zone);
    case CallPeriod::Last7Days:
        return days(today.addDays(-6), today, zone);
    case CallPeriod::Last30Days:
        return days(today.addDays(-29), today, zone);
    case CallPeriod::ThisMonth:
        return days(QDate(today.year(), today.month(), 1), today, zone);
    case CallPeriod::Custom:
        return days(std::min(first, last), std::max(first, last), zone);
    }
    return {};
}

} // namespace callveil
