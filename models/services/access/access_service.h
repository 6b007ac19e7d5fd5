// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/access/access_store.h"

#include <QMap>

namespace callveil {

/// What every role may do.
using PermissionGrid = QMap<Role, QSet<Permission>>;

/// One cell of the grid that is to change.
struct PermissionChange {
    Role role = Role::ProfessionalAgent;
    Permission permission = Permission::ViewCallLog;
    bool allowed = false;
};

/// Actual numbers granted to a role, and whom that reaches.
struct GrantLine {
    Role role = Role::ProfessionalAgent;
    ProcessId process; ///< unset: all processes
    QString processName; ///< empty for all
    QString by;
    qint64 since = 0; ///< ms since 1970
    QStringList people; ///< names of those who view the numbers by it, as far as the caller may know
    int waiting = 0; ///< of these, those who still wait for the key
};

/// Somebody who waits for a key.
struct WaitingPerson {
    PersonId person;
    QString name, displayName;
    bool vaults = false; ///< waits for a vault, not only for the keys to write or certify
    bool canGive = false; ///< the caller holds what he waits for
};

/// Everybody who waits for a key that the caller holds; for whoever manages users, everybody who waits.
[[nodiscard]] Result<std::vector<WaitingPerson>> readWaiting(Connection &connection, const Identity &me);

/// What came of a grant.
struct GrantOutcome {
    int given = 0; ///< people who got their keys at once
    int waiting = 0; ///< people who wait for somebody who holds the numbers
};

/// What came of giving keys to those who wait.
struct GivenKeys {
    int served = 0; ///< people
    std::vector<Error> refusals; ///< CertificateInvalid: keys that were not what they should be; nothing was given then
};

/// Who may do what, and who may see actual numbers. What is taken away is gone at once: the database drops the seals in
/// the same transaction, and the vaults concerned are due for a new key.
class AccessService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<PermissionGrid>> grid();
    /// All or nothing. Fails with OwnRole for cells of the caller's role, AdministratorKeeps, and NotPermitted for what
    /// the caller may not do himself or when he does not belong to all processes.
    [[nodiscard]] QFuture<Result<void>> setPermissions(std::vector<PermissionChange> changes);

    [[nodiscard]] QFuture<Result<std::vector<GrantLine>>> grants();
    /// No processes: all. The caller's own keys are handed on at once; where he holds none, the grant waits.
    [[nodiscard]] QFuture<Result<GrantOutcome>> grant(Role role, QList<ProcessId> processes);
    /// Fails with LastHolder, and GrantUnknown.
    [[nodiscard]] QFuture<Result<void>> revoke(Role role, ProcessId process);

    [[nodiscard]] QFuture<Result<std::vector<WaitingPerson>>> waiting();
    /// Hands on what the caller holds to all who wait for it.
    [[nodiscard]] QFuture<Result<GivenKeys>> completeWaiting();
    /// Vaults that must get a new key, in the processes of the caller.
    [[nodiscard]] QFuture<Result<std::vector<DueRotation>>> rotations();
};

} // namespace callveil
