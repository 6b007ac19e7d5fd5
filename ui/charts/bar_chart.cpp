// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_chart.h"

#include "tables/charts/bar_table_model.h"
#include "tables/charts/figure_text.h"
#include "ui/charts/chart_palette.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/value_scale.h"
#include "ui/masking/table_texts.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/grid.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QHorizontalBarSeries>
#include <QKeyEvent>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QPen>
#include <QScrollArea>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace callveil {

namespace {

constexpr int mostBelow = 13; // characters of a name
constexpr int leastBeside = 8, mostBeside = 28;
constexpr int partBeside = 4; // of the width, that names may take
constexpr double barWidth = 0.8; // of the room of a category
constexpr int thinnest = 7; // pixels of a bar
constexpr int mostSeen = 31; // upright categories: a month of days needs no scrolling
constexpr double roomOfLabel = 0.12; // behind the longest bar
constexpr int stepsOfValue = 5;

/// The axis takes no name twice, and leaves out what comes again.
QStringList distinct(const QStringList &names, int most)
{
    QStringList labels;
    for (const QString &name : names) {
        const qsizetype half = most / 2;
        QString label = name.size() <= most ? name : QString(name.first(half) + u'…' + name.last(half - 1));
        while (labels.contains(label))
            label += QChar(0x200B);
        labels.append(label);
    }
    return labels;
}

} // namespace

BarChart::BarChart(const QString &name, Qt::Orientation bars, Prompt &prompt, Notifier &notifier, QWidget *parent)
    : ChartPanel(name, new ChartView, prompt, notifier, parent), m_orientation(bars),
      m_model(new BarTableModel(tableTexts(QTimeZone::utc()), this)), m_scroll(new QScrollArea(this)),
      m_categories(new QBarCategoryAxis), m_values(new QValueAxis), m_labels(chart(), bars)
{
    m_scroll->setWidget(&view());
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    view().installEventFilter(this);
    makeAxes();
    connect(&chart(), &QChart::plotAreaChanged, this, &BarChart::placeLabels);
    arrange(m_model, m_scroll);
    read(-1);
}

BarChart::~BarChart()
{
    // The view goes after this, and must not tell of its end to what is gone.
    chart().disconnect(this);
    if (m_bars)
        m_bars->disconnect(this);
}

void BarChart::fillTable()
{
    m_model->setPoints(m_points);
}

void BarChart::makeAxes()
{
    chart().addAxis(m_categories, isLying() ? Qt::AlignLeft : Qt::AlignBottom);
    chart().addAxis(m_values, isLying() ? Qt::AlignBottom : Qt::AlignLeft);
    m_categories->setGridLineVisible(false);
    m_categories->setTruncateLabels(false);
}

void BarChart::setPoints(BarPoints points)
{
    m_points = std::move(points);
    makeLegendMark();
    m_labels.setPoints(m_points);
    makeBars();
    scaleValues();
    dress();
    read(-1);
    QStringList lines;
    for (int category = 0; category < int(m_points.categories.size()); ++category)
        lines.append(readingOf(category));
    // What is read aloud needs no marks of direction.
    setSummary(lines.join(QStringLiteral(". ")).remove(QChar(0x2066)).remove(QChar(0x2069)));
    showPoints(!m_points.categories.isEmpty());
    placeLabels();
}

void BarChart::makeBars()
{
    if (m_bars)
        chart().removeSeries(m_bars);
    delete m_bars;
    m_bars = isLying() ? static_cast<QAbstractBarSeries *>(new QHorizontalBarSeries) : new QBarSeries;
    const int count = int(m_points.values.size());
    for (int place = 0; place < count; ++place) {
        const int series = isLying() ? count - 1 - place : place;
        const std::vector<double> &values = m_points.values[size_t(series)];
        auto *set = new QBarSet(m_points.names.value(series));
        set->append(
            isLying() ? QList<double>(values.rbegin(), values.rend()) : QList<double>(values.begin(), values.end()));
        m_bars->append(set);
    }
    m_bars->setBarWidth(barWidth);
    nameCategories();
    chart().addSeries(m_bars);
    m_bars->attachAxis(m_categories);
    m_bars->attachAxis(m_values);
    connect(m_bars, &QAbstractBarSeries::hovered, this,
        [this](bool entered, int category) { read(entered ? placeOf(category) : -1); });
}

void BarChart::nameCategories()
{
    const int beside = m_scroll->viewport()->width() / (partBeside * fontMetrics().averageCharWidth());
    QStringList labels =
        distinct(m_points.categories, isLying() ? std::clamp(beside, leastBeside, mostBeside) : mostBelow);
    if (isLying())
        std::reverse(labels.begin(), labels.end());
    else
        thinOut(labels);
    if (labels != m_categories->categories())
        m_categories->setCategories(labels);
}

/// Upright names that would stand over each other: one of some stays, in the middle of these.
void BarChart::thinOut(QStringList &labels) const
{
    double widest = 0;
    for (const QString &label : labels)
        widest = std::max<double>(widest, fontMetrics().horizontalAdvance(label) + fontMetrics().averageCharWidth());
    const double room = chart().plotArea().width() / std::max(1.0, double(labels.size()));
    const auto step = qsizetype(std::ceil(room > 0 ? widest / room : 1));
    for (qsizetype i = 0; i < labels.size(); ++i)
        if (i % step != step / 2)
            labels[i] = QString(i + 1, QChar(0x200B)); // the axis takes no name twice
}

