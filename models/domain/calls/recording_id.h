// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace callveil {

/// Whether digits stand in a typed id of a recording that could be somebody's telephone number, of whatever country.
/// Such an id is searched for nowhere: what is stored is masked, and a typed number goes into no statement. Dates,
/// moments, ids of exchanges and hexadecimal ids are none, unless these are short and have digits in a row.
[[nodiscard]] bool couldHoldNumber(const QString &typed);

/// Under which texts a recording of that id can be stored: as it is, or as the countries of the organisation's
/// processes had it masked when its call was written. A text that holds a number of any of them is left out, although
/// another country may have stored it as it is. None when it couldHoldNumber().
[[nodiscard]] QStringList storedRecordingIds(const QString &typed, const QStringList &countries);

} // namespace callveil
