// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/sign_in_service.h"

namespace callveil {

/// A database that can be chosen at sign-in.
struct ConnectionChoice {
    QString name;
    DatabaseAddress address;
    bool demo = false; ///< its people and their password may be shown
};

/// The address as DatabaseAddress::parse reads it, for saving; without a user.
[[nodiscard]] QString addressText(const DatabaseAddress &address);

/// The saved connections of this computer; those that cannot be read are left out.
[[nodiscard]] QList<ConnectionChoice> savedChoices(const LocalState &local);

/// Remembers a server under its title, unless it is saved already. Returns the name that it has.
QString saveConnection(LocalState &local, const DatabaseAddress &address);

} // namespace callveil
