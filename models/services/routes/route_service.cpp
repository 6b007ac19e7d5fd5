// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/route_service.h"

#include "services/routes/gap_filler.h"
#include "services/routes/route_projector.h"

#include <algorithm>

namespace callveil {

namespace {

Result<RouteReport> projected(Connection &connection, const Identity &me)
{
    const auto waits = RouteStore(connection).waits();
    if (!waits)
        return failed(waits);
    if (!*waits)
        return RouteReport{};
    const auto begun = connection.transact([&] { return RouteStore(connection).begin(); });
    if (!begun)
        return failed(begun);
    RouteProjector projector(connection, me);
    while (true) {
        const auto more = connection.transact([&] { return projector.step(); });
        if (!more)
            return failed(more);
        if (!*more)
            return projector.report();
    }
}

} // namespace

QFuture<Result<RouteReport>> RouteService::project()
{
    return m_workspace.background().run(
        [identity = m_workspace.identity()](Connection &connection) -> Result<RouteReport> {
            if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
                return failed(allowed);
            if (identity->role != Role::Service)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            if (identity->writerKey.isEmpty())
                return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
            if (connection.engine() == Engine::Sqlite)
                return RouteReport{};
            return projected(connection, *identity);
        });
}

QFuture<Result<qint64>> RouteService::fillGaps()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
            return failed(allowed);
        qint64 all = 0;
        while (true) {
            const auto some = GapFiller(connection, *identity).fill();
            if (!some)
                return some;
            all += *some;
            if (*some < GapFiller::mostAtOnce)
                return all;
        }
    });
}

QFuture<Result<qint64>> RouteService::missing(int most)
{
    return read(Permission::ManagePools, [most](Connection &connection, const Identity &me) -> Result<qint64> {
        const auto gaps = RouteStore(connection).gaps(most);
        if (!gaps)
            return failed(gaps);
        return std::count_if(gaps->begin(), gaps->end(), [&](const RouteGap &gap) { return me.sees(gap.process); });
    });
}

} // namespace callveil
