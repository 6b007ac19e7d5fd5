// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/opt_out.h"
#include "storage/database/connection.h"

namespace callveil {

/// Reads and writes opt-outs. Parties come as RouteKeys::optOut() of optOutBrand(). On a server its functions refuse
/// whoever may not.
class OptOutStore final {
public:
    explicit OptOutStore(Connection &connection) : m_connection(connection) { }

    /// The newest first; their brand is what optOutBrand() answers.
    [[nodiscard]] Result<std::vector<OptOut>> list(int most);
    /// Of a brand; on a server 0 where the list shows none of it.
    [[nodiscard]] Result<qint64> count(const QString &brand);
    [[nodiscard]] Result<std::optional<OptOutId>> find(const QString &brand, const QByteArray &party);
    /// Nullopt when the party was on the list already.
    [[nodiscard]] Result<std::optional<OptOutId>> add(
        const QString &brand, const QByteArray &party, OptOutSource source, PersonId by);
    /// False when it is gone.
    [[nodiscard]] Result<bool> remove(OptOutId entry);
    /// By text messages in the last 30 days, the most first; the brand is what optOutBrand() answers. None in a file:
    /// no switch reaches it.
    [[nodiscard]] Result<std::vector<LiftedOptOuts>> lifted();

private:
    Connection &m_connection;
};

} // namespace callveil
