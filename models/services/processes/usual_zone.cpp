// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/processes/usual_zone.h"

#include <QHash>
#include <QLocale>
#include <QSet>
#include <QTimeZone>

namespace callveil {

namespace {

constexpr qsizetype mostExamples = 3;

QList<QByteArray> zonesOf(const QString &country)
{
    const QLocale::Territory territory = QLocale::codeToTerritory(country);
    return territory == QLocale::AnyTerritory ? QList<QByteArray>{} : QTimeZone::availableTimeZoneIds(territory);
}

/// The zones of one country that Windows does not tell apart have had the same clocks for decades: Berlin, Büsingen.
QByteArray onlyZone(const QString &country, const QList<QByteArray> &zones)
{
    if (zones.size() == 1)
        return zones.front();
    QSet<QByteArray> families;
    for (const QByteArray &zone : zones)
        families.insert(QTimeZone::ianaIdToWindowsId(zone));
    if (families.size() != 1 || families.contains(QByteArray()))
        return {};
    const QByteArray zone = QTimeZone::windowsIdToDefaultIanaId(*families.begin(), QLocale::codeToTerritory(country));
    return zones.contains(zone) ? zone : zones.front();
}

/// Where most people of a country with several zones live.
const QHash<QString, QString> &mostPeople()
{
    static const QHash<QString, QString> zones{
        {QStringLiteral("AR"), QStringLiteral("America/Argentina/Buenos_Aires")},
        {QStringLiteral("AU"), QStringLiteral("Australia/Sydney")},
        {QStringLiteral("BR"), QStringLiteral("America/Sao_Paulo")},
        {QStringLiteral("CA"), QStringLiteral("America/Toronto")},
        {QStringLiteral("CD"), QStringLiteral("Africa/Kinshasa")},
        {QStringLiteral("CL"), QStringLiteral("America/Santiago")},
        {QStringLiteral("CN"), QStringLiteral("Asia/Shanghai")},
        {QStringLiteral("EC"), QStringLiteral("America/Guayaquil")},
        {QStringLiteral("ES"), QStringLiteral("Europe/Madrid")},
        {QStringLiteral("FM"), QStringLiteral("Pacific/Pohnpei")},
        {QStringLiteral("ID"), QStringLiteral("Asia/Jakarta")},
        {QStringLiteral("KI"), QStringLiteral("Pacific/Tarawa")},
        {QStringLiteral("KZ"), QStringLiteral("Asia/Almaty")},
        {QStringLiteral("MN"), QStringLiteral("Asia/Ulaanbaatar")},
        {QStringLiteral("MX"), QStringLiteral("America/Mexico_City")},
        {QStringLiteral("NZ"), QStringLiteral("Pacific/Auckland")},
        {QStringLiteral("PF"), QStringLiteral("Pacific/Tahiti")},
        {QStringLiteral("PG"), QStringLiteral("Pacific/Port_Moresby")},
        {QStringLiteral("PT"), QStringLiteral("Europe/Lisbon")},
        {QStringLiteral("RU"), QStringLiteral("Europe/Moscow")},
        {QStringLiteral("UA"), QStringLiteral("Europe/Kiev")},
        {QStringLiteral("US"), QStringLiteral("America/New_York")},
    };
    return zones;
}

QStringList examples(const QString &country, const QList<QByteArray> &zones)
{
    QStringList names{proposedZone(country)};
    for (const QByteArray &zone : zones) {
        // One of each clock, so that the examples are a choice.
        const QByteArray family = QTimeZone::ianaIdToWindowsId(zone);
        const QString name =
            QString::fromLatin1(QTimeZone::windowsIdToDefaultIanaId(family, QLocale::codeToTerritory(country)));
        if (names.size() < mostExamples && !name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    names.removeAll(QString());
    return names;
}

} // namespace

Result<QString> usualZone(const QString &country)
{
    const QList<QByteArray> zones = zonesOf(country);
    const QByteArray here = QTimeZone::systemTimeZoneId();
    if (zones.contains(here))
        return QString::fromLatin1(here);
    const QByteArray only = onlyZone(country, zones);
    if (!only.isEmpty())
        return QString::fromLatin1(only);
    return fail(ErrorCode::Invalid, Fault::TimeZoneNeeded, {country, examples(country, zones).join(u", ")});
}

QString proposedZone(const QString &country)
{
    const QList<QByteArray> zones = zonesOf(country);
    if (zones.isEmpty())
        return {};
    if (const auto usual = onlyZone(country, zones); !usual.isEmpty())
        return QString::fromLatin1(usual);
    const QByteArray here = QTimeZone::systemTimeZoneId();
    if (zones.contains(here))
        return QString::fromLatin1(here);
    const QString known = mostPeople().value(country);
    return zones.contains(known.toLatin1()) ? known : QString::fromLatin1(zones.front());
}

} // namespace callveil
