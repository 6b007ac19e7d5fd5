// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/platform/service_lease.h"

namespace callveil {

/// Which instance of callveild leads: asked for by the instances, told to everybody.
class LeaseService final : public Service {
public:
    using Service::Service;

    /// A new name for this run, which it keeps for good.
    [[nodiscard]] static ServiceInstance newInstance(const QString &version);

    /// Takes the lease or renews it; call every ServiceLease::pause. False while another instance leads. For services
    /// alone (NotPermitted).
    [[nodiscard]] QFuture<Result<bool>> lead(ServiceInstance instance);
    /// The next instance may lead at once.
    [[nodiscard]] QFuture<Result<void>> leave(QByteArray mark);
    [[nodiscard]] QFuture<Result<ServiceState>> state();
};

} // namespace callveil
