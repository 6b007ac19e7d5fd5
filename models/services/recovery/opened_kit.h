// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/seal_keeper.h"
#include "storage/recovery/recovery_store.h"

#include <map>

namespace callveil {

/// The keys that a recovery kit opens, inside one transaction. Wiped with the object.
class OpenedKit final {
public:
    /// Fails with KitWrong when the words are no kit or not this organisation's, and with CertificateInvalid when what
    /// they open is another root than `rootKey`.
    [[nodiscard]] static Result<OpenedKit> open(
        Connection &connection, const QString &words, const QByteArray &rootKey);

    [[nodiscard]] const SignKeys &root() const { return m_root; }
    /// Gives everybody who waits what he is entitled to, and records it, but for people whose keys nobody certified.
    [[nodiscard]] Result<SealOutcome> serve(const Identity &me);
    /// Seals everything to a new kit; the words of this one open nothing any more.
    [[nodiscard]] Result<QStringList> replace();

private:
    struct Key {
        RecoverySeal seal;
        SecretBytes secret;
        bool certified = false; ///< it is what the seal is said to hold
    };
    using Vaults = std::map<std::pair<ProcessId, int>, QByteArray>;

    OpenedKit(Connection &connection, SecretBytes privateKey);
    [[nodiscard]] Result<void> openAll(const QByteArray &rootKey);
    [[nodiscard]] Result<Vaults> vaultKeys(const QByteArray &rootKey);
    [[nodiscard]] static bool isWhatItSays(const Key &key, const Vaults &vaults, const QByteArray &rootKey);
    [[nodiscard]] const Key *keyFor(const PendingSeal &pending) const;

    Connection *m_connection;
    BoxKeys m_box;
    QByteArray m_proof;
    SignKeys m_root;
    qint64 m_age = 0; ///< of the kit's certificate
    std::vector<Key> m_keys;
};

} // namespace callveil
