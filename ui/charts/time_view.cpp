// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QRubberBand>

#include <algorithm>
#include <cmath>

namespace callveil {

namespace {
constexpr double nearer = 0.8; // each press of +, and each notch of the wheel
constexpr int pageOfSteps = 10;
} // namespace

TimeView::TimeView(QWidget *parent) : ChartView(parent), m_band(new QRubberBand(QRubberBand::Rectangle, viewport()))
{
    viewport()->setMouseTracking(true);
}

void TimeView::markPlace(std::optional<double> place)
{
    m_marked = place;
    viewport()->update();
}

double TimeView::placeOf(const QPointF &point) const
{
    const QRectF plot = chart()->plotArea();
    return plot.width() > 0 ? std::clamp((point.x() - plot.left()) / plot.width(), 0.0, 1.0) : 0.0;
}

void TimeView::stretchBand(const QPoint &to)
{
    const QRect plot = chart()->plotArea().toRect();
    const QRect band(QPoint(m_pressed->x(), plot.top()), QPoint(to.x(), plot.bottom()));
    m_band->setGeometry(band.normalized().intersected(plot));
    m_band->setVisible(std::abs(to.x() - m_pressed->x()) >= QApplication::startDragDistance());
}

void TimeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && chart()->plotArea().contains(event->position()))
        m_pressed = event->pos();
    event->setAccepted(m_pressed.has_value());
}

void TimeView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed)
        stretchBand(event->pos());
    if (chart()->plotArea().contains(event->position()))
        Q_EMIT pointed(placeOf(event->position()));
}

void TimeView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    const double begin = placeOf(*m_pressed), end = placeOf(event->position());
    const bool dragged = std::abs(event->pos().x() - m_pressed->x()) >= QApplication::startDragDistance();
    m_pressed.reset();
    m_band->hide();
    if (dragged)
        Q_EMIT periodAsked(std::min(begin, end), std::max(begin, end));
}

void TimeView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches == 0 || (notches < 0 && !m_zoomed))
        return event->ignore(); // the page scrolls
    Q_EMIT zoomAsked(std::pow(nearer, notches), placeOf(event->position()));
    event->accept();
}

void TimeView::keyPressEvent(QKeyEvent *event)
{
    const bool pans = event->modifiers() & Qt::ShiftModifier;
    const int steps = event->modifiers() & Qt::ControlModifier ? pageOfSteps : 1;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return Q_EMIT zoomAsked(nearer, m_marked.value_or(0.5));
    case Qt::Key_Minus:
        return Q_EMIT zoomAsked(1 / nearer, m_marked.value_or(0.5));
    case Qt::Key_Left:
        return pans ? Q_EMIT panAsked(-0.25) : Q_EMIT stepAsked(-steps);
    case Qt::Key_Right:
        return pans ? Q_EMIT panAsked(0.25) : Q_EMIT stepAsked(steps);
    case Qt::Key_0:
        return Q_EMIT wholeAsked();
    case Qt::Key_Escape:
        if (m_zoomed)
            return Q_EMIT wholeAsked();
        [[fallthrough]];
    default:
        event->ignore();
    }
}

bool TimeView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && !hasFocus())
        Q_EMIT pointed(std::nullopt);
    return ChartView::viewportEvent(event);
}

void TimeView::drawForeground(QPainter *painter, const QRectF &rect)
{
    const QRectF plot = chart()->plotArea();
    const double x = plot.left() + m_marked.value_or(-1) * plot.width();
    if (x >= plot.left() && x <= plot.right())
        // Two lines, because one is not seen on every area.
        for (const auto &[role, width] : {std::pair(QPalette::Base, 3), std::pair(QPalette::Text, 1)}) {
            painter->setPen(QPen(palette().color(role), width));
            painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        }
    ChartView::drawForeground(painter, rect);
}

} // namespace callveil
