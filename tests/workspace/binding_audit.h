// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>

namespace callveil {

/// What does not agree among the bindings of a database whose pools cool for no time at all: numbers given twice, and
/// whatever is half done. `count` answers a statement's one integer. Of a binding that was given to another agent only
/// the last agent is known. Empty when all is well.
[[nodiscard]] QStringList bindingFaults(const std::function<qint64(const QString &)> &count);

} // namespace callveil
