// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rating/rate_table.h"
#include "storage/database/connection.h"

namespace callveil {

/// A rate with what became of it.
struct RateEntry {
    Rate rate;
    bool withdrawn = false; ///< it was wrong from its beginning, and rates nothing
    qint64 addedAt = 0; ///< ms since 1970
    QString addedBy; ///< name
    std::optional<qint64> closedAt; ///< when its end was set, or it was withdrawn
    QString closedBy;
};

/// Reads and writes the lists of rates. Rows are only ever added and closed.
class RateStore final {
public:
    RateStore(Connection &connection, PersonId me) : m_connection(connection), m_me(me) { }

    /// By list, prefix and beginning. On a server none for whoever may not see them.
    [[nodiscard]] Result<std::vector<RateEntry>> list(bool withWithdrawn);
    /// Those that rate calls.
    [[nodiscard]] Result<RateTable> table();
    /// Another number than before once the rates are others.
    [[nodiscard]] Result<qint64> stamp();
    /// The id of the last one. Fails with EntryChanged when a prefix has a rate that begins at the same moment.
    [[nodiscard]] Result<RateId> add(const std::vector<Rate> &rates);
    /// How many of them stood until now.
    [[nodiscard]] Result<qint64> withdraw(const QList<RateId> &rates);
    /// False when it has an end already, was withdrawn, or begins later.
    [[nodiscard]] Result<bool> end(RateId rate, qint64 until);

private:
    [[nodiscard]] Result<RateId> addOnServer(const std::vector<Rate> &rates);

    Connection &m_connection;
    PersonId m_me;
};

} // namespace callveil
