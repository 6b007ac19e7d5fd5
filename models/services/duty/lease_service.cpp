// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/duty/lease_service.h"

#include "storage/crypto/sodium.h"

#include <QSysInfo>

namespace callveil {

namespace {

constexpr qsizetype markBytes = 16;
constexpr qsizetype mostHost = 255, mostVersion = 40; // as the server's own function has them

} // namespace

ServiceInstance LeaseService::newInstance(const QString &version)
{
    const QString host = QSysInfo::machineHostName().left(mostHost);
    return {randomBytes(markBytes), host.isEmpty() ? QStringLiteral("?") : host,
        version.isEmpty() ? QStringLiteral("?") : version.left(mostVersion)};
}

QFuture<Result<bool>> LeaseService::lead(ServiceInstance instance)
{
    // No token: a renewal that is lost is made up for by the next one.
    return m_workspace.interactive().run(
        [identity = m_workspace.identity(), instance = std::move(instance)](Connection &connection) -> Result<bool> {
            if (const auto usable = requireUsable(*identity); !usable)
                return failed(usable);
            if (identity->role != Role::Service)
                return fail(ErrorCode::Denied, Fault::NotPermitted);
            if (const auto begun = connection.begin(); !begun)
                return failed(begun);
            const auto leads = ServiceLease(connection).lead(instance, identity->id);
            if (!leads) {
                connection.rollback();
                return leads;
            }
            if (const auto done = connection.commit(); !done)
                return failed(done);
            return leads;
        });
}

QFuture<Result<void>> LeaseService::leave(QByteArray mark)
{
    return m_workspace.interactive().run([mark = std::move(mark)](Connection &connection) -> Result<void> {
        if (const auto begun = connection.begin(); !begun)
            return begun;
        if (const auto left = ServiceLease(connection).leave(mark); !left) {
            connection.rollback();
            return left;
        }
        return connection.commit();
    });
}

QFuture<Result<ServiceState>> LeaseService::state()
{
    return read([](Connection &connection, const Identity &) { return ServiceLease(connection).state(); });
}

} // namespace callveil
