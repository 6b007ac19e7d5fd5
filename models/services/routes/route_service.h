// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/seal_report.h"
#include "domain/pools/binding.h"
#include "services/base/service.h"
#include "storage/routes/route_store.h"

namespace callveil {

/// What became of the bindings whose routes were made.
struct RouteReport {
    qint64 numbers = 0; ///< proxy numbers
    qint64 routes = 0; ///< that stand for them now
    qint64 withoutCopy = 0; ///< bindings that this service has no numbers of
    qint64 damaged = 0; ///< bindings whose copies are damaged or not theirs, or whose agent has another line by now
};

/// Makes the routes of a server's switches out of the copies that are sealed to a service (switch.md). Only a service
/// may; people ask what is missing.
class RouteService final : public Service {
public:
    using Service::Service;

    /// Makes what is due, until nothing is. After a crash of the server that is everything. On a file there is nothing
    /// to do: routes are a server's. Fails with NotPermitted for whoever is no service.
    [[nodiscard]] QFuture<Result<RouteReport>> project();
    /// The same, told as the duty of a service is: how many routes.
    [[nodiscard]] QFuture<Result<qint64>> projectAsDuty();
    /// How many copies services lack, of live bindings and agents of the caller's processes, counted up to `most`: each
    /// service's count by itself. Calls whose copies none has reach nobody. Needs to manage pools.
    [[nodiscard]] QFuture<Result<qint64>> missing(int most = 1000);
    /// Whether no service in force has a copy of the line of the listed agent whom this binding names: calls over it
    /// reach nobody. False for a line that is no listed agent's, and where no service is in force. Needs to manage
    /// pools.
    [[nodiscard]] QFuture<Result<bool>> lacksLine(const Binding &binding);
    /// Seals what is missing, as far as the caller holds the vaults. Recorded like an export of numbers, and needs its
    /// permissions. Cancelled over `progress`, it keeps what it sealed so far. Fails with RevealRefused.
    [[nodiscard]] QFuture<Result<SealReport>> fillGaps(
        std::shared_ptr<SealProgress> progress = std::make_shared<SealProgress>());

private:
    [[nodiscard]] static Result<RouteReport> projected(Connection &connection, const Identity &me);
};

} // namespace callveil
