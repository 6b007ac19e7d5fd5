// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"

#include <QDate>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace callveil {

/// What is reported; by what each can be grouped says report_rules.h.
enum class ReportKind {
    MaskedCalls, ///< calls, and how many of them were written under a masking policy
    AverageDuration, ///< of the answered calls
    PoolUtilisation, ///< active bindings against size
    Cost, ///< what legs cost, and what is charged on
    AgentActivity,
    LateCallbacks,
    Reveals, ///< of actual numbers, by person
    OptOuts,
};
inline constexpr std::array allReportKinds{ReportKind::MaskedCalls, ReportKind::AverageDuration,
    ReportKind::PoolUtilisation, ReportKind::Cost, ReportKind::AgentActivity, ReportKind::LateCallbacks,
    ReportKind::Reveals, ReportKind::OptOuts};

/// The pieces of the period; weeks begin on Monday.
enum class ReportStep { Day, Week, Month, Whole };
inline constexpr std::array allReportSteps{ReportStep::Day, ReportStep::Week, ReportStep::Month, ReportStep::Whole};

/// What has rows of its own within a piece of the period.
enum class ReportBy { Nothing, Process, Campaign, Project, Account, Country, Agent, Pool, Person, Brand };
inline constexpr std::array allReportGroups{ReportBy::Nothing, ReportBy::Process, ReportBy::Campaign, ReportBy::Project,
    ReportBy::Account, ReportBy::Country, ReportBy::Agent, ReportBy::Pool, ReportBy::Person, ReportBy::Brand};

struct ReportRequest {
    static constexpr int mostDays = 3660;
    static constexpr size_t mostRows = 200000; ///< of the answer: more is read by nobody

    ReportKind kind = ReportKind::MaskedCalls;
    QDate from, to; ///< both within; a call belongs to the day on which it began in its process's time zone
    ReportStep step = ReportStep::Day;
    ReportBy by = ReportBy::Nothing;
    ProcessId process; ///< 0: all that the person sees
    bool compares = false; ///< with the period before (periodBefore())

    bool operator==(const ReportRequest &) const = default;
};

/// How a figure is to be read.
enum class ReportUnit {
    Count,
    Milliseconds,
    PerMille,
    Micros, ///< millionths of the row's currency's unit
};

enum class ReportColumn {
    Calls,
    AnsweredCalls,
    AnsweredShare,
    MaskedCalls,
    MaskedShare,
    Legs,
    TalkTime,
    AverageTalk, ///< talk time over answered calls
    BillableTime,
    UnratedLegs, ///< they are in no sum of money
    RatedLegs,
    Cost,
    Recharge,
    PoolNumbers, ///< in the mean of the hours that were measured, each by its fullest moment
    BoundNumbers, ///< the same
    Utilisation, ///< bound and cooling against size, in the mean of these hours
    PeakUtilisation,
    LateCalls,
    Granted, ///< reveals
    Denied,
    Persons, ///< numbers revealed, all together
    OptOuts,
};
[[nodiscard]] ReportUnit unitOf(ReportColumn column);

/// Figures of one piece of the period and one member of the group. None where there is nothing to divide by, or was
/// nothing measured; and of what is no money in the second and every further currency of a member, so that rows add up.
/// A call that has legs of two accounts, countries or agents counts in each of their rows, and once in the totals.
using ReportFigures = std::vector<std::optional<qint64>>; ///< one for each column of the report

struct ReportRow {
    QDate begins; ///< of its piece of the period; not valid in totals
    QString member; ///< name of the process, pool, person…; an ISO code of a country; empty: of none, or not grouped
    QString currency; ///< of Cost and Recharge; empty: no leg is rated
    ReportFigures figures;
    ReportFigures before; ///< of the piece of the period before at the same place; empty without a comparison

    bool operator==(const ReportRow &) const = default;
};

struct Report {
    ReportRequest request;
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows; ///< by piece of the period, then by member, then by currency
    std::vector<ReportRow> totals; ///< of everything; one for each currency, in their order
    QDate beforeFrom, beforeTo; ///< the period compared with
};

} // namespace callveil
