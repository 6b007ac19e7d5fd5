// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <array>

namespace callveil {

/// The periods that the page of reports offers.
enum class ReportPeriod { Today, Yesterday, Last7Days, Last30Days, ThisMonth, LastMonth, Last90Days, Other };

inline constexpr std::array allReportPeriods{ReportPeriod::Today, ReportPeriod::Yesterday, ReportPeriod::Last7Days,
    ReportPeriod::Last30Days, ReportPeriod::ThisMonth, ReportPeriod::LastMonth, ReportPeriod::Last90Days,
    ReportPeriod::Other};

/// What the person reads.
[[nodiscard]] QString reportPeriodText(ReportPeriod period);

/// First and last day; both belong to it. Of Other there are none.
[[nodiscard]] std::pair<QDate, QDate> daysOf(ReportPeriod period, QDate today);

} // namespace callveil
