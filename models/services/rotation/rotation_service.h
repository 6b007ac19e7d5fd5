// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"

#include <atomic>

namespace callveil {

/// How far a rotation is; written by the database thread, read by whoever shows it.
struct RotationProgress {
    std::atomic<qint64> done{0}, all{0}; ///< numbers
    std::atomic<bool> cancelled{false};
};

/// The vault of a process and whether it needs a new key.
struct VaultState {
    ProcessId process;
    QString name;
    int generation = 0; ///< the newest
    std::optional<qint64> dueSince; ///< ms since 1970
    qint64 numbersLeft = 0; ///< still under the key that must go
    bool begun = false; ///< the new key is there, some numbers are not under it yet
    qint64 damaged = 0; ///< numbers that the last run had to leave under the old key
};

struct RotationReport {
    qint64 numbers = 0; ///< put under the new key by this run
    int generation = 0; ///< the new one
    qint64 damaged = 0; ///< left as they are under the old key, because they do not open
};

/// Gives a process's vault a new key, so that whoever held the old one opens nothing that is in the vault from now on.
/// One epoch of at most 10,000 numbers at a time, each in a transaction of its own; killed or cancelled, the next run
/// goes on where it stood. Imports beside it go on under the new key. What is damaged stays as it is, under the old
/// key, and the vault stays due: when it was brought back from a backup, the next run takes it along.
class RotationService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<std::vector<VaultState>>> states();
    /// Fails with VaultNotReadable for whoever cannot open the old vault, NotPermitted for whoever may not manage
    /// security or cannot certify a new vault, CancelledHalfway (what was moved stays moved).
    [[nodiscard]] QFuture<Result<RotationReport>> run(ProcessId process, std::shared_ptr<RotationProgress> progress);
};

} // namespace callveil
