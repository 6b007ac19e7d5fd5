// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/base/cell_texts.h"

#include <QLocale>
#include <QRegularExpression>

namespace callveil {

QString exactTime(qint64 msSinceEpoch, const QTimeZone &zone)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(msSinceEpoch, zone);
    return QString(QLocale().toString(moment.date(), QLocale::ShortFormat) + u' '
        + moment.time().toString(QStringLiteral("HH:mm:ss")));
}

QString CellTexts::timeFormat()
{
    static const QRegularExpression seconds(QStringLiteral("[:.]s{1,2}"));
    const QLocale locale;
    return QString(
        locale.dateFormat(QLocale::ShortFormat) + u' ' + locale.timeFormat(QLocale::ShortFormat).remove(seconds));
}

QString CellTexts::time(qint64 msSinceEpoch) const
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(msSinceEpoch, zone), timeFormat());
}

} // namespace callveil
