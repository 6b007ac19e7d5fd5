// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "storage/people/person_store.h"
#include "storage/vault/number_sealer.h"

namespace callveil {

/// Makes vaults and writes into them. Reading numbers back belongs to reveal.
class VaultStore final {
public:
    VaultStore(Connection &connection, const Identity &identity) : m_connection(connection), m_identity(identity) { }

    /// The newest vault of a process, its certificate checked against the organisation root (CertificateInvalid).
    [[nodiscard]] Result<VaultKey> newest(ProcessId process);
    /// Makes generation 1 of a new process's vault: sealed to whoever may view all actual numbers and to the recovery
    /// key. The root signs it, so the person must be able to open the root (NotPermitted).
    [[nodiscard]] Result<void> create(ProcessId process);
    /// Stores one number that lives as long as its owner (an agent); answers the id under which it is kept.
    [[nodiscard]] Result<NumberId> put(ProcessId process, RevisionId revision, const QString &number);

private:
    [[nodiscard]] Result<std::vector<Person>> holders();

    Connection &m_connection;
    const Identity &m_identity;
};

} // namespace callveil
