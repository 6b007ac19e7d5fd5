// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding_age.h"
#include "domain/pools/forecast.h"

#include <QString>

namespace callveil {

/// What a forecast says: "Dry on 3 Dec 2026 at this trend …".
[[nodiscard]] QString forecastText(const Forecast &forecast);
/// The name of a class of ageClasses(): "1 to 6 h".
[[nodiscard]] QString ageClassText(size_t place);

} // namespace callveil
