// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// What a field is called by people, from its stable key ("caller-id"); the key itself when it has no other name.
[[nodiscard]] QString fieldText(const QString &key);

} // namespace callveil
