// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "services/people/people_service.h"

namespace callveil {

/// What roles and processes mean at this moment.
struct RightsBook {
    Roster roster;
    PermissionGrid grid;
    std::vector<GrantLine> grants;
};

/// What a person gains and loses by a change, in words.
struct PersonEffects {
    QStringList gains, loses;
};

/// The processes whose actual numbers somebody of this role and these processes views; empty for none.
[[nodiscard]] QString numbersViewed(const RightsBook &book, const PersonChange &person);
[[nodiscard]] PersonEffects effectsOf(const RightsBook &book, const PersonChange &before, const PersonChange &after);

} // namespace callveil
