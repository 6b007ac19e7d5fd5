// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"

#include <QString>

namespace callveil {

/// What a format of call records is called by people: "Asterisk CSV".
[[nodiscard]] QString formatText(const QString &format);
/// What a column can mean: "Called number".
[[nodiscard]] QString csvFieldText(CsvField field);
[[nodiscard]] QString dateOrderText(DateOrder order);
[[nodiscard]] QString durationUnitText(DurationUnit unit);

} // namespace callveil
