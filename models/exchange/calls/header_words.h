// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"

#include <QStringList>

namespace callveil {

/// The header reduced to what counts: lower case letters and digits only.
[[nodiscard]] QString plainHeader(const QString &cell);

/// Spellings of a field's name in headers, plain, the best first. A spelling may stand under several fields; the cells
/// decide then.
[[nodiscard]] const QStringList &headerSpellings(CsvField field);

/// Whether a name says that its column holds times; Open for one that can mean both ("from", "to") or nothing known.
enum class HeaderKind { Open, Time, NotTime };
[[nodiscard]] HeaderKind headerKind(const QString &plain);

/// Whether any field is written like this.
[[nodiscard]] bool isHeaderSpelling(const QString &plain);

/// The unit that a duration's header names ("duration_ms", "Duration (min)"); nullopt when it names none.
[[nodiscard]] std::optional<DurationUnit> headerUnit(const QString &plain);

} // namespace callveil
