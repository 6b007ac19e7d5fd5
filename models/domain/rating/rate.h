// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"

#include <array>
#include <optional>

namespace callveil {

/// Which of the two lists a rate is of. Stored.
enum class RateKind : qint8 {
    Cost = 0, ///< what a carrier takes
    Recharge = 1, ///< what is charged on to the account
};
inline constexpr std::array allRateKinds{RateKind::Cost, RateKind::Recharge};

/// Whether a rate holds at a moment.
enum class RateState {
    Valid,
    Coming, ///< from a later moment on
    Over, ///< it has ended, or another one followed
    Withdrawn, ///< it was wrong from its beginning, and rates nothing
};

/// What a minute of voice costs to the numbers that begin with a prefix, from a moment on.
struct Rate {
    /// Enough for a country and an area. A prefix is no number: hardly one is as short, and a leg never keeps so much
    /// of its number that fewer than four digits would be left to guess (zone.h).
    static constexpr int mostDigits = 7;
    static constexpr qint64 mostPrice = 10000LL * 1000000; ///< micros a minute
    static constexpr int mostSeconds = 3600; ///< of increment and minimum

    RateId id;
    RateKind kind = RateKind::Cost;
    QString prefix; ///< "+" and 1 to 7 digits
    qint64 price = 0; ///< millionths of the currency's unit, for a minute
    QString currency;
    int increment = 1; ///< seconds: what is begun of one counts whole
    int minimum = 1; ///< seconds that a call with any counts at least; never less than an increment
    qint64 validFrom = 0; ///< ms since 1970, UTC
    std::optional<qint64> validUntil; ///< the first moment at which it is valid no more

    bool operator==(const Rate &) const = default;
};

/// The prefix in the form in which it is stored, "+4420" of "44 20". Fails with ChoiceUnknown (prefix); what could be a
/// number is never repeated.
[[nodiscard]] Result<QString> readRatePrefix(const QString &typed);
/// A price of a minute as it is typed, in millionths. Fails with ChoiceUnknown (price).
[[nodiscard]] Result<qint64> readPrice(const QString &typed);
/// Sets increment and minimum as tariffs write them: "6", or "60/6" for a minute at least and then each six seconds.
/// Fails with ChoiceUnknown (increment).
[[nodiscard]] Result<void> readIncrement(const QString &typed, Rate &rate);
/// "60/6".
[[nodiscard]] QString incrementText(const Rate &rate);
/// The rate in the form in which it is stored. Fails with ChoiceUnknown and the field at fault: prefix, price,
/// currency, increment, minimum, valid-from, valid-until.
[[nodiscard]] Result<Rate> checkedRate(Rate rate);

/// A moment of a validity as it is written: ISO 8601, without an offset in UTC; a date alone is its midnight.
[[nodiscard]] std::optional<qint64> validityFrom(const QString &typed);

/// The stable names for scripts, files and the record: "cost", "recharge".
[[nodiscard]] QString rateKindKey(RateKind kind);
[[nodiscard]] std::optional<RateKind> rateKindFromKey(const QString &key);
/// "valid", "coming", "over", "withdrawn".
[[nodiscard]] QString rateStateKey(RateState state);

} // namespace callveil
