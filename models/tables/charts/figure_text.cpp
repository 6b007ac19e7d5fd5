// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/charts/figure_text.h"

#include <QLocale>

#include <cmath>

namespace callveil {

QString figureText(double value, const QString &unit)
{
    const double hundredths = std::round(value * 100);
    const int decimals = std::fmod(hundredths, 100) == 0 ? 0 : std::fmod(hundredths, 10) == 0 ? 1 : 2;
    const QString figure = QLocale().toString(hundredths / 100, 'f', decimals);
    return unit.isEmpty() ? figure : QString(figure + QChar::Nbsp + unit);
}

} // namespace callveil
