// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace callveil {

/// How many rows at the beginning of a file its layout is recognised from.
constexpr qsizetype sampledRows = 200;

/// Where the first of these names stands that the header has, in capitals or not; -1: none.
[[nodiscard]] int columnNamed(const QStringList &header, std::initializer_list<QLatin1String> names);

} // namespace callveil
