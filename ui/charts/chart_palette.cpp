// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_palette.h"

#include "ui/shell/theme.h"
#include "ui/widgets/grid.h"

#include <QAbstractAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLinearGradient>
#include <QPen>
#include <QWidget>

namespace callveil {

namespace {

constexpr const char *light[mostSeries]{"#0072B2", "#B28086", "#323D0F", "#708000", "#661949"};
constexpr const char *dark[mostSeries]{"#56B4E9", "#8F567A", "#587A1F", "#C9E600", "#C6A99F"};
/// Across which the stripes of a series lie; none for the first.
constexpr QPointF stripes[mostSeries]{{}, {4, 4}, {0, 6}, {4, -4}, {6, 0}};

/// `part` of the colour, on the ground.
QColor mixed(const QColor &colour, const QColor &ground, float part)
{
    const auto mix = [part](float own, float other) { return own * part + other * (1 - part); };
    return QColor::fromRgbF(
        mix(colour.redF(), ground.redF()), mix(colour.greenF(), ground.greenF()), mix(colour.blueF(), ground.blueF()));
}

/// A repeated gradient stays sharp at every scale; Qt's patterns are pictures of few pixels.
QBrush striped(const QColor &colour, const QColor &stripe, const QPointF &across)
{
    if (across.isNull())
        return colour;
    QLinearGradient gradient({0, 0}, across);
    gradient.setSpread(QGradient::RepeatSpread);
    gradient.setStops({{0, colour}, {0.62, colour}, {0.7, stripe}, {0.92, stripe}, {1, colour}});
    return gradient;
}

QColor faded(QColor colour, double opacity)
{
    colour.setAlphaF(float(opacity));
    return colour;
}

} // namespace

QColor seriesColour(int series, const QPalette &palette)
{
    const char *const *colours = isDark(palette) ? dark : light; // GCC 12 takes the first, when it also checks bounds
    return QColor(QLatin1String(colours[series % mostSeries]));
}

QBrush seriesBrush(int series, const QPalette &palette)
{
    const QColor colour = seriesColour(series, palette);
    return striped(colour, mixed(colour, palette.color(QPalette::Base), 0.5F), stripes[series % mostSeries]);
}

QBrush restBrush(int series, const QPalette &palette)
{
    const QColor colour = seriesColour(series, palette), ground = palette.color(QPalette::Base);
    return striped(mixed(colour, ground, 0.2F), mixed(colour, ground, 0.5F), stripes[series % mostSeries]);
}

void dressChart(QChart &chart, const QWidget &widget)
{
    const QPalette palette = widget.palette();
    const QColor text = palette.color(QPalette::Text), quiet = palette.color(QPalette::PlaceholderText);
    chart.setBackgroundBrush(palette.color(QPalette::Base));
    chart.setBackgroundPen(Qt::NoPen);
    chart.setBackgroundRoundness(0);
    chart.setPlotAreaBackgroundVisible(false);
    const int unit = gridUnit(&widget);
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    chart.setMargins(QMargins(unit, unit, 2 * unit, unit / 2));
    chart.legend()->setFont(widget.font());
    chart.legend()->setLabelColor(text);
    chart.legend()->setContentsMargins(0, 0, 0, 0);
    chart.setAnimationOptions(QChart::NoAnimation);
    const auto markers = chart.legend()->markers();
    for (QLegendMarker *marker : markers)
        if (marker->type() == QLegendMarker::LegendMarkerTypeArea)
            marker->setPen(QPen(palette.color(QPalette::Base)));
    const auto axes = chart.axes();
    for (QAbstractAxis *axis : axes) {
        axis->setLabelsFont(widget.font());
        axis->setLabelsColor(quiet);
        axis->setTitleVisible(false);
        axis->setLinePen(faded(quiet, 0.6));
        axis->setGridLinePen(faded(quiet, 0.22));
        axis->setShadesVisible(false);
    }
}

QByteArray withStripes(QByteArray svg)
{
    return svg.replace("<linearGradient ", "<linearGradient spreadMethod=\"repeat\" ");
}

} // namespace callveil
