// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rating/rate.h"

#include <QString>

namespace callveil {

// How the record of deeds tells of rates.

/// What a deed on one rate was done on: "rate 7".
[[nodiscard]] QString objectOf(RateId rate);
/// "list cost; prefix +44; price 0.0125; currency EUR; increment 60/6; valid from 2026-01-01T00:00:00Z".
[[nodiscard]] QString described(const Rate &rate);
/// Its prefix has another rate that begins at the same moment.
[[nodiscard]] Error beginsTwice(const Rate &rate);
/// UTC as ISO 8601.
[[nodiscard]] QString recordedTime(qint64 ms);

} // namespace callveil
