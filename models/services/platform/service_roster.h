// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/enrolled_service.h"
#include "services/base/service.h"

namespace callveil {

/// Which services are enrolled, and what each does at the moment. Enrolled with ServiceEnrolment, disabled and enabled
/// with PeopleService.
class ServiceRoster final : public Service {
public:
    using Service::Service;

    /// Needs to manage pools or security. Who waits, and when one that never led was seen, is told from sign-ins, and
    /// so to whoever manages users.
    [[nodiscard]] QFuture<Result<ServiceOverview>> overview();
};

} // namespace callveil
