// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/emergency_service.h"

#include "services/platform/emergency_prefill.h"

#include <QHash>

namespace callveil {

namespace {

QString described(const EmergencyNumber &number)
{
    return QStringLiteral("country %1; digits %2").arg(number.country, number.digits);
}

Result<void> record(
    Connection &connection, const Identity &me, const QString &action, const QString &before, const QString &after)
{
    return DeedLog(connection).append(me, {action, QStringLiteral("emergency"), before, after, {}});
}

std::vector<EmergencyLine> withLosses(const std::vector<EmergencyRow> &rows)
{
    QHash<QString, int> counts;
    for (const EmergencyRow &row : rows)
        ++counts[row.number.country];
    std::vector<EmergencyLine> lines;
    for (const EmergencyRow &row : rows)
        lines.push_back({row,
            counts.value(row.number.country) == 1    ? EmergencyLoss::Last
                : isUsualEmergencyNumber(row.number) ? EmergencyLoss::Usual
                                                     : EmergencyLoss::Nothing});
    return lines;
}

Result<QStringList> addNumber(Connection &connection, const Identity &me, const EmergencyNumber &typed)
{
    const auto number = checkedEmergencyNumber(typed);
    if (!number)
        return failed(number);
    auto known = prefillEmergencyNumbers(connection, me, number->country);
    if (!known || known->contains(number->digits))
        return known;
    if (const auto added = EmergencyStore(connection).add(*number, me.id); !added)
        return failed(added);
    if (const auto done = record(connection, me, QStringLiteral("emergency.add"), {}, described(*number)); !done)
        return failed(done);
    return known;
}

} // namespace

QFuture<Result<EmergencyOverview>> EmergencyService::overview()
{
    return read(Permission::ManageSecurity, [](Connection &connection, const Identity &) -> Result<EmergencyOverview> {
        EmergencyStore store(connection);
        const auto rows = store.list();
        if (!rows)
            return failed(rows);
        const auto missing = store.missing();
        if (!missing)
            return failed(missing);
        return EmergencyOverview{withLosses(*rows), *missing};
    });
}

QFuture<Result<QStringList>> EmergencyService::add(EmergencyNumber number)
{
    return change(Permission::ManageSecurity, [number = std::move(number)](Connection &connection, const Identity &me) {
        return addNumber(connection, me, number);
    });
}

QFuture<Result<void>> EmergencyService::remove(EmergencyNumber number)
{
    return change(Permission::ManageSecurity,
        [typed = std::move(number)](Connection &connection, const Identity &me) -> Result<void> {
            const auto number = checkedEmergencyNumber(typed);
            if (!number)
                return failed(number);
            const auto removed = EmergencyStore(connection).remove(*number);
            if (!removed)
                return failed(removed);
            if (!*removed)
                return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("digits"), number->digits});
            return record(connection, me, QStringLiteral("emergency.remove"), described(*number), {});
        });
}

QFuture<Result<std::vector<EmergencyPrefill>>> EmergencyService::prefill()
{
    return change(Permission::ManageSecurity,
        [](Connection &connection, const Identity &me) -> Result<std::vector<EmergencyPrefill>> {
            const auto missing = EmergencyStore(connection).missing();
            if (!missing)
                return failed(missing);
            std::vector<EmergencyPrefill> prefilled;
            for (const QString &country : *missing) {
                const auto added = prefillEmergencyNumbers(connection, me, country);
                if (!added)
                    return failed(added);
                prefilled.push_back({country, *added});
            }
            return prefilled;
        });
}

} // namespace callveil
