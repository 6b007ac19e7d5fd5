// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_ticks.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

constexpr qint64 second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
constexpr qint64 month = 30 * day, year = 12 * month; // as steps; their ticks are those of the calendar
constexpr std::array lengths{second, 5 * second, 15 * second, 30 * second, minute, 5 * minute, 15 * minute, 30 * minute,
    hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day, month, 3 * month, 6 * month, year,
    2 * year, 5 * year, 10 * year};

QString timeLabel(const QDateTime &moment, qint64 step)
{
    static const QRegularExpression seconds(QStringLiteral("[:.]s{1,2}"));
    const QLocale locale;
    if (step < minute)
        return moment.time().toString(QStringLiteral("HH:mm:ss"));
    return locale.toString(moment.time(), locale.timeFormat(QLocale::ShortFormat).remove(seconds));
}

QString labelOf(const QDateTime &moment, qint64 step)
{
    const QLocale locale;
    if (step >= year)
        return locale.toString(moment.date(), QStringLiteral("yyyy"));
    if (step >= month)
        return locale.toString(moment.date(), QStringLiteral("MMM yyyy"));
    const bool beginsDay = moment.time() == QTime(0, 0);
    return step >= day || beginsDay ? locale.toString(moment.date(), dayFormat()) : timeLabel(moment, step);
}

/// The first day of a step of days or longer that is not after `date`.
QDate roundedDown(const QDate &date, qint64 step)
{
    if (step >= year) {
        const int years = int(step / year);
        return QDate(date.year() / years * years, 1, 1);
    }
    if (step >= month) {
        const int months = int(step / month);
        return QDate(date.year(), (date.month() - 1) / months * months + 1, 1);
    }
    return QDate::fromJulianDay(date.toJulianDay() / (step / day) * (step / day));
}

QDate nextDate(const QDate &date, qint64 step)
{
    return step >= month ? date.addMonths(int(step / month)) : date.addDays(step / day);
}

void addTick(std::vector<TimeTick> &ticks, const QDateTime &moment, qint64 from, qint64 to, qint64 step)
{
    const qint64 at = moment.toMSecsSinceEpoch();
    // An hour that the clock skips gives the same moment as the next one.
    if (at >= from && at <= to && (ticks.empty() || at > ticks.back().at))
        ticks.push_back({at, labelOf(moment, step)});
}

} // namespace

std::vector<TimeTick> timeTicks(qint64 from, qint64 to, int steps, const QTimeZone &zone)
{
    const qint64 least = (to - from) / std::max(steps, 1);
    const auto found = std::lower_bound(lengths.begin(), lengths.end(), least);
    const qint64 step = found == lengths.end() ? lengths.back() : *found;
    const QDate last = QDateTime::fromMSecsSinceEpoch(to, zone).date();
    QDate date = QDateTime::fromMSecsSinceEpoch(from, zone).date();
    std::vector<TimeTick> ticks;
    if (step >= day) {
        for (date = roundedDown(date, step); date <= last; date = nextDate(date, step))
            addTick(ticks, date.startOfDay(zone), from, to, step);
        return ticks;
    }
    // Each day begins anew, so that a change to summer time does not move the hours of the days after it.
    for (; date <= last; date = date.addDays(1))
        for (qint64 clock = 0; clock < day; clock += step)
            addTick(ticks, QDateTime(date, QTime::fromMSecsSinceStartOfDay(int(clock)), zone), from, to, step);
    return ticks;
}

QString dayFormat()
{
    static const QRegularExpression others(QStringLiteral("'[^']*'|d{3,4}|y+[年년]?"));
    static const QRegularExpression edges(QStringLiteral("^[\\s,.]+|[\\s,]+$"));
    QString format = QLocale().dateFormat(QLocale::LongFormat);
    return format.remove(others).simplified().remove(edges).replace(QLatin1String("MMMM"), QLatin1String("MMM"));
}

} // namespace callveil
