// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include "tables/charts/figure_text.h"
#include "tables/charts/time_table_model.h"
#include "ui/charts/chart_palette.h"
#include "ui/charts/time_ticks.h"
#include "ui/charts/time_view.h"
#include "ui/charts/value_scale.h"
#include "ui/masking/table_texts.h"
#include "ui/texts/isolated_text.h"

#include <QAreaSeries>
#include <QCategoryAxis>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QPen>
#include <QToolButton>
#include <QValueAxis>

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 leastPeriod = 10 * 60 * 1000; // ms
constexpr int columnWidth = 2; // pixels, for up to four points of an edge: so fine that nothing is seen to be missing
constexpr int charactersOfTime = 12; // room that each tick of an axis has
constexpr double linesOfValue = 1.6;
constexpr int mostSteps = 6;
constexpr int leastLines = 12; // of text, as high as the chart

/// All edges lie on the ground across a gap, where an area without height is not seen. A moment between two gaps gets
/// the width of a column (ms).
QList<QPointF> edgeOf(const TimePoints &points, double column)
{
    QList<QPointF> edge;
    edge.reserve(qsizetype(points.at.size()) + 2);
    for (size_t moment = 0; moment < points.at.size(); ++moment) {
        const auto at = double(points.at[moment]);
        const double value = points.values.front()[moment];
        const bool begins = moment == 0 || isAfterGap(points, moment);
        const bool ends = moment + 1 == points.at.size() || isAfterGap(points, moment + 1);
        if (begins && moment > 0)
            edge << QPointF(double(points.at[moment - 1]), 0) << QPointF(at, 0);
        if (begins && ends)
            edge << QPointF(at - column / 2, value) << QPointF(at + column / 2, value);
        else
            edge << QPointF(at, value);
    }
    return edge;
}

} // namespace

TimeChart::TimeChart(const QString &name, const QTimeZone &zone, Prompt &prompt, Notifier &notifier, QWidget *parent)
    : ChartPanel(name, new TimeView, prompt, notifier, parent), m_zone(zone),
      m_model(new TimeTableModel(tableTexts(zone), this)), m_times(new QCategoryAxis), m_values(new QValueAxis),
      m_wholePeriod(new QToolButton(this))
{
    m_wholePeriod->setText(tr("Whole period"));
    m_wholePeriod->setToolTip(tr("Shows everything again (0)"));
    m_wholePeriod->setFocusPolicy(Qt::StrongFocus);
    m_wholePeriod->setEnabled(false);
    addButton(m_wholePeriod);
    // A category axis: QDateTimeAxis knows the computer's own zone only, and puts its ticks at odd moments. This one
    // also leaves the values as they are, so that nothing overlaps where the clock is put back.
    m_times->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_times->setTruncateLabels(false);
    chart().legend()->setAlignment(Qt::AlignBottom);
    chart().addAxis(m_times, Qt::AlignBottom);
    chart().addAxis(m_values, Qt::AlignLeft);
    setPictureNote(tr("Time zone %1").arg(QString::fromUtf8(zone.id())));
    connectView();
    arrange(m_model);
    read({});
}

TimeChart::~TimeChart()
{
    // The view goes after this, and must not tell of its end to what is gone.
    timeView().disconnect(this);
    chart().disconnect(this);
}

TimeView &TimeChart::timeView() const
{
    return static_cast<TimeView &>(view());
}

void TimeChart::connectView()
{
    connect(&timeView(), &TimeView::zoomAsked, this, &TimeChart::zoom);
    connect(&timeView(), &TimeView::panAsked, this, &TimeChart::pan);
    connect(&timeView(), &TimeView::pointed, this, &TimeChart::point);
    connect(&timeView(), &TimeView::stepAsked, this, &TimeChart::step);
    connect(&timeView(), &TimeView::wholeAsked, this, &TimeChart::showWhole);
    connect(m_wholePeriod, &QToolButton::clicked, this, &TimeChart::showWhole);
    connect(&timeView(), &TimeView::periodAsked, this, [this](double from, double to) {
        const auto length = double(m_shown.length());
        showPeriod({m_shown.from + qint64(from * length), m_shown.from + qint64(to * length)});
    });
    connect(&chart(), &QChart::plotAreaChanged, this, [this](const QRectF &plot) {
        if (!m_isDrawing && int(plot.width()) != m_columns)
            draw();
    });
}

