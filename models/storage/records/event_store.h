// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/platform/call_event.h"
#include "storage/database/connection.h"

namespace callveil {

/// Events of running calls and of tasks of a predictive dialler. On a server switches put theirs in past this program.
/// Changes inside a transaction, for a service alone.
class EventStore final {
public:
    explicit EventStore(Connection &connection) : m_connection(connection) { }

    /// The proxy number of a session; nullopt for a session that is none.
    [[nodiscard]] Result<std::optional<DidId>> didOf(const QByteArray &session);
    /// False when it was known. `callKey`: RouteKeys::call(). A call that is answered, or was, keeps its binding from
    /// ending idle.
    [[nodiscard]] Result<bool> putCall(
        const QByteArray &callKey, DidId did, const QByteArray &session, CallState state, qint64 at);
    /// The same of a task, whose name and counts were checked.
    [[nodiscard]] Result<bool> putTask(const QByteArray &taskKey, const NewTaskEvent &event, qint64 at);
    /// Takes up to `most` of each kind away that came in a week ago, and on a server changes of routes of the day
    /// before; how many.
    [[nodiscard]] Result<qint64> thin(int most);

private:
    Connection &m_connection;
};

} // namespace callveil
