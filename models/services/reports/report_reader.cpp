// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reports/report_reader.h"

#include "domain/reports/report_rules.h"

#include <algorithm>

namespace callveil {

namespace {

DaySums::Sort sortOf(ReportBy by)
{
    switch (by) {
    case ReportBy::Account:
        return DaySums::Account;
    case ReportBy::Country:
        return DaySums::Country;
    case ReportBy::Agent:
        return DaySums::Agent;
    default:
        return DaySums::Everything;
    }
}

DaySums::By membersOf(ReportBy by)
{
    switch (by) {
    case ReportBy::Process:
    case ReportBy::Project:
        return DaySums::Processes;
    case ReportBy::Campaign:
        return DaySums::Campaigns;
    default:
        return DaySums::Sorts;
    }
}

/// Pools, brands and people are told apart also where they are not shown: not all of them are the person's.
ReportBy namedBy(ReportKind kind, ReportBy by)
{
    switch (kind) {
    case ReportKind::PoolUtilisation:
    case ReportKind::LateCallbacks:
        return ReportBy::Pool;
    case ReportKind::OptOuts:
        return ReportBy::Brand;
    default:
        return by;
    }
}

/// Everything together.
ReportSums added(const ReportSums &sums)
{
    ReportSums all;
    for (const auto &[place, member] : sums)
        all[{0, QString()}].add(member);
    return all;
}

} // namespace

int dayNumber(QDate day)
{
    return int(QDate(1970, 1, 1).daysTo(day));
}

Result<std::vector<Process>> seenProcesses(Connection &connection, const Identity &me)
{
    auto processes = ProcessStore(connection).list();
    if (processes)
        std::erase_if(*processes, [&](const Process &process) { return !me.sees(process.id); });
    return processes;
}

ReportReader::Period::Period(QDate first, QDate last, ReportStep by)
    : from(first), to(last), step(by), pieces(piecesOf(first, last, by))
{ }

std::vector<DaySpan> ReportReader::Period::spans() const
{
    std::vector<DaySpan> spans;
    for (const QDate piece : pieces)
        spans.emplace_back(dayNumber(piece), dayNumber(pieceEnd(piece, step, to)));
    return spans;
}

DaySpan ReportReader::Period::days() const
{
    return {dayNumber(from), dayNumber(to)};
}

int ReportReader::Period::pieceOf(int day) const
{
    const auto next = std::upper_bound(pieces.begin(), pieces.end(), QDate(1970, 1, 1).addDays(day));
    return int(next - pieces.begin()) - 1;
}

Result<void> ReportReader::findProcesses()
{
    if (!isOfProcesses(m_request.kind))
        return {};
    const auto processes = seenProcesses(m_connection, m_me);
    if (!processes)
        return failed(processes);
    for (const Process &process : *processes)
        if (!m_request.process.isSet() || process.id == m_request.process)
            m_processes.append(process.id);
    if (m_request.process.isSet() && m_processes.isEmpty())
        return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {QString::number(m_request.process.value)});
    return {};
}

Result<Report> ReportReader::read()
{
    if (const auto found = findProcesses(); !found)
        return failed(found);
    Report report{m_request, columnsOf(m_request.kind), {}, {}, {}, {}};
    if (m_request.compares)
        std::tie(report.beforeFrom, report.beforeTo) = periodBefore(m_request.from, m_request.to, m_request.step);
    const auto shown = both(report, m_request.by, m_request.step);
    if (!shown)
        return failed(shown);
    if (std::max(shown->now.size(), shown->before.size()) > ReportRequest::mostRows)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("step"), reportStepKey(m_request.step), largerSteps(m_request.step)});
    report.rows = rows(*shown, m_request.by, m_request.step);
    const auto all = addsUp() ? Result<Both>(Both{added(shown->now), added(shown->before), 1})
                              : both(report, ReportBy::Nothing, ReportStep::Whole);
    if (!all)
        return failed(all);
    report.totals = rows(*all, ReportBy::Nothing, ReportStep::Whole);
    for (ReportRow &row : report.totals)
        row.begins = {};
    return report;
}

bool ReportReader::addsUp() const
{
    switch (m_request.by) {
    case ReportBy::Account:
    case ReportBy::Country:
    case ReportBy::Agent: // a call of two of them counts once in all
        return false;
    default:
        return m_request.kind != ReportKind::PoolUtilisation;
    }
}

std::vector<ReportRow> ReportReader::rows(const Both &sums, ReportBy by, ReportStep step) const
{
    ReportRequest request = m_request;
    request.by = by;
    request.step = step;
    const auto pieces = piecesOf(m_request.from, m_request.to, step);
    return rowsOf(request, pieces, sums.now, m_request.compares ? &sums.before : nullptr, sums.piecesBefore);
}

