// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool.h"
#include "storage/database/connection.h"

#include <QHash>

#include <mutex>

namespace callveil {

/// A proxy number as the organisation has it.
struct BookedDid {
    DidId id;
    PoolId pool; ///< unset for a process's own
    DidState state = DidState::InService;
};

/// All proxy numbers of the organisation. A typed number is looked up here and not in the database: it may be
/// somebody's real one, and what a statement asks for may stand in a server's log (security.md).
class DidBook final {
public:
    /// Reads what has changed since the last time.
    [[nodiscard]] static Result<std::shared_ptr<const DidBook>> read(
        Connection &connection, std::shared_ptr<const DidBook> before);

    /// By E.164; nullptr for none of ours.
    [[nodiscard]] const BookedDid *find(const QString &number) const;

private:
    struct Mark {
        qint64 count = 0, newest = 0, changedAt = 0;
        bool operator==(const Mark &) const = default;
    };

    Mark m_mark;
    QHash<QString, BookedDid> m_dids;
};

/// The newest book that a service has read; used from database threads.
class DidShelf final {
public:
    [[nodiscard]] Result<std::shared_ptr<const DidBook>> book(Connection &connection);

private:
    std::mutex m_mutex;
    std::shared_ptr<const DidBook> m_book;
};

} // namespace callveil
