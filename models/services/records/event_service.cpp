// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/records/event_service.h"

#include "services/records/written_number.h"
#include "storage/records/event_store.h"
#include "storage/vault/route_keys.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 oldest = 946684800000; // the year 2000
constexpr qint64 aDay = 86400000; // clocks of others may run ahead
constexpr int batch = 10000;
constexpr int mostBatches = 20; // of one run: the next one goes on

/// When it was, as it was said; else now.
Result<qint64> timeOf(Connection &connection, const std::optional<qint64> &said)
{
    const auto now = connection.integer("operation.now");
    if (!now)
        return now;
    const qint64 at = said.value_or(*now);
    if (at < oldest || at > *now + aDay)
        return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QStringLiteral("at")});
    return at;
}

Result<DidId> didOf(Connection &connection, DidShelf &dids, const NewCallEvent &event)
{
    if (event.did.isEmpty()) {
        const auto found = EventStore(connection).didOf(event.session);
        if (!found)
            return failed(found);
        if (!*found)
            return fail(ErrorCode::NotFound, Fault::BindingUnknown, {QStringLiteral("…")});
        return **found;
    }
    const auto book = dids.book(connection);
    if (!book)
        return failed(book);
    const BookedDid *did = (*book)->find(e164(event.did));
    if (!did)
        return fail(ErrorCode::NotFound, Fault::DidUnknown);
    return did->id;
}

/// How what `source` names so is known.
Result<QByteArray> keyOf(const Identity &me, const QString &source, const QString &name)
{
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    return RouteKeys(me.writerKey).call(source, name);
}

Result<void> check(const NewTaskEvent &event)
{
    if (event.task.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("task")});
    if (!isTaskName(event.task))
        return fail(ErrorCode::Invalid, Fault::TextHoldsNumber, {QStringLiteral("task")});
    for (const auto &[name, count] : event.counts) {
        const bool isKnown = std::any_of(taskCountNames.begin(), taskCountNames.end(),
            [&name = name](const char *known) { return name == QLatin1String(known); });
        if (!isKnown || count < 0 || count > mostTaskCount)
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("counts"), QStringLiteral("…"), QString::number(mostTaskCount)});
    }
    return {};
}

} // namespace

/// Runs `body(Connection &, const Identity &) -> Result<T>` for a service.
template <typename Body>
auto EventService::asService(Body body)
{
    using Answer = std::invoke_result_t<Body, Connection &, const Identity &>;
    return read([body = std::move(body)](Connection &connection, const Identity &me) -> Answer {
        if (me.role != Role::Service)
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        return body(connection, me);
    });
}

QFuture<Result<bool>> EventService::addCall(NewCallEvent event, QString source)
{
    return asService([dids = m_dids, event = std::move(event), source = std::move(source)](
                         Connection &connection, const Identity &me) -> Result<bool> {
        if (event.callRef.isEmpty())
            return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("call")});
        const auto at = timeOf(connection, event.at);
        if (!at)
            return failed(at);
        const auto did = didOf(connection, *dids, event);
        if (!did)
            return failed(did);
        const auto key = keyOf(me, source, event.callRef);
        if (!key)
            return failed(key);
        return connection.transact(
            [&] { return EventStore(connection).putCall(*key, *did, event.session, event.state, *at); });
    });
}

QFuture<Result<bool>> EventService::addTask(NewTaskEvent event, QString source)
{
    return asService([event = std::move(event), source = std::move(source)](
                         Connection &connection, const Identity &me) -> Result<bool> {
        if (const auto fits = check(event); !fits)
            return failed(fits);
        const auto at = timeOf(connection, event.at);
        if (!at)
            return failed(at);
        const auto key = keyOf(me, source, event.task);
        if (!key)
            return failed(key);
        return connection.transact([&] { return EventStore(connection).putTask(*key, event, *at); });
    });
}

QFuture<Result<qint64>> EventService::thin()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto allowed = requireUsable(*identity); !allowed)
            return failed(allowed);
        if (identity->role != Role::Service)
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        qint64 all = 0;
        for (int i = 0; i < mostBatches; ++i) {
            const auto thinned = connection.transact([&] { return EventStore(connection).thin(batch); });
            if (!thinned)
                return thinned;
            all += *thinned;
            if (*thinned < batch)
                break;
        }
        return all;
    });
}

} // namespace callveil
