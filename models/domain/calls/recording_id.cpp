// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/recording_id.h"

#include "domain/number/number_finder.h"

#include <QRegularExpression>

namespace callveil {

bool couldHoldNumber(const QString &typed)
{
    // 16 and more hexadecimal digits with a letter among them. In fewer than 32 no nine decimal ones stand in a row:
    // they could be the number of a caller, to which a recorder has added some digits of its own.
    static const QRegularExpression hexadecimal(
        QStringLiteral("(?<![0-9A-Za-z])(?=[0-9]*[A-Fa-f])(?=[0-9A-Fa-f]{32}|(?![0-9A-Fa-f]*[0-9]{9}))"
                       "[0-9A-Fa-f]{16,}(?![0-9A-Za-z])"));
    return NumberFinder::holdsLongRow(QString(typed).replace(hexadecimal, QStringLiteral("|")));
}

QStringList storedRecordingIds(const QString &typed, const QStringList &countries)
{
    const QString id = typed.trimmed();
    if (id.isEmpty() || couldHoldNumber(id))
        return {};
    QStringList stored;
    for (const QString &country : countries.isEmpty() ? QStringList(QString()) : countries) {
        const QString form = NumberFinder(country).withNumbersMasked(id);
        if (!NumberFinder::containsNumber(form, countries)) // what is somebody's number elsewhere
            stored.append(form);
    }
    stored.removeDuplicates();
    return stored;
}

} // namespace callveil
