// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/value_scale.h"

#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace callveil {

ValueScale ValueScale::upTo(double greatest, int steps)
{
    const double rough = std::max(1.0, greatest / std::max(steps, 1));
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    ValueScale scale;
    for (const double factor : {1, 2, 5, 10})
        if (scale.step = factor * power; scale.step >= rough)
            break;
    scale.top = std::max(1.0, std::ceil(greatest / scale.step)) * scale.step;
    return scale;
}

void ValueScale::apply(QValueAxis &axis, double room, const QString &unit) const
{
    axis.setRange(0, top * (1 + room));
    axis.setTickType(QValueAxis::TicksDynamic);
    axis.setTickAnchor(0);
    axis.setTickInterval(step);
    // Of localized numbers, as all charts have them, Qt Charts takes what stands behind the figure as it is.
    axis.setLabelFormat(QStringLiteral("%.0f") + (unit.isEmpty() ? QString() : QString(QChar::Nbsp) + unit));
}

} // namespace callveil
