// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace callveil {

/// "Eva, Tom, and Uli"; of many names the first ones and how many others there are.
[[nodiscard]] QString nameList(const QStringList &names);

} // namespace callveil
