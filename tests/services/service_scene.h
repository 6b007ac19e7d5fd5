// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"
#include "desk.h"

#include "services/platform/service_enrolment.h"

namespace callveil {

/// Enrols a service and signs it in, as callveild does.
[[nodiscard]] inline std::shared_ptr<Workspace> enrolService(
    Desk &desk, const QString &name = ServiceEnrolment::usualName())
{
    const ServiceFile file = taken(ServiceEnrolment(*desk.admin).enrol(name));
    return desk.organisation.signIn(file.user, file.password());
}

/// As if the lease had been renewed so much earlier.
inline void ageLease(const TestOrganisation &organisation, qint64 ms)
{
    const DatabaseLook look(organisation);
    look.run(QStringLiteral("UPDATE service_lease SET until = until - %1, seen_at = seen_at - %1").arg(ms));
}

} // namespace callveil
