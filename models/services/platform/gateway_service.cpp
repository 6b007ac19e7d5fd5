// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/gateway_service.h"

#include "domain/audit/deed_reference.h"
#include "domain/platform/sip_target.h"
#include "services/base/text_check.h"
#include "storage/platform/gateway_store.h"

#include <algorithm>

namespace callveil {

namespace {

QString objectOf(GatewayId gateway)
{
    return QStringLiteral("gateway %1").arg(gateway.value);
}

QString described(const Gateway &gateway)
{
    return QStringLiteral("name %1; target %2; prefixes %3; priority %4; channels %5; enabled %6")
        .arg(typedInDeed(gateway.name), gateway.target,
            gateway.prefixes.isEmpty() ? QStringLiteral("all") : gateway.prefixes.join(u' '),
            QString::number(gateway.priority), QString::number(gateway.channels),
            gateway.enabled ? QStringLiteral("yes") : QStringLiteral("no"));
}

/// The gateway in the form in which it is stored, or which field is wrong.
Result<Gateway> checked(Connection &connection, const Gateway &wanted)
{
    const auto countries = countriesOf(connection);
    if (!countries)
        return failed(countries);
    if (const auto fits = checkName(wanted.name, QStringLiteral("name"), *countries); !fits)
        return failed(fits);
    auto gateway = checkedGateway(wanted);
    if (!gateway)
        return gateway;
    const auto target = readSipTarget(gateway->target);
    if (!target)
        return failed(target);
    if (!target->isAddress) // the digits of an address look like a number here and there
        if (const auto fits = checkLabel(target->host, QStringLiteral("target"), *countries); !fits)
            return failed(fits);
    return gateway;
}

/// The gateway as it is stored, when nobody changed it since it was seen.
Result<Gateway> unchanged(Connection &connection, const Gateway &seen)
{
    const auto all = GatewayStore(connection).list();
    if (!all)
        return failed(all);
    const auto stored = std::find_if(all->begin(), all->end(),
        [&](const Gateway &each) { return each.id == seen.id && each.revision == seen.revision; });
    if (stored == all->end())
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    return *stored;
}

Result<GatewayId> add(Connection &connection, const Identity &me, const Gateway &gateway)
{
    const auto id = GatewayStore(connection).insert(gateway);
    if (!id)
        return id;
    const auto recorded =
        DeedLog(connection).append(me, {QStringLiteral("gateway.create"), objectOf(*id), {}, described(gateway), {}});
    if (!recorded)
        return failed(recorded);
    return id;
}

Result<GatewayId> changeAsSeen(Connection &connection, const Identity &me, const Gateway &gateway)
{
    const auto before = unchanged(connection, gateway);
    if (!before)
        return failed(before);
    if (*before == gateway)
        return gateway.id; // nothing to change, and nothing to record
    const auto updated = GatewayStore(connection).update(gateway);
    if (!updated)
        return failed(updated);
    if (!*updated)
        return fail(ErrorCode::Conflict, Fault::EntryChanged);
    const auto recorded =
        DeedLog(connection)
            .append(me,
                {QStringLiteral("gateway.change"), objectOf(gateway.id), described(*before), described(gateway), {}});
    if (!recorded)
        return failed(recorded);
    return gateway.id;
}

} // namespace

QFuture<Result<std::vector<Gateway>>> GatewayService::list()
{
    return read(Permission::ManageSecurity,
        [](Connection &connection, const Identity &) { return GatewayStore(connection).list(); });
}

QFuture<Result<GatewayId>> GatewayService::save(Gateway gateway)
{
    return change(Permission::ManageSecurity,
        [wanted = std::move(gateway)](Connection &connection, const Identity &me) -> Result<GatewayId> {
            const auto fits = checked(connection, wanted);
            if (!fits)
                return failed(fits);
            return fits->id.isSet() ? changeAsSeen(connection, me, *fits) : add(connection, me, *fits);
        });
}

QFuture<Result<void>> GatewayService::remove(Gateway gateway)
{
    return change(Permission::ManageSecurity,
        [seen = std::move(gateway)](Connection &connection, const Identity &me) -> Result<void> {
            const auto stored = unchanged(connection, seen);
            if (!stored)
                return failed(stored);
            const auto removed = GatewayStore(connection).remove(seen.id, seen.revision);
            if (!removed)
                return failed(removed);
            if (!*removed)
                return fail(ErrorCode::Conflict, Fault::EntryChanged);
            return DeedLog(connection)
                .append(me, {QStringLiteral("gateway.remove"), objectOf(seen.id), described(*stored), {}, {}});
        });
}

} // namespace callveil
