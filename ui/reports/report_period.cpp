// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_period.h"

#include <QCoreApplication>

namespace callveil {

QString reportPeriodText(ReportPeriod period)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("ReportPeriod", text); };
    switch (period) {
    case ReportPeriod::Today:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "Today"));
    case ReportPeriod::Yesterday:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "Yesterday"));
    case ReportPeriod::Last7Days:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "Last 7 days"));
    case ReportPeriod::Last30Days:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "Last 30 days"));
    case ReportPeriod::ThisMonth:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "This month"));
    case ReportPeriod::LastMonth:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "Last month"));
    case ReportPeriod::Last90Days:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "Last 90 days"));
    case ReportPeriod::Other:
        return say(QT_TRANSLATE_NOOP("ReportPeriod", "Other…"));
    }
    return {};
}

std::pair<QDate, QDate> daysOf(ReportPeriod period, QDate today)
{
    const QDate month(today.year(), today.month(), 1);
    switch (period) {
    case ReportPeriod::Today:
        return {today, today};
    case ReportPeriod::Yesterday:
        return {today.addDays(-1), today.addDays(-1)};
    case ReportPeriod::Last7Days:
        return {today.addDays(-6), today};
    case ReportPeriod::Last30Days:
        return {today.addDays(-29), today};
    case ReportPeriod::ThisMonth:
        return {month, today};
    case ReportPeriod::LastMonth:
        return {month.addMonths(-1), month.addDays(-1)};
    case ReportPeriod::Last90Days:
        return {today.addDays(-89), today};
    case ReportPeriod::Other:
        break;
    }
    return {};
}

} // namespace callveil
