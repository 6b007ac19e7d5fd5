// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reports/report_rules.h"

#include "domain/base/stable_keys.h"
#include "domain/rating/money.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr StableKeys<ReportKind, allReportKinds.size()> s_kinds{
    {{ReportKind::MaskedCalls, "masked-calls"}, {ReportKind::AverageDuration, "average-duration"},
        {ReportKind::PoolUtilisation, "pool-utilisation"}, {ReportKind::Cost, "cost"},
        {ReportKind::AgentActivity, "agent-activity"}, {ReportKind::LateCallbacks, "late-callbacks"},
        {ReportKind::Reveals, "reveals"}, {ReportKind::OptOuts, "opt-outs"}}};
constexpr StableKeys<ReportStep, allReportSteps.size()> s_steps{
    {{ReportStep::Day, "day"}, {ReportStep::Week, "week"}, {ReportStep::Month, "month"}, {ReportStep::Whole, "whole"}}};
constexpr StableKeys<ReportBy, allReportGroups.size()> s_groups{{{ReportBy::Nothing, "nothing"},
    {ReportBy::Process, "process"}, {ReportBy::Campaign, "campaign"}, {ReportBy::Project, "project"},
    {ReportBy::Account, "account"}, {ReportBy::Country, "country"}, {ReportBy::Agent, "agent"},
    {ReportBy::Pool, "pool"}, {ReportBy::Person, "person"}, {ReportBy::Brand, "brand"}}};
constexpr StableKeys<ReportColumn, 22> s_columns{{{ReportColumn::Calls, "calls"},
    {ReportColumn::AnsweredCalls, "answered_calls"}, {ReportColumn::AnsweredShare, "answered_share"},
    {ReportColumn::MaskedCalls, "masked_calls"}, {ReportColumn::MaskedShare, "masked_share"},
    {ReportColumn::Legs, "legs"}, {ReportColumn::TalkTime, "talk_time"}, {ReportColumn::AverageTalk, "average_talk"},
    {ReportColumn::BillableTime, "billable_time"}, {ReportColumn::UnratedLegs, "unrated_legs"},
    {ReportColumn::RatedLegs, "rated_legs"}, {ReportColumn::Cost, "cost"}, {ReportColumn::Recharge, "recharge"},
    {ReportColumn::PoolNumbers, "pool_numbers"}, {ReportColumn::BoundNumbers, "bound_numbers"},
    {ReportColumn::Utilisation, "utilisation"}, {ReportColumn::PeakUtilisation, "peak_utilisation"},
    {ReportColumn::LateCalls, "late_calls"}, {ReportColumn::Granted, "granted"}, {ReportColumn::Denied, "denied"},
    {ReportColumn::Persons, "persons"}, {ReportColumn::OptOuts, "opt_outs"}}};
constexpr int oldestYear = 2000;
constexpr int latestYear = 2099;

template <typename Value>
QString joined(const std::vector<Value> &values, QString (*keyOf)(Value))
{
    QStringList keys;
    for (const Value value : values)
        keys.append(keyOf(value));
    return keys.join(QStringLiteral(", "));
}

bool isMonthly(QDate from, QDate to)
{
    return from.day() == 1 && to.day() == to.daysInMonth();
}

Result<void> checkDay(const char *field, QDate day)
{
    if (!day.isValid())
        return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QLatin1String(field)});
    if (day.year() >= oldestYear && day.year() <= latestYear)
        return {};
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
        {QLatin1String(field), day.toString(Qt::ISODate), QStringLiteral("2000-2099")});
}

} // namespace

ReportUnit unitOf(ReportColumn column)
{
    switch (column) {
    case ReportColumn::TalkTime:
    case ReportColumn::AverageTalk:
    case ReportColumn::BillableTime:
        return ReportUnit::Milliseconds;
    case ReportColumn::AnsweredShare:
    case ReportColumn::MaskedShare:
    case ReportColumn::Utilisation:
    case ReportColumn::PeakUtilisation:
        return ReportUnit::PerMille;
    case ReportColumn::Cost:
    case ReportColumn::Recharge:
        return ReportUnit::Micros;
    default:
        return ReportUnit::Count;
    }
}

QString reportKindKey(ReportKind kind)
{
    return keyOf(s_kinds, kind);
}

std::optional<ReportKind> reportKindFromKey(const QString &key)
{
    return fromKey(s_kinds, key);
}

QString reportStepKey(ReportStep step)
{
    return keyOf(s_steps, step);
}

std::optional<ReportStep> reportStepFromKey(const QString &key)
{
    return fromKey(s_steps, key);
}

QString reportByKey(ReportBy by)
{
    return keyOf(s_groups, by);
}

std::optional<ReportBy> reportByFromKey(const QString &key)
{
    return fromKey(s_groups, key);
}

QString reportColumnKey(ReportColumn column)
{
    return keyOf(s_columns, column);
}

