// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/money.h"

#include <QRegularExpression>

namespace callveil {

namespace {
constexpr int decimals = 6; // of Money::perUnit
} // namespace

QString decimalText(qint64 micros, int least)
{
    const quint64 size = micros < 0 ? 0 - quint64(micros) : quint64(micros);
    QString part = QStringLiteral("%1").arg(size % Money::perUnit, decimals, 10, QLatin1Char('0'));
    while (part.size() > least && part.endsWith(u'0'))
        part.chop(1);
    return QStringLiteral("%1%2.%3").arg(
        micros < 0 ? QStringLiteral("-") : QString(), QString::number(size / Money::perUnit), part);
}

std::optional<qint64> microsFrom(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral("\\A([0-9]{1,9})(?:[.,]([0-9]{1,6}))?\\z"));
    const auto match = form.match(typed.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const QString part = match.captured(2).leftJustified(decimals, u'0');
    return match.captured(1).toLongLong() * Money::perUnit + part.toLongLong();
}

std::optional<QString> currencyFrom(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Z]{3}\\z"));
    const QString currency = typed.trimmed().toUpper();
    return form.match(currency).hasMatch() ? std::optional(currency) : std::nullopt;
}

} // namespace callveil
