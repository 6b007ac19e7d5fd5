// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/saved_connections.h"
#include "services/session/sign_in_service.h"

namespace callveil {

/// A database that can be chosen at sign-in.
struct ConnectionChoice {
    QString name;
    DatabaseAddress address;
    bool demo = false; ///< its people and their password may be shown
};

/// The saved connections of this computer; those that cannot be read are left out.
[[nodiscard]] QList<ConnectionChoice> savedChoices(const LocalState &local);

} // namespace callveil
