// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"
#include "storage/pools/pool_store.h"

#include <atomic>

namespace callveil {

/// What came of a list of numbers.
struct DidAddition {
    qint64 added = 0;
    std::vector<DidReject> rejects; ///< by line
};

/// The text of a file with a list of numbers, in whatever encoding. Fails with FileUnreadable, FileEmpty, RangeTooLong
/// for what is too big to be one.
[[nodiscard]] Result<QString> readDidFile(const QString &path);

// Parts of PoolService, each inside a transaction.
[[nodiscard]] Result<DidAddition> addToPool(
    Connection &connection, const Identity &me, PoolId pool, const QString &list, const std::atomic<bool> &cancelled);
[[nodiscard]] Result<void> setStates(
    Connection &connection, const Identity &me, const QList<SeenDid> &numbers, DidState state);
[[nodiscard]] Result<void> moveToPool(
    Connection &connection, const Identity &me, const QList<SeenDid> &numbers, PoolId to);

} // namespace callveil
