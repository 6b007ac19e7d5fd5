// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/charts/bar_points.h"

#include <QFont>
#include <QPalette>
#include <QPen>

#include <functional>

class QChart;
class QGraphicsLineItem;
class QGraphicsSimpleTextItem;

namespace callveil {

/// What stands over the bars of a chart: a value beside each, and a line across those that have a mark. Qt Charts'
/// own labels leave out zeros and write large numbers with an exponent.
class BarLabels final {
public:
    /// Bars lie (horizontal) or stand. The items belong to the chart.
    BarLabels(QChart &chart, Qt::Orientation bars);

    void setPoints(const BarPoints &points);
    void dress(const QFont &font, const QPalette &palette);
    /// Marks stay.
    void showValues(bool shown);
    [[nodiscard]] static QPen markPen(const QPalette &palette);
    /// Where `value` ends in a bar whose middle is so far from that of its category, in parts of a category.
    using Position = std::function<QPointF(int category, double offset, double value)>;
    /// `barWidth`: of all bars of a category together.
    void place(const Position &position, double barWidth);

private:
    void placeValue(QGraphicsSimpleTextItem &label, QPointF end, const QGraphicsLineItem *mark) const;

    QChart &m_chart;
    Qt::Orientation m_orientation;
    BarPoints m_points;
    std::vector<std::vector<QGraphicsSimpleTextItem *>> m_values; ///< [series][category]
    std::vector<QGraphicsLineItem *> m_marks; ///< [category], nullptr where there is none
};

} // namespace callveil
