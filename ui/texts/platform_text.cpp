// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/platform_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Platform", text);
}

} // namespace

QString countryText(const QString &region)
{
    const QLocale::Territory territory = QLocale::codeToTerritory(region);
    return territory == QLocale::AnyTerritory
        ? region
        : QStringLiteral("%1 (%2)").arg(QLocale::territoryToString(territory), region);
}

QString emergencyLossText(EmergencyLoss loss, const EmergencyNumber &number)
{
    switch (loss) {
    case EmergencyLoss::Nothing:
        return {};
    case EmergencyLoss::Usual:
        return say(QT_TRANSLATE_NOOP("Platform",
                       "%1 is an emergency number of %2. Once it is removed, calls to it would be masked or refused "
                       "like others."))
            .arg(number.digits, countryText(number.country));
    case EmergencyLoss::Last:
        return say(QT_TRANSLATE_NOOP("Platform",
                       "%1 is the last emergency number of %2. Once it is removed, calls to it would be masked or "
                       "refused like "
                       "others."))
            .arg(number.digits, countryText(number.country));
    }
    return {};
}

QString prefillText(const QString &region, const QStringList &digits)
{
    return QStringLiteral("%1: %2").arg(countryText(region),
        digits.isEmpty() ? say(QT_TRANSLATE_NOOP("Platform", "none is known, add them by hand"))
                         : digits.join(QStringLiteral(", ")));
}

} // namespace callveil