std::vector<ReportColumn> columnsOf(ReportKind kind)
{
    using enum ReportColumn;
    switch (kind) {
    case ReportKind::MaskedCalls:
        return {Calls, AnsweredCalls, MaskedCalls, MaskedShare};
    case ReportKind::AverageDuration:
        return {AverageTalk, TalkTime, Calls, AnsweredCalls, AnsweredShare};
    case ReportKind::PoolUtilisation:
        return {PoolNumbers, BoundNumbers, Utilisation, PeakUtilisation};
    case ReportKind::Cost:
        return {ReportColumn::Cost, Recharge, Legs, RatedLegs, UnratedLegs, BillableTime};
    case ReportKind::AgentActivity:
        return {Calls, AnsweredCalls, AnsweredShare, TalkTime, AverageTalk, Legs, BillableTime};
    case ReportKind::LateCallbacks:
        return {LateCalls};
    case ReportKind::Reveals:
        return {Granted, Denied, Persons};
    case ReportKind::OptOuts:
        return {ReportColumn::OptOuts};
    }
    return {};
}

std::vector<ReportBy> groupsOf(ReportKind kind)
{
    using enum ReportBy;
    switch (kind) {
    case ReportKind::MaskedCalls:
    case ReportKind::AverageDuration:
    case ReportKind::Cost:
        return {Nothing, Process, Campaign, Project, Account, Country, Agent};
    case ReportKind::AgentActivity:
        return {Nothing, Agent};
    case ReportKind::PoolUtilisation:
    case ReportKind::LateCallbacks:
        return {Nothing, Pool};
    case ReportKind::Reveals:
        return {Nothing, Person};
    case ReportKind::OptOuts:
        return {Nothing, Brand};
    }
    return {};
}

QString groupKeys(ReportKind kind)
{
    return joined(groupsOf(kind), &reportByKey);
}

bool isOfProcesses(ReportKind kind)
{
    return kind == ReportKind::MaskedCalls || kind == ReportKind::AverageDuration || kind == ReportKind::Cost
        || kind == ReportKind::AgentActivity;
}

std::pair<QDate, QDate> periodBefore(QDate from, QDate to, ReportStep step)
{
    if (step == ReportStep::Week) {
        const qint64 days = (from.daysTo(to) / 7 + 1) * 7;
        return {from.addDays(-days), to.addDays(-days)};
    }
    if (!isMonthly(from, to))
        return {from.addDays(-(from.daysTo(to) + 1)), from.addDays(-1)};
    const int months = (to.year() - from.year()) * 12 + to.month() - from.month() + 1;
    return {from.addMonths(-months), from.addDays(-1)};
}

QString largerSteps(ReportStep step)
{
    std::vector<ReportStep> larger;
    std::copy_if(allReportSteps.begin(), allReportSteps.end(), std::back_inserter(larger),
        [step](ReportStep other) { return other > step; });
    return joined(larger, &reportStepKey);
}

QDate pieceOf(QDate day, ReportStep step, QDate from)
{
    switch (step) {
    case ReportStep::Day:
        return day;
    case ReportStep::Week:
        return std::max(from, day.addDays(1 - day.dayOfWeek()));
    case ReportStep::Month:
        return std::max(from, QDate(day.year(), day.month(), 1));
    case ReportStep::Whole:
        return from;
    }
    return from;
}

QDate pieceEnd(QDate begins, ReportStep step, QDate to)
{
    switch (step) {
    case ReportStep::Day:
        return begins;
    case ReportStep::Week:
        return std::min(to, begins.addDays(7 - begins.dayOfWeek()));
    case ReportStep::Month:
        return std::min(to, QDate(begins.year(), begins.month(), begins.daysInMonth()));
    case ReportStep::Whole:
        return to;
    }
    return to;
}

std::vector<QDate> piecesOf(QDate from, QDate to, ReportStep step)
{
    std::vector<QDate> pieces;
    for (QDate day = from; day <= to; day = day.addDays(1))
        if (const QDate piece = pieceOf(day, step, from); pieces.empty() || pieces.back() != piece)
            pieces.push_back(piece);
    return pieces;
}

int moneyDecimals(const Report &report)
{
    constexpr int least = 2;
    int decimals = least;
    const auto look = [&](const ReportFigures &figures) {
        for (size_t i = 0; i < report.columns.size() && i < figures.size(); ++i)
            if (unitOf(report.columns[i]) == ReportUnit::Micros && figures[i])
                decimals = std::max(decimals, int(decimalText(*figures[i], least).section(u'.', 1).size()));
    };
    for (const auto *rows : {&report.rows, &report.totals})
        for (const ReportRow &row : *rows) {
            look(row.figures);
            look(row.before);
        }
    return decimals;
}

Result<void> checkedRequest(const ReportRequest &request)
{
    if (const auto from = checkDay("from", request.from); !from)
        return from;
    if (const auto to = checkDay("to", request.to); !to)
        return to;
    if (request.to < request.from || request.from.daysTo(request.to) >= ReportRequest::mostDays)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("to"), request.to.toString(Qt::ISODate),
                QStringLiteral("%1 … %2").arg(request.from.toString(Qt::ISODate),
                    request.from.addDays(ReportRequest::mostDays - 1).toString(Qt::ISODate))});
    const auto groups = groupsOf(request.kind);
    if (std::find(groups.begin(), groups.end(), request.by) == groups.end())
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("by"), reportByKey(request.by), groupKeys(request.kind)});
    if (request.process.isSet() && !isOfProcesses(request.kind))
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("process"), QString::number(request.process.value), QStringLiteral("-")});
    return {};
}

} // namespace callveil