Result<ReportReader::Both> ReportReader::both(const Report &report, ReportBy by, ReportStep step)
{
    const auto names = ReportNames::read(m_connection, m_me, namedBy(m_request.kind, by));
    if (!names)
        return failed(names);
    auto now = sums(Period(m_request.from, m_request.to, step), by, *names);
    if (!now)
        return failed(now);
    if (!m_request.compares)
        return Both{std::move(*now), {}, 0};
    const Period earlier(report.beforeFrom, report.beforeTo, step);
    auto before = sums(earlier, by, *names);
    if (!before)
        return failed(before);
    return Both{std::move(*now), std::move(*before), int(earlier.pieces.size())};
}

Result<ReportSums> ReportReader::sums(const Period &period, ReportBy by, const ReportNames &names)
{
    if (isStopped())
        return fail(ErrorCode::Cancelled, Fault::Cancelled);
    switch (m_request.kind) {
    case ReportKind::PoolUtilisation:
        return poolSums(period, by, names);
    case ReportKind::LateCallbacks:
        return lateSums(period, by, names);
    case ReportKind::OptOuts:
        return optOutSums(period, by, names);
    case ReportKind::Reveals:
        return revealSums(period, by, names);
    default:
        return callSums(period, by, names);
    }
}

Result<ReportSums> ReportReader::callSums(const Period &period, ReportBy by, const ReportNames &names)
{
    const DaySums which{period.spans(), m_processes, sortOf(by), membersOf(by)};
    const auto calls = m_store.calls(which);
    if (!calls)
        return failed(calls);
    ReportSums sums;
    for (const CallSumsOf &each : *calls)
        if (each.sums.legs != 0) // what calls have left
            sums[{each.piece, names.of(each.member).value_or(QString())}].add(each.sums);
    if (m_request.kind == ReportKind::Cost)
        if (const auto added = addCharges(sums, which, names); !added)
            return failed(added);
    return sums;
}

Result<void> ReportReader::addCharges(ReportSums &sums, const DaySums &which, const ReportNames &names)
{
    if (isStopped())
        return fail(ErrorCode::Cancelled, Fault::Cancelled);
    const auto charges = m_store.charges(which);
    if (!charges)
        return failed(charges);
    for (const ChargeSumsOf &each : *charges) {
        auto &member = sums[{each.piece, names.of(each.member).value_or(QString())}];
        ChargedLegs &list = member.charges[each.currency][size_t(each.list)];
        list.legs += each.legs;
        list.micros += each.micros;
    }
    return {};
}

Result<ReportSums> ReportReader::poolSums(const Period &period, ReportBy by, const ReportNames &names)
{
    const auto samples = m_store.pools(period.spans());
    if (!samples)
        return failed(samples);
    ReportSums sums;
    for (const PoolSumsOf &each : *samples)
        if (const auto name = names.of(QString::number(each.pool.value)))
            sums[{each.piece, by == ReportBy::Pool ? *name : QString()}].add(each);
    return sums;
}

Result<ReportSums> ReportReader::lateSums(const Period &period, ReportBy by, const ReportNames &names)
{
    const auto counts = m_store.lateCalls(period.days());
    if (!counts)
        return failed(counts);
    ReportSums sums;
    for (const DayCount &each : *counts)
        if (const auto name = names.of(each.member))
            sums[{period.pieceOf(each.day), by == ReportBy::Pool ? *name : QString()}].lateCalls += each.count;
    return sums;
}

Result<ReportSums> ReportReader::optOutSums(const Period &period, ReportBy by, const ReportNames &names)
{
    const auto counts = m_store.optOuts(period.days());
    if (!counts)
        return failed(counts);
    ReportSums sums;
    for (const DayCount &each : *counts)
        if (const auto name = names.of(each.member))
            sums[{period.pieceOf(each.day), by == ReportBy::Brand ? *name : QString()}].optOuts += each.count;
    return sums;
}

Result<ReportSums> ReportReader::revealSums(const Period &period, ReportBy, const ReportNames &names)
{
    const auto counts = m_store.reveals(period.days());
    if (!counts)
        return failed(counts);
    ReportSums sums;
    for (const RevealCount &each : *counts) {
        const auto name = names.of(QString::number(each.person.value));
        MemberSums &member = sums[{period.pieceOf(each.day), name.value_or(QString())}];
        member.granted += each.granted;
        member.denied += each.denied;
        member.numbers += each.numbers;
    }
    return sums;
}

} // namespace callveil
