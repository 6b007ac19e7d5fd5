// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/route_copies.h"

#include "domain/people/password_rules.h"
#include "storage/people/certified.h"
#include "storage/routes/route_copy.h"

namespace callveil {

Result<std::vector<Person>> RouteCopies::holders()
{
    if (m_holders)
        return *m_holders;
    auto services = RouteStore(m_connection).holders();
    if (!services)
        return services;
    std::erase_if(
        *services, [&](const Person &service) { return !isServiceName(service.name) || !isCertified(service, m_me); });
    m_holders = *services;
    return services;
}

Result<void> RouteCopies::keep(BindingId binding, PartySide side, const QString &number)
{
    const auto services = holders();
    if (!services)
        return failed(services);
    for (const Person &service : *services)
        if (const auto kept =
                RouteStore(m_connection).keep(binding, side, service.id, sealedCopy(number, service.boxKey));
            !kept)
            return kept;
    return {};
}

Result<void> RouteCopies::keepAgent(AgentId agent, const QString &number)
{
    const auto services = holders();
    if (!services)
        return failed(services);
    for (const Person &service : *services)
        if (const auto kept = RouteStore(m_connection).keepAgent(agent, service.id, sealedCopy(number, service.boxKey));
            !kept)
            return kept;
    return {};
}

} // namespace callveil
