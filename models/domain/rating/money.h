// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace callveil {

/// An exact amount: millionths of a currency's unit. An amount of money is never a floating point number.
struct Money {
    static constexpr qint64 perUnit = 1000000;

    qint64 micros = 0;
    QString currency; ///< ISO 4217: "EUR"

    bool operator==(const Money &) const = default;
};

/// The amount in plain digits, for files and scripts: "0.0125", "12.00", "-0.50"; with as many decimals as it has, and
/// at least that many.
[[nodiscard]] QString decimalText(qint64 micros, int least = 2);
/// An amount as it is typed, with a point or a comma before its decimals. Nothing when it is none, is negative, has
/// more than six decimals, or is more than nine digits long before them.
[[nodiscard]] std::optional<qint64> microsFrom(const QString &typed);
/// Three letters in capitals, as ISO 4217 has them; nothing when it cannot be a currency.
[[nodiscard]] std::optional<QString> currencyFrom(const QString &typed);

} // namespace callveil
