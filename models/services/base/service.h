// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"
#include "storage/audit/deed_log.h"

namespace callveil {

/// What every service shares: permission first, then the rule and the store, then the record of deeds, in one
/// transaction on the database thread. Services live as long as their workspace and are used from one thread.
class Service {
public:
    explicit Service(Workspace &workspace) : m_workspace(workspace) { }

    [[nodiscard]] std::shared_ptr<const Identity> me() const { return m_workspace.identity(); }

protected:
    /// NotPermitted unless the person holds the permission; and what requireUsable() fails with.
    [[nodiscard]] static Result<void> require(const Identity &person, Permission permission);
    /// SessionLocked while the session is locked; PasswordMustChange while the person's one-time password stands.
    [[nodiscard]] static Result<void> requireUsable(const Identity &person);

    /// Runs `body(Connection &, const Identity &) -> Result<T>` in one write transaction.
    template <typename Body>
    [[nodiscard]] auto change(Permission permission, Body body)
    {
        using Answer = std::invoke_result_t<Body, Connection &, const Identity &>;
        return m_workspace.interactive().run(
            [permission, identity = m_workspace.identity(), body = std::move(body)](Connection &connection) -> Answer {
                if (const Result<void> allowed = require(*identity, permission); !allowed)
                    return failed(allowed);
                return connection.transact([&]() -> Answer { return body(connection, *identity); });
            });
    }

    /// Runs `body(Connection &, const Identity &) -> Result<T>` without a transaction of its own.
    template <typename Body>
    [[nodiscard]] auto read(Body body)
    {
        return readAlways([body = std::move(body)](Connection &connection,
                              const Identity &person) -> std::invoke_result_t<Body, Connection &, const Identity &> {
            if (const Result<void> allowed = requireUsable(person); !allowed)
                return failed(allowed);
            return body(connection, person);
        });
    }

    /// The same for what a locked session may ask too: whether the database answers, and that something changed.
    template <typename Body>
    [[nodiscard]] auto readAlways(Body body)
    {
        using Answer = std::invoke_result_t<Body, Connection &, const Identity &>;
        return m_workspace.interactive().run(
            [identity = m_workspace.identity(), body = std::move(body)](
                Connection &connection) -> Answer { return body(connection, *identity); });
    }

    /// The same, for what needs a permission to be read.
    template <typename Body>
    [[nodiscard]] auto read(Permission permission, Body body)
    {
        return read([permission, body = std::move(body)](Connection &connection,
                        const Identity &person) -> std::invoke_result_t<Body, Connection &, const Identity &> {
            if (const Result<void> allowed = require(person, permission); !allowed)
                return failed(allowed);
            return body(connection, person);
        });
    }

    Workspace &m_workspace;
};

} // namespace callveil
