// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/platform/service_state.h"

#include <QString>

#include <optional>
#include <vector>

namespace callveil {

/// An identity that was enrolled for a service, and what is known of it.
struct EnrolledService {
    enum class State {
        Leads, ///< does the work now
        Waits, ///< signed in while another one leads, and ready to follow it
        Stopped, ///< may sign in, and was not seen
        Disabled
    };

    PersonId id;
    QString name; ///< user name
    State state = State::Stopped;
    std::optional<qint64> seenAt; ///< ms since 1970; nullopt: never, or nobody tells the caller
    QString host; ///< where it leads or led; empty unless it was the last to lead
    QString enrolledBy; ///< empty: unknown
    qint64 enrolledAt = 0; ///< ms since 1970
};

/// All services, and who leads, read at one time.
struct ServiceOverview {
    std::vector<EnrolledService> services; ///< by name
    ServiceState lead;
};

} // namespace callveil
