// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/identity.h"

namespace callveil {

class Connection;

/// Inside a transaction that makes or changes a process or pool of this country, or manages its numbers: gives a
/// country that has no emergency number those that are known of it, and records that. The numbers that were added; none
/// when it has some, or none is known.
[[nodiscard]] Result<QStringList> prefillEmergencyNumbers(
    Connection &connection, const Identity &me, const QString &country);

} // namespace callveil
