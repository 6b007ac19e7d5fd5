// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "services/session/local_state.h"
#include "storage/database/connection.h"

#include <QFuture>

namespace callveil {

/// What a new database needs to know.
struct SetupOrder {
    DatabaseAddress address; ///< on a server: user is the superuser's login
    QString superuserPassword; ///< server only; may be empty when the server needs none
    QString organisation;
    QString adminName; ///< user name
    QString adminDisplayName;
    QString adminPassword;
    bool demo = false;
};

/// What must be written down.
struct SetupOutcome {
    QStringList recoveryWords; ///< 17 words
    QStringList fingerprintWords; ///< 6 words
    QString adminName;
};

/// Makes a database: schema, organisation root, first administrator, recovery key (security.md, Keys).
class SetupService final {
public:
    explicit SetupService(LocalState &local) : m_local(local) { }

    /// Runs on a thread of its own. Fails with DatabaseExists when there is one already, and leaves nothing behind on
    /// any failure. Pins the new fingerprint.
    [[nodiscard]] QFuture<Result<SetupOutcome>> create(SetupOrder order);

    /// Brings a server's schema to this version with a superuser's login.
    [[nodiscard]] QFuture<Result<void>> upgradeServer(DatabaseAddress address, QString superuserPassword);

private:
    LocalState &m_local;
};

} // namespace callveil
