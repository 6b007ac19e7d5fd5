// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/grid.h"

#include <QFontMetrics>
#include <QWidget>

namespace callveil {

int gridUnit(const QWidget *widget)
{
    return qMax(4, widget->fontMetrics().height() / 2);
}

int characters(const QWidget *widget, int count)
{
    return widget->fontMetrics().averageCharWidth() * count;
}

} // namespace callveil
