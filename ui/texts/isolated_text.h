// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// A number, time, mask or percentage as it is displayed: between U+2066 and U+2069, so that it reads left to right in
/// every language. For display only: never for data, copying, export or screen readers.
[[nodiscard]] QString isolated(const QString &text);

} // namespace callveil
