// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/platform/gateway_store.h"

#include "storage/processes/process_store.h"

namespace callveil {

namespace {
const QString nameField = QStringLiteral("name");
}

Result<std::vector<Gateway>> GatewayStore::list()
{
    return m_connection.all("gateway.list", {}, [](const Row &row) {
        return Gateway{{row.integer(0)}, row.number(1), row.text(2), row.text(3),
            row.text(4).split(u' ', Qt::SkipEmptyParts), row.number(5), row.number(6), row.flag(7)};
    });
}

Result<GatewayId> GatewayStore::insert(const Gateway &gateway)
{
    const auto id = m_connection.integer("gateway.insert",
        {{":name", gateway.name}, {":name_key", nameKey(gateway.name)}, {":target", gateway.target},
            {":prefixes", gateway.prefixes.join(u' ')}, {":priority", gateway.priority},
            {":channels", gateway.channels}, {":enabled", int(gateway.enabled)}});
    if (!id)
        return tl::unexpected(nameTaken(id.error(), nameField, gateway.name));
    return GatewayId{*id};
}

Result<bool> GatewayStore::update(const Gateway &gateway)
{
    const auto changed = m_connection.write("gateway.update",
        {{":gateway", gateway.id.value}, {":seen", gateway.revision}, {":name", gateway.name},
            {":name_key", nameKey(gateway.name)}, {":target", gateway.target},
            {":prefixes", gateway.prefixes.join(u' ')}, {":priority", gateway.priority},
            {":channels", gateway.channels}, {":enabled", int(gateway.enabled)}});
    if (!changed)
        return tl::unexpected(nameTaken(changed.error(), nameField, gateway.name));
    return *changed > 0;
}

Result<bool> GatewayStore::remove(GatewayId gateway, int revision)
{
    const auto removed = m_connection.write("gateway.remove", {{":gateway", gateway.value}, {":seen", revision}});
    if (!removed)
        return failed(removed);
    return *removed > 0;
}

} // namespace callveil
