// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// The time zone of a process for which none is given: this computer's when it lies in the country, or the country's
/// only one. Fails with TimeZoneNeeded. `country`: ISO 3166 code.
[[nodiscard]] Result<QString> usualZone(const QString &country);

/// A zone to offer for a country: the usual one, else that of most of its people. Empty for an unknown country.
[[nodiscard]] QString proposedZone(const QString &country);

} // namespace callveil
