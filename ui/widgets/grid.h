// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace callveil {

/// The unit of all distances: half the height of a line of text, about 8 pixels with a usual font.
[[nodiscard]] int gridUnit(const QWidget *widget);

/// So many average characters wide.
[[nodiscard]] int characters(const QWidget *widget, int count);

} // namespace callveil
