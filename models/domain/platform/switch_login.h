// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"

#include <optional>

namespace callveil {

/// The login with which a switch of the voice platform asks a server for routes, without its password.
struct SwitchLogin {
    enum class State {
        Missing, ///< not on the server, as after a restore, or its new password was never given: it needs one
        Disabled,
        Enabled,
    };

    SwitchLoginId id;
    QString name; ///< what people call the switch: "kamailio"
    QString login; ///< as the server knows it: "cvs_callveil.kamailio"
    QString createdBy; ///< display name; empty when nobody is known
    qint64 createdAt = 0, rekeyedAt = 0; ///< ms since 1970, UTC; since when it has its password
    std::optional<qint64> disabledAt;
    bool exists = true; ///< on the server, with a password that holds
    int sessions = 0; ///< open at the moment
    bool keepsRoutes = false; ///< it may read all routes and follow their changes

    [[nodiscard]] State state() const;
    bool operator==(const SwitchLogin &) const = default;
};

/// All that a switch needs to reach the database. Whoever shows it does so once: the password exists nowhere else.
struct SwitchAccess {
    QString name, login, host, database;
    int port = 0;
    QString password; ///< capital letters and digits
    bool sessionsLeft = false; ///< those with the password before could not be ended

    /// "host:port". A folder of a unix socket becomes localhost: a switch's address has no room for it.
    [[nodiscard]] QString place() const;
    /// As programs write it: "postgres://login:password@host:port/database".
    [[nodiscard]] QString url() const;
    /// The line of local.cfg of the configuration for Kamailio (packaging/switch).
    [[nodiscard]] QString kamailioLine() const;
};

/// The name as it is stored: 1 to 24 small letters, digits and hyphens, a letter first. Fails with SwitchNameInvalid,
/// which repeats nothing that could be a number.
[[nodiscard]] Result<QString> checkedSwitchName(const QString &typed);

/// What was typed for the name of a switch, or "…" when it could be a number.
[[nodiscard]] QString quotableSwitchName(const QString &typed);

} // namespace callveil
