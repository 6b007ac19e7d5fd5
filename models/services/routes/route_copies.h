// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"
#include "storage/routes/route_store.h"

namespace callveil {

/// Seals numbers to the services that route calls, when somebody types them: inside the transaction that stores them.
/// A service whose certificate does not hold gets none. Without a service nothing is kept.
class RouteCopies final {
public:
    RouteCopies(Connection &connection, const Identity &me) : m_connection(connection), m_me(me) { }

    /// `number`: E.164, the customer's or an unlisted agent's.
    [[nodiscard]] Result<void> keep(BindingId binding, PartySide side, const QString &number);
    /// Of a listed agent: for all his bindings, those that are made later too.
    [[nodiscard]] Result<void> keepAgent(AgentId agent, const QString &number);
    /// The services that may be sealed to. They are read once: before anything is locked, whoever reads them then.
    [[nodiscard]] Result<std::vector<Person>> holders();

private:
    Connection &m_connection;
    const Identity &m_me;
    std::optional<std::vector<Person>> m_holders;
};

} // namespace callveil
