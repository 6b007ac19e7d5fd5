// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/leaks/leak_audit_service.h"

#include "exchange/sheets/sheet_file.h"
#include "services/base/text_check.h"

#include <QDateTime>

#include <algorithm>

namespace callveil {

namespace {

constexpr int rowsAtOnce = 2000;

/// A page with the names of what was planted.
Result<std::vector<Leak>> named(Connection &connection, const Identity &me, const LeakFilter &filter)
{
    auto leaks = LeakStore(connection, me).page(filter);
    const auto canaries = CanaryStore(connection).names();
    if (!leaks)
        return leaks;
    if (!canaries)
        return failed(canaries);
    for (Leak &leak : *leaks)
        if (leak.key.kind == LeakKind::CanarySeen)
            leak.canaryName = canaries->value(leak.key.object);
    return leaks;
}

Result<LeakPage> pageOf(Connection &connection, const Identity &me, const LeakFilter &filter)
{
    auto leaks = named(connection, me, filter);
    LeakStore store(connection, me);
    const auto open = store.tally();
    const auto scanned = store.lastScan();
    auto processes = ProcessStore(connection).list();
    if (!leaks)
        return failed(leaks);
    if (!open)
        return failed(open);
    if (!scanned)
        return failed(scanned);
    if (!processes)
        return failed(processes);
    std::erase_if(*processes, [&](const Process &process) { return !me.sees(process.id); });
    const bool ends = int(leaks->size()) < filter.most;
    return LeakPage{std::move(*leaks), ends, *open, *scanned, std::move(*processes)};
}

QString actionOf(LeakState state)
{
    switch (state) {
    case LeakState::Resolved:
        return QStringLiteral("leak.resolve");
    case LeakState::Accepted:
        return QStringLiteral("leak.accept");
    case LeakState::Open:
    case LeakState::Reopened:
        break;
    }
    return QStringLiteral("leak.reopen");
}

Result<void> checkSettling(Connection &connection, const QList<SeenLeak> &leaks, LeakState state, const QString &reason)
{
    if (state == LeakState::Accepted && reason.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("reason")});
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    if (const auto fits = checkFreeText(reason, QStringLiteral("reason"), *countries); !fits)
        return fits;
    const bool isMeant =
        std::all_of(leaks.begin(), leaks.end(), [state](const SeenLeak &leak) { return maySettle(leak.state, state); });
    return isMeant ? Result<void>{} : fail(ErrorCode::Conflict, Fault::EntryChanged);
}

Result<void> settleAll(
    Connection &connection, const Identity &me, const QList<SeenLeak> &leaks, LeakState state, const QString &reason)
{
    if (const auto fits = checkSettling(connection, leaks, state, reason); !fits)
        return fits;
    LeakStore store(connection, me);
    for (const SeenLeak &leak : leaks) {
        const auto settled = store.settle(leak.id, leak.state, leak.rows, state, reason);
        if (!settled)
            return failed(settled);
        if (!*settled)
            return fail(ErrorCode::Conflict, Fault::EntryChanged);
        const Deed deed{actionOf(state), QStringLiteral("leak %1").arg(leak.id.value),
            QStringLiteral("state %1").arg(leakStateKey(leak.state)),
            QStringLiteral("state %1").arg(leakStateKey(state)), reason};
        if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
            return recorded;
    }
    return {};
}

SheetHead headOf(const QTimeZone &zone)
{
    const QString place = QString::fromLatin1(zone.id());
    SheetHead head{QStringLiteral("Leak audit"), QStringLiteral("Times: %1").arg(place), {}};
    for (const char *title : {"finding", "severity", "kind", "state", "process", "pool", "proxy_number", "canary",
             "place", "object", "rows", "since (%1)", "newest (%1)", "first_seen (%1)", "last_seen (%1)", "settled_by",
             "settled_at (%1)", "reason"})
        head.columns.push_back({QString(QLatin1String(title)).replace(QLatin1String("%1"), place),
            QLatin1String(title) == QLatin1String("rows")});
    return head;
}

QStringList cellsOf(const Leak &leak, const QTimeZone &zone)
{
    const auto time = [&zone](
                          qint64 at) { return QDateTime::fromMSecsSinceEpoch(at, zone).toString(Qt::ISODateWithMs); };
    return {QString::number(leak.id.value), leakSeverityKey(leak.severity), leakKindKey(leak.key.kind),
        leakStateKey(leak.state), leak.processName, leak.poolName, leak.number, leak.canaryName, leak.key.place,
        leak.key.object == 0 || leak.key.isMoment() ? QString() : QString::number(leak.key.object),
        QString::number(leak.rows), time(leak.oldestAt), time(leak.newestAt), time(leak.firstSeen), time(leak.lastSeen),
        leak.settledByName, leak.settledAt ? time(*leak.settledAt) : QString(), leak.reason};
}

Result<qint64> writeAll(Connection &connection, const Identity &me, LeakFilter filter, SheetFile &file,
    const QTimeZone &zone, LeakProgress &progress)
{
    filter.most = rowsAtOnce;
    filter.after.reset();
    for (qint64 rows = 0;;) {
        if (progress.cancelled)
            return fail(ErrorCode::Cancelled, Fault::Cancelled);
        const auto leaks = named(connection, me, filter);
        if (!leaks)
            return failed(leaks);
        for (const Leak &leak : *leaks)
            if (const auto added = file.add(cellsOf(leak, zone)); !added)
                return failed(added);
        rows += qint64(leaks->size());
        progress.done = rows;
        if (int(leaks->size()) < rowsAtOnce)
            return rows;
        filter.after = {leaks->back().severity, leaks->back().id};
    }
}

} // namespace

