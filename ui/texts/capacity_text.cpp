// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/capacity_text.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include <cmath>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Capacity", text);
}

QString hoursText(qint64 hours)
{
    constexpr qint64 day = 24;
    const QLocale locale;
    return hours > day && hours % day == 0
        ? say(QT_TRANSLATE_NOOP("Capacity", "%1 d")).arg(locale.toString(hours / day))
        : say(QT_TRANSLATE_NOOP("Capacity", "%1 h")).arg(locale.toString(hours));
}

QString trendText(const Forecast &forecast)
{
    const QLocale locale;
    const double change = std::round(forecast.perDay * 10) / 10;
    const QString known = locale.toString(forecast.days);
    if (change == 0)
        return say(QT_TRANSLATE_NOOP("Capacity", "Use has been steady over the %1 days that are known.")).arg(known);
    return (change > 0
            ? say(QT_TRANSLATE_NOOP("Capacity", "Use grows by %1 numbers a day over the %2 days that are known."))
            : say(QT_TRANSLATE_NOOP("Capacity", "Use falls by %1 numbers a day over the %2 days that are known.")))
        .arg(locale.toString(std::abs(change), 'f', 1), known);
}

} // namespace

QString forecastText(const Forecast &forecast)
{
    const QLocale locale;
    switch (forecast.kind) {
    case Forecast::Kind::TooEarly:
        return say(QT_TRANSLATE_NOOP("Capacity", "Too early for a forecast: it needs %1 days, and %2 are known."))
            .arg(locale.toString(Forecast::leastDays), locale.toString(forecast.days));
    case Forecast::Kind::Dry:
        return say(QT_TRANSLATE_NOOP("Capacity", "Dry: nothing was left on the last day.")) + u' '
            + trendText(forecast);
    case Forecast::Kind::DryOn:
        return say(QT_TRANSLATE_NOOP("Capacity", "Dry on %1 at this trend."))
                   .arg(locale.toString(QDate(1970, 1, 1).addDays(forecast.dryDay), QLocale::ShortFormat))
            + u' ' + trendText(forecast);
    case Forecast::Kind::Lasts:
        return say(QT_TRANSLATE_NOOP("Capacity", "Lasts longer than a year at this trend.")) + u' '
            + trendText(forecast);
    }
    return {};
}

QString ageClassText(size_t place)
{
    if (place == 0)
        return say(QT_TRANSLATE_NOOP("Capacity", "under %1")).arg(hoursText(ageLimits.front()));
    if (place >= ageLimits.size())
        return say(QT_TRANSLATE_NOOP("Capacity", "%1 and more")).arg(hoursText(ageLimits.back()));
    return say(QT_TRANSLATE_NOOP("Capacity", "%1 to %2"))
        .arg(hoursText(ageLimits[place - 1]), hoursText(ageLimits[place]));
}

} // namespace callveil
