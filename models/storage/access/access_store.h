// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/people/role.h"
#include "storage/database/connection.h"

namespace callveil {

/// Actual numbers granted to a role.
struct ActualGrant {
    Role role = Role::ProfessionalAgent;
    ProcessId process; ///< unset: all processes
    PersonId by;
    qint64 at = 0;
};

/// The keys that are sealed to people. Stored: never renumber.
enum class KeyKind { Vault = 0, Writer = 1, Root = 2 };

/// Somebody who is entitled to a key and has no seal of it yet.
struct PendingSeal {
    KeyKind kind = KeyKind::Vault;
    ProcessId process; ///< of a vault
    int generation = 0; ///< of a vault
    PersonId person;
    bool held = false; ///< whoever asks holds the key
};

/// A vault's private key, sealed to whoever asks.
struct VaultSeal {
    ProcessId process;
    int generation = 0;
    QByteArray sealed;
};

/// A vault that must get a new key: somebody opened this generation who may do so no longer.
struct DueRotation {
    ProcessId process;
    int generation = 0;
    qint64 dueSince = 0; ///< ms since 1970
    qint64 damaged = 0; ///< numbers that the last rotation could not put under the new key
};

/// Grants, permissions, and the seals that follow from them. Taking something away removes the seals at once; the
/// database does that by itself.
class AccessStore final {
public:
    explicit AccessStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<std::vector<ActualGrant>> grants();
    /// False when it was granted already.
    [[nodiscard]] Result<bool> grant(Role role, ProcessId process, PersonId by);
    /// False when it was not granted. Fails with LastHolder when only the recovery kit could open a vault then.
    [[nodiscard]] Result<bool> revoke(Role role, ProcessId process);
    /// False when nothing changed.
    [[nodiscard]] Result<bool> setPermission(Role role, Permission permission, bool allowed);
    /// Brings a login's database groups into line with its role's permissions; nothing on an embedded database.
    [[nodiscard]] Result<void> setGroups(const QString &login, const QSet<Permission> &permissions);
    [[nodiscard]] Result<std::vector<PendingSeal>> pending(PersonId me);
    [[nodiscard]] Result<std::vector<VaultSeal>> vaultSeals(PersonId me);
    [[nodiscard]] Result<void> give(const PendingSeal &pending, const QByteArray &sealed);
    [[nodiscard]] Result<std::vector<DueRotation>> rotations();

private:
    Connection &m_connection;
};

} // namespace callveil
