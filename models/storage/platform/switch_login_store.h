// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/switch_login.h"
#include "storage/database/connection.h"

namespace callveil {

/// Reads and changes the logins of switches, on a server alone. The server refuses whoever does not manage users, and
/// changes by whoever does not belong to all processes.
class SwitchLoginStore final {
public:
    /// Fails with NeedsServer for a database in a file.
    [[nodiscard]] static Result<SwitchLoginStore> open(Connection &connection);

    /// By name.
    [[nodiscard]] Result<std::vector<SwitchLogin>> list();
    /// Fails with EntryUnknown (switch).
    [[nodiscard]] Result<SwitchLogin> named(const QString &name);
    /// `verifier`: of the password. Fails with NameTaken, also when the server has such a login from elsewhere.
    [[nodiscard]] Result<SwitchLoginId> make(const QString &name, const QByteArray &verifier);
    /// The first step to another password: it may ask for nothing now. False when the switch is gone.
    [[nodiscard]] Result<bool> bar(SwitchLoginId login);
    /// The last step, within a minute after the first; also makes a login that is missing. False when it was not
    /// barred, or is gone.
    [[nodiscard]] Result<bool> rekey(SwitchLoginId login, const QByteArray &verifier);
    /// False when it is so already, or the switch is gone.
    [[nodiscard]] Result<bool> setEnabled(SwitchLoginId login, bool enabled);
    /// Whether it may keep routes. False when it is so already, or the login is missing.
    [[nodiscard]] Result<bool> setKeepsRoutes(SwitchLoginId login, bool keeps);
    /// False when it is gone.
    [[nodiscard]] Result<bool> remove(SwitchLoginId login);
    /// Ends the sessions of a login that is disabled, barred, or got a new password within the last minute; how many.
    /// After that was committed. One that is disabled or barred can sign in no more when this was done.
    [[nodiscard]] Result<qint64> cut(SwitchLoginId login);

private:
    explicit SwitchLoginStore(Connection &connection) : m_connection(&connection) { }

    Connection *m_connection;
};

} // namespace callveil
