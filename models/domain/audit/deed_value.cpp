// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/audit/deed_value.h"

#include "domain/audit/deed_reference.h"

#include <QRegularExpression>
#include <QStringList>

namespace callveil {

namespace {

const QString s_between = QStringLiteral("; ");

/// What is in no list is text.
const QHash<QString, DeedValue> &fields()
{
    static const QHash<QString, DeedValue> values = [] {
        QHash<QString, DeedValue> all;
        for (const char *field : {"expiry", "idle", "cool-down", "low-water", "channels", "per minute", "records",
                 "sessions", "legs", "bindings", "duplicates", "rejected", "rows", "clear", "bytes", "seconds",
                 "findings", "days", "numbers", "copies", "damaged", "unrated", "added", "replaced", "unchanged",
                 "changed", "failed attempts before on this console:"})
            all.insert(QLatin1String(field), DeedValue::Count);
        for (const char *field : {"cost", "recharge", "price"})
            all.insert(QLatin1String(field), DeedValue::Money);
        for (const char *field : {"DIDs", "number", "prefix", "prefixes", "digits"})
            all.insert(QLatin1String(field), DeedValue::Number);
        for (const char *field : {"caller id", "target", "late answer"})
            all.insert(QLatin1String(field), DeedValue::Target);
        return all;
    }();
    return values;
}

bool matches(const QRegularExpression &form, const QString &value)
{
    return form.match(value).hasMatch();
}

/// "+442079460001..+442079460009 +442079460011".
bool isRow(const QString &value)
{
    static const QRegularExpression form(
        QStringLiteral("\\A\\+?[0-9]+(\\.\\.\\+?[0-9]+)?( \\+?[0-9]+(\\.\\.\\+?[0-9]+)?)*\\z"));
    return matches(form, value);
}

bool hasForm(DeedValue kind, const QString &value)
{
    static const QRegularExpression count(QStringLiteral("\\A[0-9]+\\z"));
    static const QRegularExpression money(
        QStringLiteral("\\A-?[0-9]+(\\.[0-9]+)?( [A-Z]{3})?(, -?[0-9]+(\\.[0-9]+)? [A-Z]{3})*\\z"));
    switch (kind) {
    case DeedValue::Count:
        return matches(count, value);
    case DeedValue::Money:
        return matches(money, value);
    case DeedValue::Number:
        return isRow(value);
    case DeedValue::Target:
        return true;
    case DeedValue::Text:
        break;
    }
    return false;
}

/// The known field with which a part of a text begins; empty when there is none.
QString fieldOf(const QString &part)
{
    for (auto field = fields().begin(); field != fields().end(); ++field)
        if (part.startsWith(field.key()) && part.mid(field.key().size()).startsWith(u' '))
            return field.key();
    return {};
}

bool isOwn(const QString &action, const QString &part)
{
    const QString field = fieldOf(part);
    if (!field.isEmpty())
        return hasForm(deedValueOf(field), part.mid(field.size() + 1));
    const QString word = part.section(u' ', 0, 0);
    const QString noun = nounOfField(action, word);
    return !noun.isEmpty() && !idsInField(noun, part.mid(word.size() + 1)).isEmpty();
}

} // namespace

DeedValue deedValueOf(const QString &field)
{
    return fields().value(field, DeedValue::Text);
}

QString searchedText(const QString &action, const QString &text)
{
    // There a typed name stands alone.
    if (action.startsWith(QLatin1String("campaign.")))
        return text;
    const QStringList parts = text.split(s_between);
    QStringList searched;
    bool listsNumbers = false; // "numbers 3; +44…"
    for (const QString &part : parts) {
        const bool isLeftOut = isOwn(action, part) || (listsNumbers && part.startsWith(u'+') && isRow(part));
        listsNumbers = isLeftOut && part.startsWith(QLatin1String("numbers "));
        if (!isLeftOut)
            searched.append(part);
    }
    return searched.join(s_between);
}

} // namespace callveil
