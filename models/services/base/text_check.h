// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QStringList>

namespace callveil {

class Connection;

/// Free texts (names, notes, reasons) are stored in clear: one that holds a telephone number is refused with
/// TextHoldsNumber, an overlong one with TextTooLong. `field` is the stable key of the field: "note". Numbers are those
/// of the regions, those with a leading + of all countries, and whatever has nine digits and more in a row.
[[nodiscard]] Result<void> checkFreeText(const QString &text, const QString &field, const QStringList &regions = {});

/// For labels and codes (an account, a name that may be empty), which may hold long digits that are no number.
[[nodiscard]] Result<void> checkLabel(const QString &text, const QString &field, const QStringList &regions = {});

/// The same for a code, which must not be empty (NameEmpty) and may be a staff number.
[[nodiscard]] Result<void> checkCode(const QString &text, const QString &field, const QStringList &regions = {});

/// As free texts, for a name, which must not be empty either (NameEmpty).
[[nodiscard]] Result<void> checkName(const QString &text, const QString &field, const QStringList &regions = {});

/// The countries of the organisation's processes, for texts that belong to no single one.
[[nodiscard]] Result<QStringList> countriesOf(Connection &connection);

} // namespace callveil
