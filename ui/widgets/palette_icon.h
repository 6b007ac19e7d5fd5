// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"

#include <QIcon>

namespace callveil {

/// An icon of resources/icons (file name without ".svg"), painted in the text colour of the palette that holds when it
/// is painted.
[[nodiscard]] QIcon paletteIcon(const QString &name);

/// The sign of a state in the colour of that state.
[[nodiscard]] QIcon statusIcon(Status status);

} // namespace callveil
