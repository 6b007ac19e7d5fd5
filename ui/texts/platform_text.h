// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/emergency_numbers.h"

namespace callveil {

/// "United Kingdom (GB)" for "GB"; the code alone when it has no name.
[[nodiscard]] QString countryText(const QString &region);

/// What the removal of an emergency number would mean; empty when it takes nothing away.
[[nodiscard]] QString emergencyLossText(EmergencyLoss loss, const EmergencyNumber &number);

/// Which numbers a country was given, or that none is known: "France (FR): 15, 17, 18, 112".
[[nodiscard]] QString prefillText(const QString &region, const QStringList &digits);

} // namespace callveil
