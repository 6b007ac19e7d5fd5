// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>

namespace callveil {

/// The view of a chart that the keyboard reaches: smooth, and with a frame while it has the focus.
class ChartView : public QChartView {
    Q_OBJECT

public:
    explicit ChartView(QWidget *parent = nullptr);

protected:
    /// What only the screen shows: pictures of the chart are made from the scene.
    void drawForeground(QPainter *painter, const QRectF &rect) override;
};

} // namespace callveil
