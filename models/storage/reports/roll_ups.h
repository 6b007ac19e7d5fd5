// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"

namespace callveil {

/// The sums by day in a file: calls are taken out of them before they change, and brought in as they are then, in one
/// transaction with the change. A server does it itself (cv_api.roll_sessions).
class RollUps final {
public:
    enum class Way { Out = -1, In = 1 };

    explicit RollUps(Connection &connection) : m_connection(connection) { }

    /// Those of temp.fresh_session that were there before.
    [[nodiscard]] Result<void> rollKnown(Way way);
    /// All of temp.fresh_session.
    [[nodiscard]] Result<void> rollFresh(Way way);
    /// A list as listText() makes it, each id once.
    [[nodiscard]] Result<void> rollListed(const QString &sessions, Way way);

private:
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> add(const Result<qint64> &listed, Way way);
    [[nodiscard]] Result<void> clear();

    Connection &m_connection;
};

} // namespace callveil
