// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/gateway.h"
#include "storage/database/connection.h"

namespace callveil {

/// Reads and writes the carriers of the voice platform.
class GatewayStore final {
public:
    explicit GatewayStore(Connection &connection) : m_connection(connection) { }

    /// In the order in which they are tried: by priority, then by name.
    [[nodiscard]] Result<std::vector<Gateway>> list();
    /// Fails with NameTaken.
    [[nodiscard]] Result<GatewayId> insert(const Gateway &gateway);
    /// False when the gateway has another revision by now, or is gone. Fails with NameTaken.
    [[nodiscard]] Result<bool> update(const Gateway &gateway);
    /// False when it has another revision by now, or is gone.
    [[nodiscard]] Result<bool> remove(GatewayId gateway, int revision);

private:
    Connection &m_connection;
};

} // namespace callveil
