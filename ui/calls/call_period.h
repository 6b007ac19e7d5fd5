// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <array>
#include <optional>

namespace callveil {

/// The stretches of time that the filter offers.
enum class CallPeriod { All, Today, Yesterday, Last7Days, Last30Days, ThisMonth, Custom };

inline constexpr std::array allCallPeriods{CallPeriod::All, CallPeriod::Today, CallPeriod::Yesterday,
    CallPeriod::Last7Days, CallPeriod::Last30Days, CallPeriod::ThisMonth, CallPeriod::Custom};

/// Moments in ms since 1970, half open; unset: without a limit.
struct MomentRange {
    std::optional<qint64> from, to;
};

/// What the person reads.
[[nodiscard]] QString periodText(CallPeriod period);
/// The stable name for saved views: "last-7-days".
[[nodiscard]] QString periodKey(CallPeriod period);
[[nodiscard]] std::optional<CallPeriod> periodFromKey(const QString &key);

/// Whole days of the zone. `first` and `last` are the days of Custom, both included; the order does not matter.
[[nodiscard]] MomentRange rangeOf(CallPeriod period, QDate today, const QTimeZone &zone, QDate first, QDate last);

} // namespace callveil