void TimeChart::setPoints(TimePoints points)
{
    const bool wasZoomed = isZoomed();
    const bool wasRead = m_moment.has_value();
    const qint64 readAt = wasRead ? m_points.at[*m_moment] : 0;
    m_moment.reset();
    m_points = std::move(points);
    m_stack = stacked(m_points);
    const bool any = !m_points.at.empty() && !m_points.values.empty();
    m_greatest = any ? *std::max_element(m_stack.values.back().begin(), m_stack.values.back().end()) : 0;
    makeSeries();
    setSummary(any ? summary() : QString());
    showPoints(any);
    showPeriod(wasZoomed ? m_shown : whole());
    read(any && wasRead ? std::optional(nearest(readAt)) : std::nullopt);
}

void TimeChart::fillTable()
{
    m_model->setPoints(m_points);
}

void TimeChart::setRange(qint64 from, qint64 to)
{
    const bool wasZoomed = isZoomed();
    m_range = Period{from, std::max(to, from + leastPeriod)};
    showPeriod(wasZoomed ? m_shown : *m_range);
}

TimeChart::Period TimeChart::whole() const
{
    if (m_range)
        return *m_range;
    return m_points.at.empty() ? Period()
                               : Period{m_points.at.front(), std::max(m_points.at.back(), m_points.at.front() + 1)};
}

void TimeChart::makeSeries()
{
    const size_t wanted = m_points.values.size();
    // All at once: Qt Charts keeps what it drew of a removed area for a while, which no edge that stays may call.
    if (m_areas.size() != wanted) {
        for (QAreaSeries *area : m_areas)
            chart().removeSeries(area);
        qDeleteAll(m_areas);
        qDeleteAll(m_edges);
        m_areas.clear();
        m_edges.clear();
    }
    while (m_areas.size() < wanted) {
        // The upper edge of one area is the lower edge of the next.
        auto *lower = m_edges.empty() ? nullptr : m_edges.back();
        m_edges.push_back(new QLineSeries(this));
        m_areas.push_back(new QAreaSeries(m_edges.back(), lower));
        chart().addSeries(m_areas.back());
        m_areas.back()->attachAxis(m_times);
        m_areas.back()->attachAxis(m_values);
    }
    for (size_t series = 0; series < wanted; ++series)
        m_areas[series]->setName(m_points.names.value(int(series)));
    dress();
}

void TimeChart::dress()
{
    const auto isRest = [this](size_t series) { return m_lastIsRest && series + 1 == m_areas.size(); };
    for (size_t series = 0; series < m_areas.size(); ++series) {
        m_areas[series]->setPen(isRest(series) ? QPen(seriesColour(int(series), palette())) : QPen(Qt::NoPen));
        m_areas[series]->setBrush(
            isRest(series) ? restBrush(int(series), palette()) : seriesBrush(int(series), palette()));
    }
    view().setMinimumHeight(leastLines * fontMetrics().height());
    ChartPanel::dress();
    if (m_lastIsRest && !m_areas.empty()) // its pale mark needs the outline too
        chart().legend()->markers(m_areas.back()).constFirst()->setPen(m_areas.back()->pen());
}

void TimeChart::showPeriod(Period period)
{
    const Period all = whole();
    const qint64 length = std::clamp(period.length(), std::min(leastPeriod, all.length()), all.length());
    period.from = std::clamp(period.from, all.from, all.to - length);
    m_shown = {period.from, period.from + length};
    m_wholePeriod->setEnabled(isZoomed());
    timeView().setZoomed(isZoomed());
    draw();
}

void TimeChart::zoom(double factor, double place)
{
    const auto length = double(m_shown.length());
    const qint64 fixed = m_shown.from + qint64(place * length);
    const qint64 from = fixed - qint64(place * length * factor);
    showPeriod({from, from + qint64(length * factor)});
}

void TimeChart::pan(double part)
{
    const auto by = qint64(part * double(m_shown.length()));
    showPeriod({m_shown.from + by, m_shown.to + by});
}

void TimeChart::draw()
{
    m_isDrawing = true;
    for (int pass = 0; pass < 2; ++pass) {
        m_columns = int(chart().plotArea().width());
        for (QLineSeries *edge : m_edges)
            edge->replace(QList<QPointF>()); // otherwise each change of an axis works on the old points once more
        drawAxes();
        drawAreas();
        if (int(chart().plotArea().width()) == m_columns)
            break; // else the values have become wider, or less wide
    }
    m_isDrawing = false;
    if (m_moment)
        timeView().markPlace(placeOf(m_points.at[*m_moment]));
}

