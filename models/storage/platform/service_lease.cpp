// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/service_lease.h"

namespace callveil {

Result<bool> ServiceLease::lead(const ServiceInstance &instance, PersonId service)
{
    const auto leads = m_connection.one("service.lead",
        {{":person", service.value}, {":instance", instance.mark}, {":host", instance.host},
            {":version", instance.version}},
        [](const Row &row) { return row.flag(0); });
    if (!leads)
        return failed(leads);
    return leads->value_or(false);
}

Result<void> ServiceLease::leave(const QByteArray &mark)
{
    const auto left = m_connection.write("service.leave", {{":instance", mark}});
    return left ? Result<void>() : failed(left);
}

Result<ServiceState> ServiceLease::state()
{
    struct Lease {
        ServiceState state;
        qint64 until;
    };
    const auto lease = m_connection.one("service.state", {}, [](const Row &row) {
        return Lease{{true, false, row.text(0), row.text(1), row.integer(2), row.integer(3)}, row.integer(4)};
    });
    if (!lease)
        return failed(lease);
    if (!*lease)
        return ServiceState{};
    const auto now = m_connection.integer("operation.now");
    if (!now)
        return failed(now);
    ServiceState state = (*lease)->state;
    state.running = (*lease)->until >= *now;
    return state;
}

} // namespace callveil
