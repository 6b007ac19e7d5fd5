// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QPalette>

class QAbstractAxis;
class QChart;
class QWidget;

namespace callveil {

/// So many series can be told apart.
constexpr int mostSeries = 5;

/// The colour of a series, counted from 0, on a light or dark palette: with 3:1 against the ground, and different from
/// the others in every kind of colour vision.
[[nodiscard]] QColor seriesColour(int series, const QPalette &palette);

/// The colour with stripes of the series' own direction, for whoever sees no colours.
[[nodiscard]] QBrush seriesBrush(int series, const QPalette &palette);

/// Of what is left over: a pale colour with such stripes, which needs an outline in the series' colour to be seen.
[[nodiscard]] QBrush restBrush(int series, const QPalette &palette);

/// Gives ground, texts, legend, axes and grid the palette and font of the widget that shows the chart.
void dressChart(QChart &chart, const QWidget &widget);

/// The bytes of a picture by QSvgGenerator, which forgets that the stripes of seriesBrush() are repeated.
[[nodiscard]] QByteArray withStripes(QByteArray svg);

} // namespace callveil
