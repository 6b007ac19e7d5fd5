// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "storage/crypto/sodium.h"

#include <QElapsedTimer>

#include <map>
#include <vector>

namespace callveil {

/// The public side of one process's vault.
struct VaultKey {
    ProcessId process;
    int generation = 1;
    QByteArray boxKey;
};

/// An epoch as stored: its key, sealed to the vault.
struct EpochSeal {
    qint64 id = 0;
    int month = 0; ///< retention month: year * 100 + month; 0 lives as long as what it belongs to
    QByteArray sealedKey;
};

/// A number as stored.
struct SealedNumber {
    NumberId id;
    qint64 epoch = 0;
    QByteArray cipher;
};

/// Encrypts numbers for one process's vault: one epoch key per retention month, at most 10,000 numbers or 24 hours
/// each. Whoever seals cannot read back what was sealed once the sealer is gone. One thread.
///
/// Who seals once stores takeNewEpochs(). Who goes on over many batches stores takeUsedEpochs() with each of them: an
/// epoch of which nothing was stored is brought again.
class NumberSealer final {
public:
    NumberSealer(VaultKey vault, QByteArray fingerprint);

    [[nodiscard]] SealedNumber seal(const QString &number, int month);
    /// The epochs begun since the last call; they must be stored with the numbers.
    [[nodiscard]] std::vector<EpochSeal> takeNewEpochs();
    /// All epochs that sealed a number since the last call, new or not.
    [[nodiscard]] std::vector<EpochSeal> takeUsedEpochs();
    /// Forgets the keys of all other months. Those of a month that is over may be deleted at any time, and must not
    /// come back with a later batch.
    void keepOnly(int month);
    [[nodiscard]] const VaultKey &vault() const { return m_vault; }

    /// Opens what seal() made, given the epoch's key.
    [[nodiscard]] static Result<QString> open(
        const SealedNumber &sealed, const SecretBytes &epochKey, ProcessId process, const QByteArray &fingerprint);

    /// Whether open() would succeed. What it says is wiped unseen.
    [[nodiscard]] static bool opens(
        const SealedNumber &sealed, const SecretBytes &epochKey, ProcessId process, const QByteArray &fingerprint);

    /// The same number, with its id, under another epoch's key.
    [[nodiscard]] static Result<SealedNumber> reseal(const SealedNumber &sealed, const SecretBytes &oldKey,
        qint64 newEpoch, const SecretBytes &newKey, ProcessId process, const QByteArray &fingerprint);

private:
    struct Epoch {
        EpochSeal seal;
        SecretBytes key;
        int numbers = 0;
        bool isUsed = false; ///< since takeUsedEpochs()
        QElapsedTimer age;
    };
    Epoch &epochFor(int month);

    VaultKey m_vault;
    QByteArray m_fingerprint;
    std::map<int, Epoch> m_epochs;
    std::vector<EpochSeal> m_new, m_used;
};

} // namespace callveil
