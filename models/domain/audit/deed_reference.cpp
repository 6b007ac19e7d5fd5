// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/audit/deed_reference.h"

#include <QRegularExpression>

namespace callveil {

QString deedReference(const QString &noun, qint64 id)
{
    return QStringLiteral("%1 %2").arg(noun).arg(id);
}

QString typedInDeed(const QString &typed)
{
    return QString(typed).replace(QLatin1String("; "), QLatin1String(", "));
}

QString nounOfField(const QString &action, const QString &field)
{
    static const QHash<QString, QString> nouns{
        {QStringLiteral("process"), QStringLiteral("process")},
        {QStringLiteral("processes"), QStringLiteral("process")},
        {QStringLiteral("pool"), QStringLiteral("pool")},
        {QStringLiteral("fallbacks"), QStringLiteral("pool")},
        {QStringLiteral("agent"), QStringLiteral("agent")},
    };
    // Those of an agent are recorded by name, and a process may be called "7".
    if (action.startsWith(QLatin1String("agent.")))
        return {};
    return nouns.value(field);
}

QList<qint64> idsInField(const QString &noun, const QString &value)
{
    static const QRegularExpression between(QStringLiteral("[ ,]+"));
    QList<qint64> ids;
    for (const QString &word : value.split(between, Qt::SkipEmptyParts)) {
        bool isId = false;
        const qint64 id = word.toLongLong(&isId);
        if (isId)
            ids.append(id);
        else if (word != noun)
            return {};
    }
    return ids;
}

} // namespace callveil
