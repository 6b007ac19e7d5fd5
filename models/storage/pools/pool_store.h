// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/did_list.h"
#include "domain/pools/pool.h"
#include "domain/pools/pool_use.h"
#include "storage/database/connection.h"

#include <QHash>

namespace callveil {

/// A proxy number of a pool.
struct PoolNumber {
    DidId id;
    QString number; ///< E.164
    QString area; ///< area code; may be empty
    DidState state = DidState::InService;
    qint64 changedAt = 0; ///< ms since 1970, UTC
    qint64 freeAt = 0; ///< when the last binding of it has cooled; in the past: free
    qint64 bindings = 0; ///< live ones
};

/// A number as somebody saw it when he decided to change it.
struct SeenDid {
    DidId id;
    PoolId pool;
    DidState state = DidState::InService;
};

/// What keeps a pool from being removed.
struct PoolTies {
    qint64 numbers = 0; ///< that are not retired
    qint64 bindings = 0; ///< made from it that live or cool
    qint64 fallbacks = 0; ///< pools that fall back to it
};

/// Reads and writes pools and their numbers. On a server its functions refuse whoever may not.
class PoolStore final {
public:
    /// `me`: who changes pools; reading needs nobody.
    explicit PoolStore(Connection &connection, PersonId me = {}) : m_connection(connection), m_me(me) { }

    /// By name, with their processes and fallbacks.
    [[nodiscard]] Result<std::vector<Pool>> list() { return read(false); }
    /// Those that were removed: history still names them.
    [[nodiscard]] Result<std::vector<Pool>> removed() { return read(true); }
    [[nodiscard]] Result<QHash<PoolId, StateCounts>> counts();
    /// By number.
    [[nodiscard]] Result<std::vector<PoolNumber>> numbers(PoolId pool);
    /// The number with its pool; the pool is unset for a process's own. Nullopt when it is not known.
    [[nodiscard]] Result<std::optional<SeenDid>> find(const QString &number);

    /// Fails with NameTaken.
    [[nodiscard]] Result<PoolId> insert(const Pool &pool);
    /// False when the pool has another revision by now. Fails with NameTaken.
    [[nodiscard]] Result<bool> update(const Pool &pool);
    /// The idle time-out, which insert() and update() leave alone; nullopt: none.
    [[nodiscard]] Result<void> setIdle(PoolId pool, std::optional<int> minutes);
    [[nodiscard]] Result<void> setServed(PoolId pool, ProcessId process, bool served);
    [[nodiscard]] Result<void> setFallbacks(PoolId pool, const QList<PoolId> &fallbacks);
    [[nodiscard]] Result<PoolTies> ties(PoolId pool);
    /// False when the pool has another revision by now, or something keeps it.
    [[nodiscard]] Result<bool> remove(const Pool &seen);
    /// In service. False when the number belongs to a pool that stands, or is the own one of a process of which the
    /// person is not.
    [[nodiscard]] Result<bool> add(PoolId pool, const DidEntry &did);
    /// False when it was changed meanwhile.
    [[nodiscard]] Result<bool> change(const SeenDid &seen, PoolId pool, DidState state);

private:
    [[nodiscard]] Result<std::vector<Pool>> read(bool removed);

    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
