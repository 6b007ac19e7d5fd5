// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/audit/deed_reference.h"

#include <QTimeZone>

namespace callveil {

/// The value of a field before or after a deed as it is displayed: times in the zone, quantities grouped, and what is
/// named by id as "London (pool 3)".
[[nodiscard]] QString deedValueText(
    const QString &action, const QString &field, const QString &value, const QTimeZone &zone, const DeedNames &names);

} // namespace callveil
