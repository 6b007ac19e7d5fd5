// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/switch_login.h"
#include "services/base/service.h"

namespace callveil {

/// The logins with which switches ask a server where calls go, for whoever manages users. A login may ask for the
/// numbers of all processes, so that nobody changes one who does not belong to all himself (NotPermitted), and nobody
/// lets one in who may not view the actual numbers of all (NotPermitted, actual-numbers). On a database in a file
/// everything fails with NeedsServer. Every change is recorded, without the password.
class SwitchLoginService final : public Service {
public:
    using Service::Service;

    /// By name, with how many sessions each has at the moment.
    [[nodiscard]] QFuture<Result<std::vector<SwitchLogin>>> list();
    /// Makes a login with a random password, which exists nowhere else. Fails with SwitchNameInvalid, TextHoldsNumber
    /// (name), NameTaken (name).
    [[nodiscard]] QFuture<Result<SwitchAccess>> make(QString name);
    /// Another random password, at once: whoever is connected with the one before is put out. Makes the login anew when
    /// it is missing, as in a restored database. Fails with EntryUnknown (switch). When it fails later than that, the
    /// switch stays out until it is given another one.
    [[nodiscard]] QFuture<Result<SwitchAccess>> rekey(QString name);
    /// Disabled, it is let in no more, and its sessions end at once. Fails with EntryUnknown (switch).
    [[nodiscard]] QFuture<Result<void>> setDisabled(QString name, bool disabled);
    /// Whether it may read all routes at once and follow their changes, which no switch may at first; from now on.
    /// Needs what make() needs to allow it. Fails with EntryUnknown (switch), also for one whose login is missing.
    [[nodiscard]] QFuture<Result<void>> setKeepsRoutes(QString name, bool keeps);
    /// Disables it first, then takes it away for good. Fails with EntryUnknown (switch).
    [[nodiscard]] QFuture<Result<void>> remove(QString name);

private:
    /// Runs `body(Connection &, SwitchLoginStore &, const Identity &) -> Result<T>` without a transaction of its own:
    /// sessions are ended after what shuts them out was committed.
    template <typename Body>
    [[nodiscard]] auto manage(Body body);
};

} // namespace callveil
