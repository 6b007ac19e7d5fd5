// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_labels.h"

#include "tables/charts/figure_text.h"

#include <QChart>
#include <QGraphicsLineItem>
#include <QGraphicsSimpleTextItem>

namespace callveil {

namespace {

constexpr double aboveBars = 20; // z
constexpr double distance = 4; // between a bar and its value

QGraphicsLineItem &rimOf(const QGraphicsLineItem &mark)
{
    return *static_cast<QGraphicsLineItem *>(mark.childItems().constFirst());
}

} // namespace

QPen BarLabels::markPen(const QPalette &palette)
{
    return {palette.color(QPalette::Text), 2};
}

BarLabels::BarLabels(QChart &chart, Qt::Orientation bars) : m_chart(chart), m_orientation(bars) { }

void BarLabels::setPoints(const BarPoints &points)
{
    for (const auto &series : m_values)
        qDeleteAll(series);
    qDeleteAll(m_marks);
    m_values.assign(points.values.size(), {});
    m_marks.clear();
    m_points = points;
    for (size_t series = 0; series < points.values.size(); ++series)
        for (const double value : points.values[series]) {
            auto *label = new QGraphicsSimpleTextItem(figureText(value, points.unit), &m_chart);
            label->setZValue(aboveBars);
            m_values[series].push_back(label);
        }
    for (const std::optional<double> &mark : points.marks) {
        m_marks.push_back(mark ? new QGraphicsLineItem(&m_chart) : nullptr);
        if (!mark)
            continue;
        m_marks.back()->setZValue(aboveBars);
        auto *rim = new QGraphicsLineItem(m_marks.back()); // without it, a dark bar would hide the line
        rim->setFlag(QGraphicsItem::ItemStacksBehindParent);
    }
}

void BarLabels::dress(const QFont &font, const QPalette &palette)
{
    for (const auto &series : m_values)
        for (QGraphicsSimpleTextItem *label : series) {
            label->setFont(font);
            label->setBrush(palette.color(QPalette::Text));
        }
    for (QGraphicsLineItem *mark : m_marks)
        if (mark) {
            mark->setPen(markPen(palette));
            rimOf(*mark).setPen(QPen(palette.color(QPalette::Base), 4));
        }
}

void BarLabels::showValues(bool shown)
{
    for (const auto &series : m_values)
        for (QGraphicsSimpleTextItem *label : series)
            label->setVisible(shown);
}

void BarLabels::place(const Position &position, double barWidth)
{
    const auto count = double(m_values.size());
    for (int category = 0; category < int(m_points.categories.size()); ++category) {
        QGraphicsLineItem *mark = size_t(category) < m_marks.size() ? m_marks[size_t(category)] : nullptr;
        if (mark) {
            const double value = *m_points.marks[size_t(category)];
            mark->setLine({position(category, -barWidth / 2, value), position(category, barWidth / 2, value)});
            rimOf(*mark).setLine(mark->line());
        }
        for (size_t series = 0; series < m_values.size(); ++series) {
            const double offset = ((double(series) + 0.5) / count - 0.5) * barWidth;
            const double value = m_points.values[series][size_t(category)];
            placeValue(*m_values[series][size_t(category)], position(category, offset, value), mark);
        }
    }
}

/// A value that the mark would strike through stands behind the mark.
void BarLabels::placeValue(QGraphicsSimpleTextItem &label, QPointF end, const QGraphicsLineItem *mark) const
{
    const QSizeF size = label.boundingRect().size();
    if (m_orientation == Qt::Horizontal) {
        double left = end.x() + distance;
        if (mark && mark->line().x1() > end.x() - distance && mark->line().x1() < left + size.width() + distance)
            left = mark->line().x1() + distance;
        return label.setPos(left, end.y() - size.height() / 2);
    }
    double bottom = end.y() - distance / 2;
    if (mark && mark->line().y1() < end.y() + distance && mark->line().y1() > bottom - size.height() - distance)
        bottom = mark->line().y1() - distance / 2;
    label.setPos(end.x() - size.width() / 2, bottom - size.height());
}

} // namespace callveil
