// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QStringList>

namespace callveil {

class Connection;

/// Free texts (names, notes, reasons) are stored in clear: one that holds a telephone number is refused with
/// TextHoldsNumber, an overlong one with TextTooLong. `field` is the stable key of the field: "note". Numbers are those
/// of the regions, and those with a leading + of all countries.
[[nodiscard]] Result<void> checkFreeText(const QString &text, const QString &field, const QStringList &regions = {});

/// The same for a name, which must not be empty either (NameEmpty).
[[nodiscard]] Result<void> checkName(const QString &text, const QString &field, const QStringList &regions = {});

/// The countries of the organisation's processes, for texts that belong to no single one.
[[nodiscard]] Result<QStringList> countriesOf(Connection &connection);

} // namespace callveil
