// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/route.h"
#include "storage/database/connection.h"
#include "storage/people/person_store.h"
#include "storage/routes/route_copy.h"

#include <map>

namespace callveil {

/// A copy that a service lacks: of a binding's side, or of a listed agent's line.
struct RouteGap {
    BindingId binding; ///< unset for an agent
    PartySide side = PartySide::Customer;
    AgentId agent;
    PersonId holder;
    ProcessId process;
    NumberId number; ///< in the vault of the process
};

/// A live binding as the service reads it, still sealed.
struct SealedBinding {
    BindingId id;
    DidId did;
    QString brand; ///< of the number's pool
    QByteArray session;
    ProcessId process;
    PoolId asked;
    BindingModel model = BindingModel::Session;
    AgentId agent; ///< set: his copy is the agent's, not the binding's
    RecordingChoice recording = RecordingChoice::AsPool;
    qint64 createdAt = 0;
    std::optional<qint64> expiresAt;
    QByteArray customerCopy, agentCopy; ///< empty: this service has none
    QByteArray customerParty, agentParty; ///< who stands on the number for it: RouteKeys::party(); empty for nobody
    QByteArray owner; ///< RouteKeys::owner() of the party whose number it is; empty for pairs
};

/// Proxy numbers whose routes are to be made, and their bindings.
struct DueNumbers {
    std::vector<DidId> dids;
    std::vector<BindingId> bindings;
};

/// A route as a switch is told it.
struct RouteRow {
    DidId did;
    Route route;
    QByteArray calleeKey; ///< RouteKeys::optOut()
};

/// What a pass found of the numbers that were due.
struct RouteDraft {
    std::vector<DidId> dids;
    std::vector<RouteRow> rows;
    std::vector<BindingId> kept; ///< whose copies another service may have: their routes stay
    std::vector<BindingId> damaged; ///< whose copies are not theirs: these go
    std::map<CopyPlace, QByteArray> opened; ///< copies that were sealed, as CopyOpener keeps them
    qint64 misfits = 0; ///< these, and bindings with an agent who has another line by now
};

/// Reads and writes sealed copies of numbers, and on a server the routes that a service makes of them. Changes inside a
/// transaction.
class RouteStore final {
public:
    explicit RouteStore(Connection &connection) : m_connection(connection) { }

    /// The services that copies are sealed to; whoever seals checks their certificates.
    [[nodiscard]] Result<std::vector<Person>> holders();
    [[nodiscard]] Result<void> keep(BindingId binding, PartySide side, PersonId holder, const QByteArray &copy);
    [[nodiscard]] Result<void> keepAgent(AgentId agent, PersonId holder, const QByteArray &copy);
    /// Of live bindings of these processes, or of all; on a server of the caller's alone. In one order, `most` behind
    /// `after`, which is all unset for the first.
    [[nodiscard]] Result<std::vector<RouteGap>> gaps(
        const std::optional<QSet<ProcessId>> &processes, const RouteGap &after, int most);
    /// Whether services are in force and none of them has a copy of the line that the agent of the process has now.
    [[nodiscard]] Result<bool> lacksLine(AgentId agent, ProcessId process);
    /// The live bindings of a proxy number, for the service that `me` is, on both engines.
    [[nodiscard]] Result<std::vector<SealedBinding>> liveOf(DidId did, PersonId me);

    // On a server, for a service alone.

    /// Whether there is anything to do.
    [[nodiscard]] Result<bool> waits();
    /// Notes all proxy numbers when no route is left, as after a crash; how many.
    [[nodiscard]] Result<qint64> begin();
    /// The numbers whose routes are to be made next; their bindings stay as they are until the transaction ends.
    [[nodiscard]] Result<DueNumbers> due(int most);
    [[nodiscard]] Result<std::vector<SealedBinding>> bindings(const std::vector<BindingId> &bindings);
    /// In place of the routes that the numbers had; how many were made.
    [[nodiscard]] Result<qint64> put(const RouteDraft &draft);
    /// In place of the sealed copies, in the transaction that holds their bindings.
    [[nodiscard]] Result<void> keepOpened(const std::map<CopyPlace, QByteArray> &copies);

private:
    Connection &m_connection;
};

} // namespace callveil
