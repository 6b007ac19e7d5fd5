// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/platform/service_state.h"
#include "storage/database/connection.h"

#include <chrono>

namespace callveil {

/// Which instance of the service leads. The lease ends by itself six seconds after it was last renewed, by the
/// database's clock; then another instance can take it.
class ServiceLease final {
public:
    explicit ServiceLease(Connection &connection) : m_connection(connection) { }

    /// How often it is renewed, and asked for by those who wait: two of three renewals may be lost.
    static constexpr std::chrono::milliseconds pause{2000};

    /// Takes or renews the lease inside the caller's transaction; false while another instance has it.
    [[nodiscard]] Result<bool> lead(const ServiceInstance &instance, PersonId service);
    /// Ends the lease if this instance has it.
    [[nodiscard]] Result<void> leave(const QByteArray &mark);
    [[nodiscard]] Result<ServiceState> state();

private:
    Connection &m_connection;
};

} // namespace callveil
