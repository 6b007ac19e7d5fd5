// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"
#include "storage/routes/route_store.h"

namespace callveil {

/// Seals to services what was bound before they were enrolled, by opening the numbers in the vault. So this is asked
/// for and recorded as an export of numbers is, by whoever may export and holds the vaults; nobody sees them.
class GapFiller final {
public:
    GapFiller(Connection &connection, const Identity &me) : m_connection(connection), m_me(me) { }

    static constexpr int mostAtOnce = 2000;

    /// How many copies were sealed, of those that the person can open. Fails with RevealRefused for whoever may not.
    [[nodiscard]] Result<qint64> fill();

private:
    [[nodiscard]] Result<QHash<NumberId, QString>> numbersOf(const std::vector<RouteGap> &gaps);
    [[nodiscard]] Result<qint64> seal(const std::vector<RouteGap> &gaps, const QHash<NumberId, QString> &numbers);

    Connection &m_connection;
    const Identity &m_me;
};

} // namespace callveil
