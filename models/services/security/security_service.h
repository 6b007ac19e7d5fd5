// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"

namespace callveil {

/// What holds for everybody in the organisation, from his next sign-in on where nothing else is said.
struct SecuritySettings {
    bool hidesClearNumbers = false; ///< the organisation switch of domain.md: shows clear numbers starred
    int idleLockMinutes = idle_lock::usual; ///< idle_lock::least to idle_lock::most
    // Of one person; 0 forbids. These hold at once.
    int revealsPerHour = 30;
    int revealsPerDay = 200;
    int searchesPerHour = 60;

    /// How long backups and logs of the database are kept: what retention deletes is in them until then.
    int backupDays = 30;

    /// Addresses, networks and hosts inside the organisation that events may be sent to (CallbackTargets).
    QStringList callbackTargets = {};

    static constexpr int mostTargets = 50;
    static constexpr int mostBackupDays = 3650;
    static constexpr int mostPerHour = 1000;
    static constexpr int mostPerDay = 10000;

    [[nodiscard]] bool operator==(const SecuritySettings &) const = default;
};

/// The settings of the organisation that protect numbers.
class SecurityService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<SecuritySettings>> settings();
    /// Writes and records what differs between the two, so that nobody undoes what another changed meanwhile. Fails
    /// with ChoiceUnknown for a value out of its limits, also for a target that CallbackTargets does not take.
    [[nodiscard]] QFuture<Result<void>> save(SecuritySettings seen, SecuritySettings wanted);
};

} // namespace callveil