void BarChart::makeLegendMark()
{
    if (m_legendMark)
        chart().removeSeries(m_legendMark);
    delete m_legendMark;
    m_legendMark = nullptr;
    if (m_points.marks.empty() || m_points.markName.isEmpty())
        return;
    m_legendMark = new QLineSeries;
    m_legendMark->setName(m_points.markName);
    chart().addSeries(m_legendMark);
    chart().legend()->markers(m_legendMark).constFirst()->setShape(QLegend::MarkerShapeFromSeries);
}

void BarChart::scaleValues()
{
    double greatest = m_points.unit == QLatin1String("%") ? 100 : 0; // a part is seen beside its whole
    for (const std::vector<double> &values : m_points.values)
        for (const double value : values)
            greatest = std::max(greatest, value);
    for (const std::optional<double> &mark : m_points.marks)
        greatest = std::max(greatest, mark.value_or(0));
    ValueScale::upTo(greatest, stepsOfValue).apply(*m_values, roomOfLabel, m_points.unit);
}

void BarChart::dress()
{
    m_labels.dress(font(), palette());
    if (m_legendMark)
        m_legendMark->setPen(BarLabels::markPen(palette()));
    const auto sets = m_bars ? m_bars->barSets() : QList<QBarSet *>();
    for (int place = 0; place < int(sets.size()); ++place) {
        const int series = isLying() ? int(sets.size()) - 1 - place : place;
        sets[place]->setBrush(seriesBrush(series, palette()));
        sets[place]->setPen(Qt::NoPen);
    }
    // Where it is seen however many categories there are.
    const bool isSeenWhole = m_points.categories.size() <= mostSeen;
    chart().legend()->setAlignment(isLying() || isSeenWhole ? Qt::AlignTop : Qt::AlignLeft);
    chart().legend()->setReverseMarkers(isLying());
    chart().legend()->setVisible(m_points.names.size() > 1 || m_legendMark);
    makeRoom();
    ChartPanel::dress();
}

int BarChart::placeOf(int category) const
{
    return isLying() ? int(m_points.categories.size()) - 1 - category : category;
}

void BarChart::makeRoom()
{
    const int series = std::max(1, int(m_points.values.size()));
    const double bar = fontMetrics().height() * 1.1;
    const int axis = 6 * fontMetrics().height(); // with the legend
    const int needed = int(double(int(m_points.categories.size()) * series) * bar / barWidth) + axis;
    if (isLying())
        view().setMinimumHeight(needed);
    else
        view().setMinimumWidth(int(m_points.categories.size()) * series * thinnest);
}

/// That the values of an upright category take.
double BarChart::roomOfValues() const
{
    return widestBar() * std::max(1.0, double(m_points.values.size())) / barWidth;
}

/// No value stands over a neighbour's.
double BarChart::widestBar() const
{
    double widest = characters(this, 5);
    for (const std::vector<double> &values : m_points.values)
        for (const double value : values)
            widest = std::max(widest,
                fontMetrics().horizontalAdvance(figureText(value, m_points.unit))
                    + fontMetrics().averageCharWidth() * 1.0);
    return widest;
}

void BarChart::placeLabels()
{
    if (!m_bars)
        return;
    nameCategories();
    const double room = chart().plotArea().width() / std::max(1.0, double(m_points.categories.size()));
    m_labels.showValues(isLying() || room >= roomOfValues()); // else they are read by pointing, and in the table
    m_labels.place(
        [this](int category, double offset, double value) {
            // What comes first stands above, where an upright axis has its greater numbers.
            const double place = placeOf(category) + (isLying() ? -offset : offset);
            return chart().mapToPosition(isLying() ? QPointF(value, place) : QPointF(place, value), m_bars);
        },
        barWidth);
}

void BarChart::read(int category)
{
    m_read = category;
    setReading(category < 0 ? tr("Point at a bar or press the arrow keys to read values.") : readingOf(category));
}

QString BarChart::readingOf(int category) const
{
    QStringList parts;
    for (int series = 0; series < int(m_points.values.size()); ++series)
        parts.append(tr("%1 %2").arg(m_points.names.value(series),
            isolated(figureText(m_points.values[size_t(series)][size_t(category)], m_points.unit))));
    if (!m_points.marks.empty() && m_points.marks[size_t(category)])
        parts.append(
            tr("%1 %2").arg(m_points.markName, isolated(figureText(*m_points.marks[size_t(category)], m_points.unit))));
    return tr("%1: %2").arg(m_points.categories[category], parts.join(QStringLiteral(", ")));
}

bool BarChart::readByKey(int key)
{
    const int last = int(m_points.categories.size()) - 1;
    if (last < 0)
        return false;
    if (key == Qt::Key_Up || key == Qt::Key_Left)
        read(m_read < 0 ? last : std::max(0, m_read - 1));
    else if (key == Qt::Key_Down || key == Qt::Key_Right)
        read(std::min(last, m_read + 1));
    else
        return false;
    const QPointF place = chart().mapToPosition(isLying() ? QPointF(0, placeOf(m_read)) : QPointF(m_read, 0), m_bars);
    m_scroll->ensureVisible(int(place.x()), int(place.y()));
    return true;
}

bool BarChart::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        nameCategories();
    if (event->type() == QEvent::KeyPress && readByKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return ChartPanel::eventFilter(watched, event);
}

} // namespace callveil
