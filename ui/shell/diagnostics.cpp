// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/diagnostics.h"

#include "ui/shell/theme.h"

#include <QApplication>
#include <QFont>
#include <QLocale>
#include <QScreen>
#include <QStyle>
#include <QSysInfo>

namespace callveil {

namespace {

QString placeOf(const DatabaseFacts &facts)
{
    if (facts.protection.isEmpty())
        return QStringLiteral("file on this computer");
    return facts.isElsewhere ? QStringLiteral("server elsewhere") : QStringLiteral("server on this computer");
}

QString screenOf(const QScreen &screen)
{
    return QStringLiteral("%1 x %2, scale %3, %4 dpi")
        .arg(screen.size().width())
        .arg(screen.size().height())
        .arg(screen.devicePixelRatio())
        .arg(qRound(screen.logicalDotsPerInch()));
}

QString lookOf(const QApplication &application)
{
    return QStringLiteral("%1, %2, %3 point, %4")
        .arg(application.style()->objectName(),
            isDark(QGuiApplication::palette()) ? QStringLiteral("dark") : QStringLiteral("light"))
        .arg(QApplication::font().pointSizeF())
        .arg(QGuiApplication::isRightToLeft() ? QStringLiteral("right to left") : QStringLiteral("left to right"));
}

} // namespace

QString engineText(const DatabaseFacts &facts)
{
    return QStringLiteral("%1 %2, schema %3").arg(facts.engine, facts.version).arg(facts.schema);
}

QString diagnosticsText(const std::optional<DatabaseFacts> &facts)
{
    QStringList lines{QStringLiteral("Callveil: %1").arg(QCoreApplication::applicationVersion()),
        QStringLiteral("Qt: %1, built with %2").arg(QLatin1String(qVersion()), QLatin1String(QT_VERSION_STR))};
    if (facts) {
        lines.append(QStringLiteral("Database: ") + engineText(*facts));
        lines.append(QStringLiteral("Place: ") + placeOf(*facts));
        if (!facts->protection.isEmpty())
            lines.append(QStringLiteral("Protection: ") + facts->protection);
    } else {
        lines.append(QStringLiteral("Database: does not answer"));
    }
    lines.append(QStringLiteral("System: %1, %2, %3")
                     .arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::currentCpuArchitecture()));
    lines.append(QStringLiteral("Platform: ") + QGuiApplication::platformName());
    lines.append(QStringLiteral("Look: ") + lookOf(*qApp));
    for (const QScreen *screen : QGuiApplication::screens())
        lines.append(QStringLiteral("Screen: ") + screenOf(*screen));
    lines.append(QStringLiteral("Language: ") + QLocale().bcp47Name());
    return lines.join(u'\n');
}

} // namespace callveil
