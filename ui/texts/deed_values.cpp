// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/deed_values.h"

#include "domain/audit/deed_value.h"
#include "ui/texts/isolated_text.h"
#include "ui/texts/value_text.h"

#include <QDateTime>
#include <QLocale>

namespace callveil {

namespace {

QString momentText(const QString &text, const QTimeZone &zone)
{
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    return moment.isValid() ? isolated(QLocale().toString(moment.toTimeZone(zone), QLocale::ShortFormat)) : text;
}

QString plainText(const QString &field, const QString &value, const QTimeZone &zone)
{
    if (field == QLatin1String("effective") || field == QLatin1String("expires") || field.startsWith(u"valid ")
        || field.startsWith(u"calls "))
        return momentText(value, zone);
    if (field == QLatin1String("role"))
        if (const auto role = value == roleKey(Role::Service) ? Role::Service : roleFromKey(value))
            return roleText(*role);
    if (field == QLatin1String("caller id") || field == QLatin1String("DIDs") || field == QLatin1String("prefixes")
        || field == QLatin1String("digits"))
        return isolated(value.split(u' ', Qt::SkipEmptyParts).join(QLatin1String(", ")));
    if (field == QLatin1String("target") || field == QLatin1String("number") || field == QLatin1String("prefix"))
        return isolated(value);
    bool isWhole = false;
    const qint64 count = value.toLongLong(&isWhole);
    // Quantities are grouped as numbers are. Everything else stands as it was recorded.
    return isWhole && deedValueOf(field) == DeedValue::Count ? QLocale().toString(count) : value;
}

/// "London (pool 3), 7", as far as the names are known. Names may not look like further fields.
QString namedText(const QString &noun, const QList<qint64> &ids, const DeedNames &names)
{
    QStringList texts;
    for (const qint64 id : ids) {
        const QString reference = deedReference(noun, id);
        const QString name = typedInDeed(names.value(reference));
        texts.append(name.isEmpty() ? QString::number(id) : QStringLiteral("%1 (%2)").arg(name, reference));
    }
    return texts.join(QLatin1String(", "));
}

} // namespace

QString deedValueText(
    const QString &action, const QString &field, const QString &value, const QTimeZone &zone, const DeedNames &names)
{
    const QString noun = nounOfField(action, field);
    const QList<qint64> ids = noun.isEmpty() ? QList<qint64>() : idsInField(noun, value);
    return ids.isEmpty() ? plainText(field, value, zone) : namedText(noun, ids, names);
}

} // namespace callveil
