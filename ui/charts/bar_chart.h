// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/charts/bar_points.h"
#include "ui/charts/bar_labels.h"
#include "ui/charts/chart_panel.h"

class QAbstractBarSeries;
class QBarCategoryAxis;
class QLineSeries;
class QScrollArea;
class QValueAxis;

namespace callveil {

class BarTableModel;

/// Bars side by side for each category, with their values beside them and a line across each that has a mark. Many
/// categories are scrolled through. The pointer or the arrow keys read values.
class BarChart final : public ChartPanel {
    Q_OBJECT

public:
    /// Horizontal bars lie below each other, with room for long names; vertical ones stand side by side.
    BarChart(const QString &name, Qt::Orientation bars, Prompt &prompt, Notifier &notifier, QWidget *parent = nullptr);
    ~BarChart() override;

    void setPoints(BarPoints points);

protected:
    void dress() override;
    void fillTable() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool isLying() const { return m_orientation == Qt::Horizontal; }
    /// Where a category stands on its axis, and back: an upright axis counts from below.
    [[nodiscard]] int placeOf(int category) const;
    void makeAxes();
    void makeBars();
    void makeLegendMark();
    /// With names as long as there is room for.
    void nameCategories();
    void scaleValues();
    /// Lying bars have the height of their text; upright ones are thin before the chart is scrolled.
    void makeRoom();
    [[nodiscard]] double widestBar() const;
    [[nodiscard]] double roomOfValues() const;
    void thinOut(QStringList &labels) const;
    void placeLabels();
    void read(int category);
    [[nodiscard]] bool readByKey(int key);
    [[nodiscard]] QString readingOf(int category) const;

    Qt::Orientation m_orientation;
    BarPoints m_points;
    BarTableModel *m_model;
    QScrollArea *m_scroll;
    QAbstractBarSeries *m_bars = nullptr;
    QLineSeries *m_legendMark = nullptr; ///< without points: the legend's entry for the marks
    QBarCategoryAxis *m_categories;
    QValueAxis *m_values;
    BarLabels m_labels;
    int m_read = -1; ///< the category that is read
};

} // namespace callveil
