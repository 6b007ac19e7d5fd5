// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/routes/binding_fit.h"
#include "services/routes/called_number.h"

namespace callveil {

/// Answers a switch's question out of the copies that are sealed to the service, by the rule of which a server's routes
/// are made too. What it opens is wiped before it answers, but for the callee.
class CallRouter final {
public:
    CallRouter(Connection &connection, const Identity &me, const DidBook &dids);

    /// `did` and `caller`: E.164, with or without plus, as a switch sends them.
    [[nodiscard]] Result<RouteAnswer> route(const QString &did, const QString &caller);

private:
    [[nodiscard]] Result<std::optional<Route>> wayOf(DidId did, const QString &calling) const;
    [[nodiscard]] std::optional<OpenBinding> opened(const SealedBinding &binding) const;
    [[nodiscard]] Result<void> describe(const Route &route, CallFacts &facts) const;
    [[nodiscard]] Result<RouteAnswer> answered(const CallFacts &facts, const QString &calling);

    Connection &m_connection;
    const Identity &m_me;
    const DidBook &m_dids;
    CopyOpener m_copies;
    BindingFit m_fit;
    WriterKeys m_index;
    RouteKeys m_keys;
};

} // namespace callveil
