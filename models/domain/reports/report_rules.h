// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/reports/report.h"

namespace callveil {

/// The stable names, for the command line and saved choices: "masked-calls", "day", "process".
[[nodiscard]] QString reportKindKey(ReportKind kind);
[[nodiscard]] std::optional<ReportKind> reportKindFromKey(const QString &key);
[[nodiscard]] QString reportStepKey(ReportStep step);
[[nodiscard]] std::optional<ReportStep> reportStepFromKey(const QString &key);
[[nodiscard]] QString reportByKey(ReportBy by);
[[nodiscard]] std::optional<ReportBy> reportByFromKey(const QString &key);
[[nodiscard]] QString reportColumnKey(ReportColumn column);

[[nodiscard]] std::vector<ReportColumn> columnsOf(ReportKind kind);
/// By what it can be grouped; Nothing first.
[[nodiscard]] std::vector<ReportBy> groupsOf(ReportKind kind);
/// The stable names of these, for whoever gave another: "nothing, agent".
[[nodiscard]] QString groupKeys(ReportKind kind);
/// Whether a call may be of several members of such a group: of those of each of its legs.
[[nodiscard]] constexpr bool isOfLegs(ReportBy by)
{
    return by == ReportBy::Account || by == ReportBy::Country || by == ReportBy::Agent;
}
/// Whether it is of processes, so that it can be narrowed to one.
[[nodiscard]] bool isOfProcesses(ReportKind kind);

/// The period before, as long as this one: as many whole months before whole months, else as many days.
/// Weeks are compared with as many whole weeks before, so that each stands beside one of the same days.
[[nodiscard]] std::pair<QDate, QDate> periodBefore(QDate from, QDate to, ReportStep step = ReportStep::Day);
/// The stable names of the steps that make fewer pieces: "week, month, whole".
[[nodiscard]] QString largerSteps(ReportStep step);
/// The first day of the piece that a day lies in, not before the period.
[[nodiscard]] QDate pieceOf(QDate day, ReportStep step, QDate from);
/// The last day of the piece that begins then, not behind the period.
[[nodiscard]] QDate pieceEnd(QDate begins, ReportStep step, QDate to);
/// The first days of all pieces of the period, ascending.
[[nodiscard]] std::vector<QDate> piecesOf(QDate from, QDate to, ReportStep step);

/// How many decimals the amounts of a report need, so that all are written with as many: 2 to 6.
[[nodiscard]] int moneyDecimals(const Report &report);

/// Fails with TimeNotUnderstood or ChoiceUnknown, and the field ("from", "to", "by", "process") that is to be changed.
[[nodiscard]] Result<void> checkedRequest(const ReportRequest &request);

} // namespace callveil
