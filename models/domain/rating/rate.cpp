// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/rate.h"

#include "domain/base/check_range.h"
#include "domain/base/stable_keys.h"
#include "domain/number/free_text.h"
#include "domain/rating/money.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace callveil {

namespace {

constexpr StableKeys<RateKind, 2> s_kinds{{{RateKind::Cost, "cost"}, {RateKind::Recharge, "recharge"}}};
constexpr StableKeys<RateState, 4> s_states{{{RateState::Valid, "valid"}, {RateState::Coming, "coming"},
    {RateState::Over, "over"}, {RateState::Withdrawn, "withdrawn"}}};
constexpr qint64 oldest = 946684800000; // the year 2000
constexpr qint64 latest = 4102444800000; // the year 2100

Result<void> checkTime(const char *field, qint64 at)
{
    if (at >= oldest && at <= latest)
        return {};
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QLatin1String(field), QStringLiteral("…"), QStringLiteral("2000-2099")});
}

} // namespace

Result<QString> readRatePrefix(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral("\\A\\+?([1-9][0-9]{0,6})\\z"));
    static const QRegularExpression between(QStringLiteral("[ -]"));
    const auto match = form.match(typed.trimmed().remove(between));
    if (!match.hasMatch())
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("prefix"), quotable(typed.trimmed()), QStringLiteral("+1, +44, … +1234567")});
    return QString(u'+' + match.captured(1));
}

Result<qint64> readPrice(const QString &typed)
{
    const auto price = microsFrom(typed);
    if (!price)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("price"), quotable(typed.trimmed()), QStringLiteral("0.0125, 1.123456, 12")});
    return *price;
}

Result<void> readIncrement(const QString &typed, Rate &rate)
{
    static const QRegularExpression form(QStringLiteral("\\A(?:([0-9]{1,4}) */ *)?([0-9]{1,4})\\z"));
    const auto match = form.match(typed.trimmed());
    if (!match.hasMatch())
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("increment"), quotable(typed.trimmed()), QStringLiteral("1/1, 6/6, 60/6, 60/60 …")});
    if (!match.captured(1).isEmpty())
        rate.minimum = match.captured(1).toInt();
    rate.increment = match.captured(2).toInt();
    return {};
}

QString incrementText(const Rate &rate)
{
    return QStringLiteral("%1/%2").arg(rate.minimum).arg(rate.increment);
}

Result<Rate> checkedRate(Rate rate)
{
    const auto prefix = readRatePrefix(rate.prefix);
    if (!prefix)
        return failed(prefix);
    rate.prefix = *prefix;
    const auto currency = currencyFrom(rate.currency);
    if (!currency)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("currency"), quotable(rate.currency), QStringLiteral("EUR, GBP, USD …")});
    rate.currency = *currency;
    if (rate.price < 0 || rate.price > Rate::mostPrice)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("price"), quotable(decimalText(rate.price)),
                QStringLiteral("0-%1").arg(Rate::mostPrice / Money::perUnit)});
    if (const auto fits = checkRange("increment", rate.increment, 1, Rate::mostSeconds, "s"); !fits)
        return failed(fits);
    if (const auto fits = checkRange("minimum", rate.minimum, 0, Rate::mostSeconds, "s"); !fits)
        return failed(fits);
    rate.minimum = std::max(rate.minimum, rate.increment); // what is begun of an increment counts whole
    if (const auto fits = checkTime("valid-from", rate.validFrom); !fits)
        return failed(fits);
    if (rate.validUntil && *rate.validUntil <= rate.validFrom)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("valid-until"), QStringLiteral("…"), QStringLiteral("> valid-from")});
    return rate;
}

std::optional<qint64> validityFrom(const QString &typed)
{
    const QString text = typed.trimmed();
    constexpr qsizetype lengthOfDay = 10; // Qt's reader of days ignores what stands behind one
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == lengthOfDay)
        return QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    if (!moment.isValid())
        return std::nullopt;
    if (moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC);
    return moment.toMSecsSinceEpoch();
}

QString rateKindKey(RateKind kind)
{
    return keyOf(s_kinds, kind);
}

QString rateStateKey(RateState state)
{
    return keyOf(s_states, state);
}

std::optional<RateKind> rateKindFromKey(const QString &key)
{
    return fromKey(s_kinds, key);
}

} // namespace callveil
