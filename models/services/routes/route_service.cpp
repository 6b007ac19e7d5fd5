// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/routes/route_service.h"

#include "services/routes/gap_filler.h"
#include "services/routes/route_projector.h"

namespace callveil {

namespace {

Result<RouteReport> projectedOnServer(Connection &connection, const Identity &me)
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

Result<RouteReport> RouteService::projected(Connection &connection, const Identity &me)
{
    if (const auto allowed = require(me, Permission::ManagePools); !allowed)
        return failed(allowed);
    if (me.role != Role::Service)
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    if (me.writerKey.isEmpty())
        return fail(ErrorCode::Denied, Fault::WriterKeyMissing);
    if (connection.engine() == Engine::Sqlite)
        return RouteReport{};
    return projectedOnServer(connection, me);
}

QFuture<Result<RouteReport>> RouteService::project()
{
    return m_workspace.background().run(
        [identity = m_workspace.identity()](Connection &connection) { return projected(connection, *identity); });
}

QFuture<Result<qint64>> RouteService::projectAsDuty()
{
    return m_workspace.background().run([identity = m_workspace.identity()](Connection &connection) -> Result<qint64> {
        const auto report = projected(connection, *identity);
        if (!report)
            return failed(report);
        return report->routes;
    });
}

QFuture<Result<SealReport>> RouteService::fillGaps(std::shared_ptr<SealProgress> progress)
{
    return m_workspace.background().run([identity = m_workspace.identity(), progress = std::move(progress)](
                                            Connection &connection) -> Result<SealReport> {
        if (const auto allowed = require(*identity, Permission::ManagePools); !allowed)
            return failed(allowed);
        return GapFiller(connection, *identity, *progress).fill();
    });
}

QFuture<Result<qint64>> RouteService::missing(int most)
{
    return read(Permission::ManagePools, [most](Connection &connection, const Identity &me) -> Result<qint64> {
        return RouteStore(connection)
            .gaps(me.allProcesses ? std::nullopt : std::optional(me.processes), {}, most)
            .map([](const std::vector<RouteGap> &gaps) { return qint64(gaps.size()); });
    });
}

QFuture<Result<bool>> RouteService::lacksLine(const Binding &binding)
{
    return read(Permission::ManagePools,
        [agent = binding.agent, process = binding.process](Connection &connection, const Identity &me) -> Result<bool> {
            if (!agent.isSet())
                return false;
            if (!me.sees(process))
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            return RouteStore(connection).lacksLine(agent, process);
        });
}

} // namespace callveil
