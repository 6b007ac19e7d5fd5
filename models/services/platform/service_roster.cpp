// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/platform/service_roster.h"

#include "services/people/seen_within.h"
#include "storage/platform/service_lease.h"

#include <algorithm>

namespace callveil {

namespace {

/// What the database keeps of one service.
struct Kept {
    EnrolledService service;
    PersonState person = PersonState::Active;
    qint64 signedInSeenAt = 0; ///< of any sign-in; 0: none
    qint64 openSeenAt = 0; ///< of a sign-in that has not ended; 0: none
    qint64 leadSeenAt = 0, leadUntil = 0; ///< 0: another was the last to lead
};

Kept readKept(const Row &row)
{
    Kept kept;
    kept.service.id = {row.integer(0)};
    kept.service.name = row.text(1);
    kept.person = PersonState(row.number(2));
    kept.service.enrolledAt = row.integer(3);
    kept.service.enrolledBy = row.text(4);
    kept.signedInSeenAt = row.integer(5);
    kept.openSeenAt = row.integer(6);
    kept.service.host = row.text(7);
    kept.leadSeenAt = row.integer(8);
    kept.leadUntil = row.integer(9);
    return kept;
}

EnrolledService::State stateOf(const Kept &kept, const ServiceState &lead, qint64 now)
{
    if (isDisabled(kept.person))
        return EnrolledService::State::Disabled;
    if (kept.leadUntil >= now)
        return EnrolledService::State::Leads;
    const bool isSignedIn = kept.openSeenAt > now - seenWithinMs;
    return isSignedIn && lead.running ? EnrolledService::State::Waits : EnrolledService::State::Stopped;
}

} // namespace

QFuture<Result<ServiceOverview>> ServiceRoster::overview()
{
    return read([](Connection &connection, const Identity &me) -> Result<ServiceOverview> {
        if (!me.may(Permission::ManagePools) && !me.may(Permission::ManageSecurity))
            return fail(ErrorCode::Denied, Fault::NotPermitted);
        const auto lead = ServiceLease(connection).state();
        auto all = connection.all("service.list", {}, &readKept);
        const auto now = connection.integer("operation.now");
        if (!lead)
            return failed(lead);
        if (!all)
            return failed(all);
        if (!now)
            return failed(now);
        ServiceOverview overview{{}, *lead};
        for (Kept &kept : *all) {
            if (!me.may(Permission::ManageUsers)) // a server shows him no sign-ins; a file would
                kept.signedInSeenAt = kept.openSeenAt = 0;
            kept.service.state = stateOf(kept, *lead, *now);
            if (const qint64 seen = std::max(kept.signedInSeenAt, kept.leadSeenAt); seen > 0)
                kept.service.seenAt = seen;
            overview.services.push_back(std::move(kept.service));
        }
        return overview;
    });
}

} // namespace callveil
