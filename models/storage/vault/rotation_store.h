// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "storage/vault/number_sealer.h"

namespace callveil {

/// How much of a vault is still under the key that must go.
struct RotationLeft {
    qint64 epochs = 0, numbers = 0;
};

/// An epoch under an old key.
struct OldEpoch {
    EpochSeal seal;
    int generation = 0;
};

/// A new vault of a process, ready to be stored.
struct NewVault {
    int generation = 0;
    QByteArray boxKey, certificate;
    QByteArray ownSeal, recoverySeal; ///< its private half, sealed
};

/// The steps of a rotation, each in a transaction of the caller. A server hands out sealed numbers only after the
/// beginning was committed with its entry in the record, and only to whoever began.
class RotationStore final {
public:
    explicit RotationStore(Connection &connection) : m_connection(connection) { }

    /// The newest generation of a process's vault.
    [[nodiscard]] Result<int> newest(ProcessId process);
    [[nodiscard]] Result<RotationLeft> left(ProcessId process);
    /// With the vault that follows the newest one, or (generation alone) goes on with the newest one.
    [[nodiscard]] Result<void> begin(ProcessId process, PersonId me, const NewVault &vault);
    [[nodiscard]] Result<std::optional<OldEpoch>> next(ProcessId process, qint64 after);
    [[nodiscard]] Result<std::vector<SealedNumber>> numbers(ProcessId process, qint64 epoch);
    /// Puts the numbers of an epoch under the new one, but for so many that are damaged and stay. False when somebody
    /// else did before. Fails with Busy when numbers came or went meanwhile.
    [[nodiscard]] Result<bool> move(ProcessId process, PersonId me, const OldEpoch &old, const EpochSeal &fresh,
        int generation, const std::vector<SealedNumber> &numbers, qint64 damaged);
    /// Notes how many numbers stay under the old key because they are damaged.
    [[nodiscard]] Result<void> leave(ProcessId process, qint64 damaged);
    /// True when nothing was left under the old key, whose seals are gone then.
    [[nodiscard]] Result<bool> finish(ProcessId process);

private:
    [[nodiscard]] Result<bool> moveEmbedded(ProcessId process, PersonId me, const OldEpoch &old, const EpochSeal &fresh,
        int generation, const std::vector<SealedNumber> &numbers, qint64 damaged);
    [[nodiscard]] Result<void> beginEmbedded(ProcessId process, PersonId me, const NewVault &vault);

    Connection &m_connection;
};

} // namespace callveil
