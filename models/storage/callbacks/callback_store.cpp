// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/callbacks/callback_store.h"

#include "storage/database/bound_value.h"
#include "storage/database/written.h"

namespace callveil {

namespace {

CallbackEndpoint readEndpoint(const Row &row)
{
    CallbackEndpoint endpoint;
    endpoint.kind = CallbackKind(row.number(0));
    endpoint.url = row.text(1);
    endpoint.withImports = row.flag(2);
    endpoint.pausedAt = row.maybe(3);
    endpoint.disabledAt = row.maybe(4);
    endpoint.changedBy = row.text(5);
    endpoint.changedAt = row.integer(6);
    endpoint.deliveredAt = row.maybe(7);
    endpoint.failingSince = row.maybe(8);
    endpoint.oldSecretUntil = row.maybe(9);
    endpoint.waiting = row.integer(10);
    endpoint.failed = row.integer(11);
    return endpoint;
}

std::optional<int> small(const std::optional<qint64> &value)
{
    return value ? std::optional(int(*value)) : std::nullopt;
}

CallbackDelivery readDelivery(const Row &row)
{
    CallbackDelivery delivery;
    delivery.seq = row.integer(0);
    delivery.publicId = row.bytes(1);
    delivery.kind = CallbackKind(row.number(2));
    delivery.type = CallbackType(row.number(3));
    delivery.subject = row.bytes(4);
    delivery.process = row.text(5);
    delivery.createdAt = row.integer(6);
    delivery.state = CallbackState(row.number(7));
    delivery.attempts = row.number(8);
    delivery.nextAt = row.integer(9);
    delivery.lastAt = row.maybe(10);
    delivery.status = small(row.maybe(11));
    delivery.failure = CallbackFailure(row.maybe(12).value_or(0));
    delivery.tookMs = small(row.maybe(13));
    return delivery;
}

bool readFlag(const Row &row)
{
    return row.flag(0);
}

/// No row: it was not changed.
Result<bool> isChanged(const Result<std::optional<bool>> &done)
{
    if (!done)
        return failed(done);
    return done->value_or(false);
}

} // namespace

Result<std::vector<CallbackEndpoint>> CallbackStore::endpoints()
{
    return m_connection.all("callback.endpoints", {}, readEndpoint);
}

Result<CallbackTarget> CallbackStore::target(CallbackKind kind)
{
    const auto found = m_connection.one("callback.secrets", {{":kind", int(kind)}}, [](const Row &row) {
        return CallbackTarget{row.bytes(0), row.bytes(1), row.maybe(2), row.text(3), row.flag(4)};
    });
    if (!found)
        return failed(found);
    return found->value_or(CallbackTarget{});
}

Result<void> CallbackStore::set(CallbackKind kind, const QString &url, bool withImports, const QByteArray &firstSecret)
{
    const auto done = isChanged(m_connection.one("callback.set",
        {{":kind", int(kind)}, {":url", url.isNull() ? QStringLiteral("") : url}, {":imports", int(withImports)},
            {":secret", orEmpty(firstSecret)}, {":person", m_me.value}},
        readFlag));
    if (!done)
        return failed(done);
    if (!*done)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    if (m_connection.engine() == Engine::Sqlite && url.isEmpty())
        return written(m_connection.write("callback.give_up", {{":kind", int(kind)}}));
    return {};
}

Result<bool> CallbackStore::rotate(CallbackKind kind, const QByteArray &secret, qint64 until)
{
    return isChanged(m_connection.one("callback.rotate",
        {{":kind", int(kind)}, {":secret", secret}, {":until", until}, {":person", m_me.value}}, readFlag));
}

Result<bool> CallbackStore::pause(CallbackKind kind, bool pauses)
{
    return isChanged(m_connection.one(
        "callback.pause", {{":kind", int(kind)}, {":pauses", int(pauses)}, {":person", m_me.value}}, readFlag));
}

Result<std::vector<CallbackDelivery>> CallbackStore::deliveries(const CallbackFilter &filter)
{
    return m_connection.all("callback.deliveries",
        {{":kind", filter.kind ? int(*filter.kind) : 0}, {":state", filter.state ? int(*filter.state) : -1},
            {":before", orNull(filter.before)}, {":most", filter.most}},
        readDelivery);
}

Result<qint64> CallbackStore::replay(const CallbackReplay &wanted)
{
    const int state = wanted.state ? int(*wanted.state) : -1;
    if (m_connection.engine() == Engine::Sqlite)
        return m_connection.write("callback.replay",
            {{":kind", int(wanted.kind)}, {":state", state}, {":from", wanted.from}, {":to", wanted.to},
                {":one", orNull(wanted.one)}});
    return m_connection.integer("callback.replay",
        {{":kind", int(wanted.kind)}, {":state", state}, {":from", wanted.from}, {":to", wanted.to},
            {":one", orNull(wanted.one)}});
}

} // namespace callveil
