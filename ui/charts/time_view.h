// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_view.h"

#include <optional>

class QRubberBand;

namespace callveil {

/// The view of a chart over time: turns mouse, wheel and keys into wishes about the period. Places are parts of the
/// period that is shown, 0 at its begin and 1 at its end.
class TimeView final : public ChartView {
    Q_OBJECT

public:
    explicit TimeView(QWidget *parent = nullptr);

    /// A line across the chart; nullopt: none.
    void markPlace(std::optional<double> place);
    /// Whether there is something to go back to: else Esc and the wheel are left to the page.
    void setZoomed(bool zoomed) { m_zoomed = zoomed; }

Q_SIGNALS:
    /// Nearer by this factor (less than 1) or farther, with this place where it is.
    void zoomAsked(double factor, double place);
    void periodAsked(double from, double to);
    /// By this part of the period, to later moments when positive.
    void panAsked(double part);
    void wholeAsked();
    void pointed(std::optional<double> place);
    /// The place that is marked, so many steps on.
    void stepAsked(int steps);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    [[nodiscard]] double placeOf(const QPointF &point) const;
    void stretchBand(const QPoint &to);

    QRubberBand *m_band;
    std::optional<QPoint> m_pressed;
    std::optional<double> m_marked;
    bool m_zoomed = false;
};

} // namespace callveil
