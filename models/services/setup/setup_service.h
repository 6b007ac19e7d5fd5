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

    /// Runs on a thread of its own. Makes the database of a server when it is missing. Fails with DatabaseExists for a
    /// file that is there, whatever it is, and for a server's database with an organisation; a failure leaves no file
    /// behind, and on a server nothing that a second try would not take up. Fails with NameTaken when the roles of a
    /// renamed database stand in the way. Pins the new fingerprint.
    [[nodiscard]] QFuture<Result<SetupOutcome>> create(SetupOrder order);

    /// Whether create() could make the database of this server: fails with SuperuserRefused, NeedsSuperuser,
    /// ServerTooOld, DatabaseExists, DatabaseAddress, and what connecting fails with. Changes nothing.
    [[nodiscard]] QFuture<Result<void>> lookAtServer(DatabaseAddress address, QString superuserPassword);

    /// Brings a server's schema to this version with a superuser's login.
    [[nodiscard]] QFuture<Result<void>> upgradeServer(DatabaseAddress address, QString superuserPassword);

private:
    LocalState &m_local;
};

} // namespace callveil