void TimeChart::drawAxes()
{
    const QFontMetrics metrics = fontMetrics();
    const int most = std::max(2, m_columns / (metrics.averageCharWidth() * charactersOfTime));
    const auto earlier = m_times->categoriesLabels();
    for (const QString &label : earlier)
        m_times->remove(label);
    m_times->setRange(double(m_shown.from), double(m_shown.to));
    m_times->setStartValue(double(m_shown.from));
    QString mark;
    for (const TimeTick &tick : timeTicks(m_shown.from, m_shown.to, most, m_zone)) {
        m_times->append(tick.label + mark, double(tick.at));
        mark += QChar(0x200B); // the axis takes no label twice
    }
    const double steps = chart().plotArea().height() / (metrics.height() * linesOfValue);
    ValueScale::upTo(m_greatest, std::min(int(steps), mostSteps)).apply(*m_values);
}

void TimeChart::drawAreas()
{
    const int columns = std::max(1, m_columns / columnWidth);
    const double column = double(m_shown.length()) / columns;
    const TimePoints drawn = decimated(m_stack, columns, m_shown.from, m_shown.to);
    for (size_t series = 0; series < std::min(m_edges.size(), drawn.values.size()); ++series) {
        // An edge needs its own extremes alone, and Qt Charts takes long for each point.
        const TimePoints own{{}, drawn.at, {drawn.values[series]}, drawn.longestGap};
        m_edges[series]->replace(edgeOf(decimated(own, columns, m_shown.from, m_shown.to), column));
    }
}

double TimeChart::placeOf(qint64 at) const
{
    return double(at - m_shown.from) / double(m_shown.length());
}

size_t TimeChart::nearest(qint64 at) const
{
    const std::vector<qint64> &all = m_points.at;
    const auto moment = size_t(std::lower_bound(all.begin(), all.end(), at) - all.begin());
    const bool earlier = moment == all.size() || (moment > 0 && at - all[moment - 1] < all[moment] - at);
    return earlier ? moment - 1 : moment;
}

void TimeChart::point(std::optional<double> place)
{
    if (!place || m_points.at.empty())
        return read({});
    read(nearest(m_shown.from + qint64(*place * double(m_shown.length()))));
}

void TimeChart::step(int steps)
{
    const std::vector<qint64> &at = m_points.at;
    if (at.empty())
        return;
    // Moments that share a pixel are one step.
    const qint64 column = std::max<qint64>(1, m_shown.length() / std::max(m_columns, 1));
    const qint64 begin = m_moment ? at[*m_moment] : steps > 0 ? m_shown.from - column : m_shown.to + column;
    const qint64 wanted = begin + steps * column;
    auto found =
        steps > 0 ? std::lower_bound(at.begin(), at.end(), wanted) : std::upper_bound(at.begin(), at.end(), wanted);
    if (steps < 0 && found != at.begin())
        --found;
    if (found == at.end())
        --found;
    if (*found < m_shown.from || *found > m_shown.to)
        showPeriod({*found - m_shown.length() / 2, *found + m_shown.length() / 2});
    read(size_t(found - at.begin()));
}

void TimeChart::read(std::optional<size_t> moment)
{
    m_moment = moment;
    timeView().markPlace(moment ? std::optional(placeOf(m_points.at[*moment])) : std::nullopt);
    setReading(moment ? readingOf(*moment)
                      : tr("Point at the chart or press the arrow keys to read values. Drag or press + to zoom."));
}

QString TimeChart::readingOf(size_t moment) const
{
    QStringList parts;
    for (size_t series = 0; series < m_points.values.size(); ++series)
        parts.append(
            tr("%1 %2").arg(m_points.names.value(int(series)), isolated(figureText(m_points.values[series][moment]))));
    return tr("%1: %2").arg(isolated(exactTime(m_points.at[moment], m_zone)), parts.join(QStringLiteral(", ")));
}

QString TimeChart::summary() const
{
    const TimePoints &all = m_points;
    QStringList parts;
    for (size_t series = 0; series < all.values.size(); ++series) {
        const auto [least, greatest] = std::minmax_element(all.values[series].begin(), all.values[series].end());
        parts.append(tr("%1: last %2, least %3, greatest %4.")
                         .arg(all.names.value(int(series)), figureText(all.values[series].back()), figureText(*least),
                             figureText(*greatest)));
    }
    return tr("From %1 to %2. %3")
        .arg(exactTime(all.at.front(), m_zone), exactTime(all.at.back(), m_zone), parts.join(u' '));
}

} // namespace callveil
