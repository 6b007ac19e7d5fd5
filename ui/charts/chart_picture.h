// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

class QChartView;
class QPainter;

namespace callveil {

/// A chart as a picture that stands alone: its title, a note and the whole chart, without what marks the place that is
/// pointed at. Made on the GUI thread, from what the view shows now.
class ChartPicture final {
public:
    ChartPicture(const QChartView &view, const QString &title, const QString &note);

    /// Twice as fine as the screen's own units, so that it can be printed.
    [[nodiscard]] QImage image() const;
    [[nodiscard]] QByteArray svg() const;

private:
    void paint(QPainter &painter) const;
    [[nodiscard]] QSize size() const;
    [[nodiscard]] int headHeight() const;

    const QChartView &m_view;
    QString m_title, m_note;
};

} // namespace callveil
