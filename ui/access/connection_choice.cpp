// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connection_choice.h"

namespace callveil {

QList<ConnectionChoice> savedChoices(const LocalState &local)
{
    QList<ConnectionChoice> choices;
    for (const SavedConnection &saved : local.connections())
        if (const auto address = DatabaseAddress::parse(saved.address))
            choices.append({saved.name, *address, false});
    return choices;
}

} // namespace callveil
