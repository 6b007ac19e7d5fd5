// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace callveil {

/// A text of a cell in UTF-8, as ECMA-376 writes what XML cannot hold (22.4.2.4, ST_Xstring): control characters and
/// halves of surrogate pairs as _xHHHH_, and _x005F_ for the underscore of what would be read as such. A cell takes
/// 32,767 characters: a longer text is cut and ends in "…".
[[nodiscard]] QByteArray xlsxText(const QString &text);

/// The name of a sheet, which has at most 31 characters and none of []:*?/\: the title, from the second sheet on with
/// its number behind it, "Calls (2)".
[[nodiscard]] QString xlsxSheetName(const QString &title, int number);

} // namespace callveil
