// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/access/access_store.h"

namespace callveil {

/// A key sealed to the recovery kit.
struct RecoverySeal {
    KeyKind kind = KeyKind::Vault;
    ProcessId process; ///< of a vault
    int generation = 0; ///< of a vault
    QByteArray sealed;
};

/// What is sealed to the recovery kit. Each change names the kit's proof: what only its private key yields.
class RecoveryStore final {
public:
    explicit RecoveryStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<std::vector<RecoverySeal>> seals();
    /// Puts a seal in the place of the kit's old one.
    [[nodiscard]] Result<void> replace(const RecoverySeal &seal, const QByteArray &proof);
    /// Gives a key to somebody who is entitled and waits for it.
    [[nodiscard]] Result<void> give(const PendingSeal &pending, const QByteArray &sealed, const QByteArray &proof);
    /// The new kit's public key, certified, and the SHA-256 of its proof.
    [[nodiscard]] Result<void> replaceKey(
        const QByteArray &key, const QByteArray &certificate, const QByteArray &proof, const QByteArray &newProofHash);

private:
    Connection &m_connection;
};

} // namespace callveil
