// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/retention/retention_service.h"

#include "domain/base/check_range.h"
#include "services/base/text_check.h"
#include "storage/database/checkpoint.h"
#include "storage/processes/process_store.h"

namespace callveil {

namespace {

QString objectOf(ProcessId process)
{
    return QStringLiteral("process %1").arg(process.value);
}

QString daysText(const RetentionRule &rule)
{
    return QStringLiteral("days %1").arg(rule.days);
}

Result<RetentionState> stateOf(Connection &connection, const Identity &me, ProcessId process)
{
    const auto states = RetentionStore(connection, me.id).states();
    if (!states)
        return failed(states);
    for (const RetentionState &state : *states)
        if (state.process == process && me.sees(process))
            return state;
    return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {objectOf(process)});
}

Result<void> check(Connection &connection, const RetentionRule &rule)
{
    if (const auto fits = checkRange("days", rule.days, RetentionRule::leastDays, RetentionRule::mostDays, "days");
        !fits)
        return fits;
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    return checkFreeText(rule.holdReason, QStringLiteral("reason"), *countries);
}

/// The entries that a change makes: one for the days, one for the hold.
std::vector<Deed> deedsOf(ProcessId process, const RetentionRule &before, const RetentionRule &after)
{
    std::vector<Deed> deeds;
    if (before.days != after.days)
        deeds.push_back({QStringLiteral("retention.change"), objectOf(process), daysText(before), daysText(after), {}});
    if (before.holdReason == after.holdReason)
        return deeds;
    if (after.isHeld())
        deeds.push_back({QStringLiteral("retention.hold"), objectOf(process), {}, {}, after.holdReason});
    else
        deeds.push_back({QStringLiteral("retention.release"), objectOf(process), {}, {}, before.holdReason});
    return deeds;
}

Result<void> changed(
    Connection &connection, const Identity &me, ProcessId process, const RetentionRule &seen, RetentionRule rule)
{
    rule.holdReason = rule.holdReason.simplified();
    if (const auto fits = check(connection, rule); !fits)
        return fits;
    if (const auto known = stateOf(connection, me, process); !known)
        return failed(known);
    if (seen == rule)
        return {};
    const auto set = RetentionStore(connection, me.id).set(process, seen, rule);
    if (!set)
        return failed(set);
    if (!*set)
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    for (const Deed &deed : deedsOf(process, seen, rule))
        if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
            return failed(recorded);
    return {};
}

/// One run over all processes.
class Deletion final {
public:
    Deletion(Connection &connection, const Identity &me, RetentionProgress &progress)
        : m_connection(connection), m_me(me), m_progress(progress), m_store(connection, me.id)
    { }

    Result<RetentionReport> run();

private:
    [[nodiscard]] Result<void> shredAll(ProcessId process);
    [[nodiscard]] Result<void> shred(ProcessId process, int month);
    [[nodiscard]] Result<void> sweepAll(ProcessId process);
    [[nodiscard]] Result<void> goOn() const;