QFuture<Result<LeakReport>> LeakAuditService::scan(bool sinceLast, std::shared_ptr<LeakProgress> progress)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), dids = m_dids, sinceLast, progress = std::move(progress)](
            Connection &connection) -> Result<LeakReport> {
            if (const auto allowed = require(*identity, Permission::ViewAudit); !allowed)
                return failed(allowed);
            return LeakScan(connection, *identity, *dids, *progress).run(sinceLast);
        });
}

QFuture<Result<LeakPage>> LeakAuditService::list(LeakFilter filter)
{
    return read(Permission::ViewAudit, [filter = std::move(filter)](Connection &connection, const Identity &me) {
        return pageOf(connection, me, filter);
    });
}

QFuture<Result<FoundCalls>> LeakAuditService::calls(Leak leak)
{
    return read(Permission::ViewCallLog,
        [leak = std::move(leak)](Connection &connection, const Identity &me) -> Result<FoundCalls> {
            auto keys = LeakStore(connection, me).keysOf(leak.calls);
            if (!keys)
                return failed(keys);
            std::sort(keys->rbegin(), keys->rend());
            return FoundCalls(std::make_shared<const std::vector<CallKey>>(std::move(*keys)));
        });
}

QFuture<Result<void>> LeakAuditService::settle(QList<SeenLeak> leaks, LeakState state, QString reason)
{
    return change(Permission::ViewAudit,
        [leaks = std::move(leaks), state, reason = reason.simplified()](
            Connection &connection, const Identity &me) { return settleAll(connection, me, leaks, state, reason); });
}

QFuture<Result<qint64>> LeakAuditService::exportTo(
    LeakFilter filter, QString file, SheetFormat format, QTimeZone zone, std::shared_ptr<LeakProgress> progress)
{
    return m_workspace.background().run(
        [identity = m_workspace.identity(), filter = std::move(filter), file = std::move(file), format,
            zone = std::move(zone), progress = std::move(progress)](Connection &connection) -> Result<qint64> {
            for (const Permission needed : {Permission::ViewAudit, Permission::Export})
                if (const auto allowed = require(*identity, needed); !allowed)
                    return failed(allowed);
            SheetFile out(file, format);
            if (const auto opened = out.open(headOf(zone)); !opened)
                return failed(opened);
            const auto rows = writeAll(connection, *identity, filter, out, zone, *progress);
            if (!rows)
                return rows;
            // The record first: no file without an entry.
            const Deed deed{QStringLiteral("leak.export"), QStringLiteral("leaks"), {},
                QStringLiteral("format %1; rows %2").arg(sheetKey(format)).arg(*rows), {}};
            const auto recorded = connection.transact([&] { return DeedLog(connection).append(*identity, deed); });
            if (!recorded)
                return failed(recorded);
            if (const auto done = out.commit(); !done)
                return failed(done);
            return rows;
        });
}

} // namespace callveil
