// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/records/event_store.h"

namespace callveil {

namespace {

Result<bool> isNew(const Result<std::optional<bool>> &put)
{
    if (!put)
        return failed(put);
    return put->value_or(false);
}

bool readFlag(const Row &row)
{
    return row.flag(0);
}

} // namespace

Result<std::optional<DidId>> EventStore::didOf(const QByteArray &session)
{
    return m_connection.one(
        "event.did_of", {{":session", session}}, [](const Row &row) { return DidId{row.integer(0)}; });
}

Result<bool> EventStore::putCall(
    const QByteArray &callKey, DidId did, const QByteArray &session, CallState state, qint64 at)
{
    return isNew(m_connection.one("event.put_call",
        {{":key", callKey}, {":did", did.value}, {":session", session.isNull() ? QByteArray("") : session},
            {":state", int(state)}, {":at", at}},
        readFlag));
}

Result<bool> EventStore::putTask(const QByteArray &taskKey, const NewTaskEvent &event, qint64 at)
{
    return isNew(m_connection.one("event.put_task",
        {{":key", taskKey}, {":task", event.task}, {":state", int(event.state)},
            {":counts", taskCountsText(event.counts)}, {":at", at}},
        readFlag));
}

Result<qint64> EventStore::thin(int most)
{
    if (m_connection.engine() == Engine::PostgreSql)
        return m_connection.integer("event.thin", {{":most", most}});
    const auto calls = m_connection.write("event.thin_calls", {{":most", most}});
    if (!calls)
        return calls;
    const auto tasks = m_connection.write("event.thin_tasks", {{":most", most}});
    if (!tasks)
        return tasks;
    return *calls + *tasks;
}

} // namespace callveil
