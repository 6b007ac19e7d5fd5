// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/bindings/binding_service.h"

#include "domain/number/number_reader.h"
#include "services/bindings/binding_maker.h"
#include "services/bindings/binding_search.h"
#include "services/pools/pool_rules.h"
#include "services/processes/process_service.h"
#include "services/reveal/number_request.h"
#include "services/reveal/reveal_service.h"
#include "storage/audit/deed_log.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QThread>

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 longestWaitMs = 20000; // until somebody is told that others are faster
constexpr int shortestPauseMs = 2, longestPauseMs = 25;
constexpr int mostRoundsInVain = 5; // of closing a case whose bindings others keep changing
constexpr int tidiedAtOnce = 200;
constexpr qint64 hourMs = 3600000;

Result<BindingPage> page(Connection &connection, const Identity &me, BindingFilter filter)
{
    const int wanted = filter.most;
    ++filter.most; // whether there are more
    if (!me.allProcesses)
        filter.processes = me.processes;
    const auto now = connection.integer("operation.now");
    if (!now)
        return failed(now);
    auto rows = BindingStore(connection).rows(filter, *now);
    if (!rows)
        return failed(rows);
    BindingPage page{std::move(*rows), false, *now};
    page.more = qsizetype(page.bindings.size()) > wanted;
    if (page.more)
        page.bindings.pop_back();
    return page;
}

Result<BindingPage> emptyPage(Connection &connection)
{
    const auto now = connection.integer("operation.now");
    if (!now)
        return failed(now);
    return BindingPage{{}, false, *now};
}

/// Not as long as anybody else's.
void pause()
{
    QThread::msleep(ulong(QRandomGenerator::global()->bounded(shortestPauseMs, longestPauseMs)));
}

/// Until the transaction ends its statements keep their plans: a server spent more time on planning them than on what
/// they ask, which is a few rows by key, and the next numbers of a pool in the order of an index. Pages of lists need a
/// plan for their values.
Result<void> planOnce(Connection &connection)
{
    if (connection.engine() != Engine::PostgreSql)
        return {};
    const auto set = connection.integer("operation.plan_once");
    return set ? Result<void>{} : failed(set);
}

/// Tries again as long as others are deciding about the last free numbers.
Result<BoundPair> makePatiently(Connection &connection, const Identity &me, DidShelf &dids, const BindingOrder &order)
{
    QElapsedTimer waited;
    waited.start();
    while (true) {
        const auto made = connection.transact([&]() -> Result<BoundPair> {
            if (const auto kept = planOnce(connection); !kept)
                return failed(kept);
            const auto book = dids.book(connection);
            if (!book)
                return failed(book);
            return BindingMaker(connection, me, **book).make(order);
        });
        if (made || made.error().code != ErrorCode::Busy || waited.elapsed() > longestWaitMs)
            return made;
        pause();
    }
}

QString endText(const std::optional<qint64> &ms)
{
    return QStringLiteral("expires ")
        + (ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate) : QStringLiteral("never"));
}

/// What every change of a binding has in common: the change, its entry, and how the binding stands then.
Result<Binding> changed(
    Connection &connection, const Identity &me, const Binding &seen, const Result<bool> &done, const Deed &deed)
{
    if (!done)
        return failed(done);
    if (!*done)
        return fail(ErrorCode::Conflict, Fault::BindingChanged);
    if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
        return failed(recorded);
    return requireBinding(connection, me, seen.id);
}

Result<Binding> released(
    Connection &connection, const Identity &me, const Binding &seen, EndCause cause = EndCause::Released)
{
    const auto binding = requireBinding(connection, me, seen.id);
    if (!binding)
        return binding;
    const auto done = BindingStore(connection, me.id).release({seen.id, seen.revision}, cause);
    const QString action =
        cause == EndCause::CaseClosed ? QStringLiteral("binding.close-case") : QStringLiteral("binding.release");
    return changed(connection, me, seen, done,
        {action, bindingObject(seen.id), endText(binding->expiresAt), QStringLiteral("number %1").arg(binding->number),
            {}});
}

/// Whether a binding was not released because it is another one by now.
bool isOther(const Error &error)
{
    return error.fault == Fault::BindingChanged || error.fault == Fault::BindingUnknown;
}

