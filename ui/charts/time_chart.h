// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/charts/time_points.h"
#include "ui/charts/chart_panel.h"

#include <QTimeZone>

#include <optional>

class QAreaSeries;
class QCategoryAxis;
class QLineSeries;
class QValueAxis;

namespace callveil {

class TimeTableModel;
class TimeView;

/// Series stacked over time, with a period that can be narrowed: a rubber band, the wheel, + and - zoom, Shift with the
/// arrow keys pans, Esc and 0 go back. The pointer or the arrow keys read values. Qt Charts gets no more points than
/// the picture has columns for.
class TimeChart final : public ChartPanel {
    Q_OBJECT

public:
    TimeChart(
        const QString &name, const QTimeZone &zone, Prompt &prompt, Notifier &notifier, QWidget *parent = nullptr);
    ~TimeChart() override;

    /// A narrowed period stays while it lies in the whole one, and so does the moment that is read.
    void setPoints(TimePoints points);
    /// The whole period, ms UTC; without one, it is that of the points.
    void setRange(qint64 from, qint64 to);

    /// The last series is what is left over: it is drawn as an outline with a pale ground, and does not outshine
    /// others.
    void setLastIsRest() { m_lastIsRest = true; }

    /// Ends a zoom: to be called when what is shown is another thing.
    void showWhole() { showPeriod(whole()); }

    /// Begin and end of what is shown, ms UTC.
    [[nodiscard]] std::pair<qint64, qint64> shown() const { return {m_shown.from, m_shown.to}; }

protected:
    void dress() override;
    void fillTable() override;

private:
    struct Period {
        qint64 from = 0, to = 1;
        [[nodiscard]] qint64 length() const { return to - from; }
        [[nodiscard]] bool operator==(const Period &) const = default;
    };

    [[nodiscard]] TimeView &timeView() const;
    [[nodiscard]] Period whole() const;
    [[nodiscard]] bool isZoomed() const { return m_shown != whole(); }
    void makeSeries();
    void connectView();
    void showPeriod(Period period);
    void zoom(double factor, double place);
    void pan(double part);
    /// Gives Qt Charts the points for the present size and period.
    void draw();
    void drawAxes();
    void drawAreas();
    void point(std::optional<double> place);
    void step(int steps);
    /// The moment next to this one (ms UTC); there must be one.
    [[nodiscard]] size_t nearest(qint64 at) const;
    void read(std::optional<size_t> moment);
    [[nodiscard]] QString readingOf(size_t moment) const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] double placeOf(qint64 at) const;

    QTimeZone m_zone;
    TimeTableModel *m_model;
    QCategoryAxis *m_times;
    QValueAxis *m_values;
    QToolButton *m_wholePeriod;
    std::vector<QLineSeries *> m_edges; ///< upper edges, bottom first
    std::vector<QAreaSeries *> m_areas;
    TimePoints m_points;
    TimePoints m_stack; ///< the points, each series lifted onto those below
    double m_greatest = 0;
    std::optional<Period> m_range;
    Period m_shown;
    std::optional<size_t> m_moment; ///< that is read
    int m_columns = 0; ///< for which the points were drawn
    bool m_isDrawing = false;
    bool m_lastIsRest = false;
};

} // namespace callveil
