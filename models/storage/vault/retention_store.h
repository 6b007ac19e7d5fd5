// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/vault/retention_rule.h"
#include "storage/database/connection.h"

namespace callveil {

/// How long a process keeps real numbers, and what it keeps. Months are year * 100 + month, times ms since 1970.
struct RetentionState {
    ProcessId process;
    RetentionRule rule;
    std::optional<int> oldestMonth; ///< of which numbers are kept
    std::optional<qint64> dueAt; ///< when that month is deleted
    std::optional<qint64> shreddedAt; ///< the newest deletion
    qint64 shredded = 0; ///< numbers of that deletion
    bool isDue = false; ///< the next run deletes numbers, or sweeps up after a deletion
};

/// What a change of days would delete at once.
struct RetentionEffect {
    qint64 numbers = 0;
    std::optional<int> newestMonth;
};

/// Deletes the real numbers of whole months: their keys first, in one transaction, then in small steps the rows that
/// nobody can read any more. What is due is the database's to say.
class RetentionStore final {
public:
    RetentionStore(Connection &connection, PersonId me) : m_connection(connection), m_me(me) { }

    /// Of the processes that the caller sees on a server; of all in a file.
    [[nodiscard]] Result<std::vector<RetentionState>> states();
    [[nodiscard]] Result<RetentionEffect> effect(ProcessId process, int days);
    /// False when the rule is not what was seen any more.
    [[nodiscard]] Result<bool> set(ProcessId process, const RetentionRule &seen, const RetentionRule &rule);
    /// The months of a process that are due, and those that wait to be swept.
    [[nodiscard]] Result<std::vector<int>> due(ProcessId process);
    [[nodiscard]] Result<std::vector<int>> unswept(ProcessId process);
    /// Makes a month that is due unreadable; answers how many numbers went.
    [[nodiscard]] Result<qint64> shred(ProcessId process, int month);
    /// One step; `after` begins empty and is kept between the steps. False when nothing is left.
    [[nodiscard]] Result<bool> sweep(ProcessId process, int month, QByteArray &after);
    /// When anybody was last here besides this sign-in; 0 for nobody.
    [[nodiscard]] Result<qint64> lastSeen(qint64 signIn);
    /// SQLite: notes numbers of one person that were deleted.
    [[nodiscard]] Result<void> noteErased(ProcessId process, qint64 numbers);

private:
    [[nodiscard]] Result<bool> sweepNumbers(const std::vector<qint64> &numbers);
    [[nodiscard]] Result<bool> sweepIndexes(ProcessId process, int month, QByteArray &after);

    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