/// How many of these ended; not those that somebody changed meanwhile.
Result<qint64> ended(Connection &connection, const Identity &me, const std::vector<Binding> &bindings, EndCause cause,
    ReleaseProgress &progress)
{
    qint64 count = 0;
    for (const Binding &binding : bindings) {
        if (progress.cancelled)
            break;
        const auto done = connection.transact([&] { return released(connection, me, binding, cause); });
        if (!done && !isOther(done.error()))
            return failed(done);
        count += done ? 1 : 0;
        // What is left alone is done with, but of a case it is read again.
        progress.done += (done || cause != EndCause::CaseClosed) ? 1 : 0;
    }
    return count;
}

/// Those that somebody changes meanwhile are read again: they still are of the case, or have ended.
Result<qint64> closed(Connection &connection, const Identity &me, const BindingFilter &live, ReleaseProgress &progress)
{
    qint64 count = 0;
    for (int inVain = 0; !progress.cancelled;) {
        const auto left = page(connection, me, live);
        if (!left)
            return failed(left);
        if (left->bindings.empty())
            break;
        if (inVain == mostRoundsInVain)
            return fail(ErrorCode::Conflict, Fault::BindingChanged);
        const auto some = ended(connection, me, left->bindings, EndCause::CaseClosed, progress);
        if (!some)
            return some;
        count += *some;
        inVain = *some > 0 ? 0 : inVain + 1;
        if (inVain > 0)
            pause();
    }
    return count;
}

/// A step of tidying in its own transaction: without anything to do it leaves no entry.
Result<qint64> tidied(Connection &connection, const Identity &me)
{
    return connection.transact([&]() -> Result<qint64> {
        const auto count = BindingStore(connection, me.id).tidy(tidiedAtOnce);
        if (!count || *count == 0)
            return count;
        const auto recorded = DeedLog(connection)
                                  .append(me,
                                      {QStringLiteral("binding.tidy"), QStringLiteral("bindings"), {},
                                          QStringLiteral("bindings %1").arg(*count), {}});
        if (!recorded)
            return failed(recorded);
        return count;
    });
}

} // namespace

QFuture<Result<BindingPage>> BindingService::list(BindingQuery query)
{
    return read(Permission::ManagePools,
        [query = std::move(query), dids = m_dids](Connection &connection, const Identity &me) -> Result<BindingPage> {
            const auto filter = narrowed(connection, query, *dids);
            if (!filter)
                return failed(filter);
            return *filter ? page(connection, me, **filter) : emptyPage(connection);
        });
}

QFuture<Result<BindingPage>> BindingService::again(std::vector<BindingId> ids)
{
    return read(Permission::ManagePools, [ids = std::move(ids)](Connection &connection, const Identity &me) {
        return bindingsAgain(connection, me, ids);
    });
}

QFuture<Result<BindingPage>> BindingService::search(QString number)
{
    const auto typed = std::make_shared<const RevealedNumber>(std::move(number));
    return read(Permission::ManagePools,
        [typed, dids = m_dids](Connection &connection, const Identity &me) -> Result<BindingPage> {
            const auto book = dids->book(connection);
            if (!book)
                return failed(book);
            // A proxy number is nobody's secret: its bindings are listed.
            PhoneNumber number = NumberReader(QString()).read(typed->text());
            const BookedDid *did = (*book)->find(number.text);
            wipe(number.text);
            if (did) {
                BindingFilter filter;
                filter.did = did->id;
                filter.state = BindingState::Active;
                return page(connection, me, filter);
            }
            if (const auto allowed = require(me, Permission::SearchByNumber); !allowed)
                return failed(allowed);
            return bindingsOfNumber(connection, me, typed->text());
        });
}

QFuture<Result<BoundPair>> BindingService::make(BindingOrder order)
{
    const auto shared = std::make_shared<const BindingOrder>(std::move(order));
    return read(Permission::ManagePools, [shared, dids = m_dids](Connection &connection, const Identity &me) {
        return makePatiently(connection, me, *dids, *shared);
    });
}

QFuture<Result<Binding>> BindingService::reassign(Binding seen, AgentOrder agent)
{
    const auto forget = [](AgentOrder *order) {
        wipe(order->number);
        delete order;
    };
    const std::shared_ptr<AgentOrder> typed(new AgentOrder(std::move(agent)), forget);
    return change(Permission::ManagePools,
        [seen = std::move(seen), typed, dids = m_dids](Connection &connection, const Identity &me) -> Result<Binding> {
            const auto book = dids->book(connection);
            if (!book)
                return failed(book);
            return BindingMaker(connection, me, **book).reassign(seen, *typed);
        });
}

