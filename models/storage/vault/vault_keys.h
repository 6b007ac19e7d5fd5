// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/access/access_store.h"
#include "storage/database/connection.h"
#include "storage/people/identity.h"

#include <map>

namespace callveil {

/// The vaults of all processes and generations as one person holds them: public keys certified by the organisation
/// root, private halves opened with his own key when they are asked for. Wiped with the object.
class VaultKeys final {
public:
    VaultKeys(Connection &connection, const Identity &me) : m_connection(connection), m_me(me) { }
    /// With his seals as they were read already.
    VaultKeys(Connection &connection, const Identity &me, std::vector<VaultSeal> seals)
        : m_connection(connection), m_me(me), m_given(std::move(seals))
    { }

    /// The public key, its certificate checked (CertificateInvalid); NotFound when there is no such vault.
    [[nodiscard]] Result<QByteArray> publicKey(ProcessId process, int generation);
    /// Both halves. Fails with VaultNotReadable for whoever holds no seal, CertificateInvalid when what his seal holds
    /// is not the certified vault's key.
    [[nodiscard]] Result<const BoxKeys *> open(ProcessId process, int generation);

private:
    using Place = std::pair<qint64, int>; ///< process and generation

    [[nodiscard]] Result<void> load();

    Connection &m_connection;
    const Identity &m_me;
    std::optional<std::vector<VaultSeal>> m_given;
    bool m_loaded = false;
    std::map<Place, std::pair<QByteArray, QByteArray>> m_public; ///< key and certificate
    std::map<Place, QByteArray> m_seals;
    std::map<Place, BoxKeys> m_opened;
};

} // namespace callveil