    Connection &m_connection;
    const Identity &m_me;
    RetentionProgress &m_progress;
    RetentionStore m_store;
    RetentionReport m_report;
};

Result<void> Deletion::goOn() const
{
    if (m_progress.cancelled)
        return fail(ErrorCode::Cancelled, Fault::CancelledHalfway);
    return {};
}

Result<void> Deletion::shred(ProcessId process, int month)
{
    const auto numbers = m_connection.transact([&]() -> Result<qint64> {
        // Asked again in the transaction: a legal hold may have come, or another console did it.
        const auto due = m_store.due(process);
        if (!due)
            return failed(due);
        if (std::find(due->begin(), due->end(), month) == due->end())
            return -1;
        const auto shredded = m_store.shred(process, month);
        if (!shredded)
            return shredded;
        const auto recorded = DeedLog(m_connection)
                                  .append(m_me,
                                      {QStringLiteral("retention.delete"), objectOf(process), {},
                                          QStringLiteral("month %1-%2; numbers %3")
                                              .arg(month / 100)
                                              .arg(month % 100, 2, 10, QLatin1Char('0'))
                                              .arg(*shredded),
                                          {}});
        if (!recorded)
            return failed(recorded);
        return shredded;
    });
    if (!numbers)
        return failed(numbers);
    if (*numbers >= 0) {
        m_report.numbers += *numbers;
        m_progress.numbers += *numbers;
        ++m_report.months;
    }
    return {};
}

Result<void> Deletion::shredAll(ProcessId process)
{
    const auto due = m_store.due(process);
    if (!due)
        return failed(due);
    for (const int month : *due) {
        if (const auto goes = goOn(); !goes)
            return goes;
        if (const auto done = shred(process, month); !done)
            return done;
    }
    return {};
}

Result<void> Deletion::sweepAll(ProcessId process)
{
    const auto months = m_store.unswept(process);
    if (!months)
        return failed(months);
    for (const int month : *months) {
        QByteArray after;
        for (bool more = true; more;) {
            if (const auto goes = goOn(); !goes)
                return goes;
            const auto swept = m_connection.transact([&] { return m_store.sweep(process, month, after); });
            if (!swept)
                return failed(swept);
            more = *swept;
        }
    }
    return {};
}

Result<RetentionReport> Deletion::run()
{
    const auto processes = ProcessStore(m_connection).list();
    if (!processes)
        return failed(processes);
    for (const auto &step : {&Deletion::shredAll, &Deletion::sweepAll}) {
        for (const Process &process : *processes)
            if (m_me.sees(process.id))
                if (const auto done = (this->*step)(process.id); !done)
                    return failed(done);
        if (m_report.months > 0) { // the keys at once, whatever becomes of the rest
            const auto emptied = emptyLog(m_connection);
            m_report.isGone = emptied && *emptied;
        }
    }
    return m_report;
}

Result<std::vector<RetentionLine>> readLines(Connection &connection, const Identity &me)
{
    const auto processes = ProcessStore(connection).list();
    const auto states = RetentionStore(connection, me.id).states();
    if (!processes)
        return failed(processes);
    if (!states)
        return failed(states);
    std::vector<RetentionLine> lines;
    for (const Process &process : *processes)
        for (const RetentionState &state : *states)
            if (state.process == process.id && me.sees(process.id))
                lines.push_back({state, process.name});
    return lines;
}

/// Whether somebody was here within a month, or nobody ever before.
Result<bool> isInUse(Connection &connection, const Identity &me)
{
    constexpr qint64 month = 31LL * 86400000;
    const auto last = RetentionStore(connection, me.id).lastSeen(me.signInId);
    const auto now = connection.integer("operation.now");
    if (!last)
        return failed(last);
    if (!now)
        return failed(now);
    return *last == 0 || *now - *last < month;
}

} // namespace

QFuture<Result<std::vector<RetentionLine>>> RetentionService::states()
{
    return read(Permission::ManageSecurity,
        [](Connection &connection, const Identity &me) { return readLines(connection, me); });
}

QFuture<Result<RetentionEffect>> RetentionService::effect(ProcessId process, int days)
{
    return read(Permission::ManageSecurity,
        [process, days](Connection &connection, const Identity &me) -> Result<RetentionEffect> {
            if (const auto known = stateOf(connection, me, process); !known)
                return failed(known);
            return RetentionStore(connection, me.id).effect(process, days);
        });
}

QFuture<Result<void>> RetentionService::change(ProcessId process, RetentionRule seen, RetentionRule rule)
{
    return Service::change(Permission::ManageSecurity,
        [process, seen = std::move(seen), rule = std::move(rule)](
            Connection &connection, const Identity &me) { return changed(connection, me, process, seen, rule); });
}

QFuture<Result<RetentionReport>> RetentionService::run(std::shared_ptr<RetentionProgress> progress, By by)
{
    return m_workspace.background().run([identity = m_workspace.identity(), progress = std::move(progress), by](
                                            Connection &connection) -> Result<RetentionReport> {
        if (const auto allowed = require(*identity, Permission::ManageSecurity); !allowed)
            return failed(allowed);
        if (by == By::Itself) {
            const auto used = isInUse(connection, *identity);
            if (!used)
                return failed(used);
            if (!*used)
                return RetentionReport{};
        }
        return Deletion(connection, *identity, *progress).run();
    });
}

} // namespace callveil