QFuture<Result<Binding>> BindingService::extend(Binding seen, ExpiryOrder expiry)
{
    return change(Permission::ManagePools,
        [seen = std::move(seen), expiry = std::move(expiry)](
            Connection &connection, const Identity &me) -> Result<Binding> {
            const auto binding = requireBinding(connection, me, seen.id);
            const auto now = connection.integer("operation.now");
            if (!binding)
                return binding;
            if (!now)
                return failed(now);
            std::optional<int> ofPool;
            if (expiry.kind == ExpiryOrder::Kind::AsPool) {
                const auto pool = requirePool(connection, me, binding->pool);
                if (!pool)
                    return failed(pool);
                ofPool = pool->expiryMinutes;
            }
            const auto ends = endFor(connection, expiry, ofPool, *now);
            if (!ends)
                return failed(ends);
            const auto done = BindingStore(connection, me.id).extend({seen.id, seen.revision}, *ends);
            return changed(connection, me, seen, done,
                {QStringLiteral("binding.extend"), bindingObject(seen.id), endText(binding->endsBy), endText(*ends),
                    expiry.kind == ExpiryOrder::Kind::Never ? expiry.reason.simplified() : QString()});
        });
}

QFuture<Result<Binding>> BindingService::record(Binding seen, RecordingChoice recording)
{
    return change(Permission::ManagePools,
        [seen = std::move(seen), recording](Connection &connection, const Identity &me) -> Result<Binding> {
            const auto binding = requireBinding(connection, me, seen.id);
            if (!binding)
                return binding;
            const auto done = BindingStore(connection, me.id).record({seen.id, seen.revision}, recording);
            return changed(connection, me, seen, done,
                {QStringLiteral("binding.record"), bindingObject(seen.id), recordingKey(binding->recording),
                    recordingKey(recording), {}});
        });
}

QFuture<Result<Binding>> BindingService::release(Binding seen)
{
    return change(Permission::ManagePools, [seen = std::move(seen)](Connection &connection, const Identity &me) {
        return released(connection, me, seen);
    });
}

QFuture<Result<BindingPage>> BindingService::stale(StaleRule rule)
{
    return read(Permission::ManagePools, [rule](Connection &connection, const Identity &me) -> Result<BindingPage> {
        const auto now = connection.integer("operation.now");
        if (!now)
            return failed(now);
        BindingFilter filter;
        filter.state = BindingState::Active;
        filter.madeBefore = *now - rule.hours * hourMs;
        filter.endless = rule.endlessOnly;
        filter.pool = rule.pool;
        filter.process = rule.process;
        filter.most = rule.most;
        return page(connection, me, filter);
    });
}

QFuture<Result<qint64>> BindingService::releaseAll(std::vector<Binding> seen, std::shared_ptr<ReleaseProgress> progress)
{
    return m_workspace.background().run([seen = std::move(seen), progress, identity = m_workspace.identity()](
                                            Connection &connection) -> Result<qint64> {
        if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
            return failed(allowed);
        return ended(connection, *identity, seen, EndCause::Released, *progress);
    });
}

QFuture<Result<qint64>> BindingService::closeCase(
    ProcessId process, QString caseRef, std::shared_ptr<ReleaseProgress> progress)
{
    BindingQuery query;
    query.filter.process = process;
    query.filter.caseRef = caseRef.simplified();
    query.filter.state = BindingState::Active;
    return m_workspace.background().run(
        [query = std::move(query), progress, dids = m_dids, identity = m_workspace.identity()](
            Connection &connection) -> Result<qint64> {
            if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
                return failed(allowed);
            if (query.filter.caseRef.isEmpty()) // which would not narrow
                return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("case")});
            if (const auto seen = requireProcess(connection, *identity, query.filter.process); !seen)
                return failed(seen);
            const auto live = narrowed(connection, query, *dids);
            if (!live)
                return failed(live);
            return *live ? closed(connection, *identity, **live, *progress) : Result<qint64>(0);
        });
}

QFuture<Result<void>> BindingService::noteExport(qint64 rows)
{
    return change(Permission::ManagePools, [rows](Connection &connection, const Identity &me) -> Result<void> {
        if (const auto allowed = require(me, Permission::Export); !allowed)
            return allowed;
        return DeedLog(connection)
            .append(me,
                {QStringLiteral("binding.export"), QStringLiteral("bindings"), {}, QStringLiteral("rows %1").arg(rows),
                    {}});
    });
}

QFuture<Result<qint64>> BindingService::tidy()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
            return failed(allowed);
        qint64 all = 0;
        while (true) {
            const auto some = tidied(connection, *identity);
            if (!some)
                return some;
            all += *some;
            if (*some < tidiedAtOnce)
                return all;
        }
    });
}

} // namespace callveil
