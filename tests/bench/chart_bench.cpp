// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_bench.h"

#include "measure.h"

#include "ui/charts/time_chart.h"
#include "ui/support/fake_prompt.h"
#include "ui/support/recording_notifier.h"

#include <QAreaSeries>
#include <QChartView>
#include <QDateTimeAxis>
#include <QImage>
#include <QLineSeries>
#include <QPainter>
#include <QRandomGenerator>
#include <QValueAxis>

#include <array>

namespace callveil {

namespace {

constexpr int rounds = 15, samples = 100000, series = 3;
constexpr QSize picture(1000, 400);
constexpr qint64 start = 1741500000000, minute = 60000; // ms UTC

/// As the utilisation of a pool moves: by little steps up and down. Another round moves in another way.
TimePoints samplePoints(int round)
{
    QRandomGenerator random(quint32(round) + 13);
    TimePoints points;
    points.values.assign(series, std::vector<double>(samples));
    for (int i = 0; i < series; ++i)
        points.names.append(QStringLiteral("Series %1").arg(i));
    for (int i = 0; i < samples; ++i)
        points.at.push_back(start + i * minute);
    for (std::vector<double> &values : points.values) {
        double value = 100;
        for (double &each : values)
            each = value = qBound(0.0, value + random.bounded(7) - 3, 300.0);
    }
    return points;
}

/// Three stacked areas as one makes them without thinking of their size.
class PlainChart final {
public:
    PlainChart()
    {
        m_view.resize(picture);
        m_view.setRenderHint(QPainter::Antialiasing);
        m_view.chart()->addAxis(m_times = new QDateTimeAxis, Qt::AlignBottom);
        m_view.chart()->addAxis(m_values = new QValueAxis, Qt::AlignLeft);
        for (int i = 0; i < series; ++i) {
            m_edges[i] = new QLineSeries(&m_view);
            auto *area = new QAreaSeries(m_edges[i], i > 0 ? m_edges[i - 1] : nullptr);
            area->setPen(Qt::NoPen);
            m_view.chart()->addSeries(area);
            area->attachAxis(m_times);
            area->attachAxis(m_values);
        }
        m_values->setRange(0, 900);
        m_view.show();
    }

    [[nodiscard]] QWidget &widget() { return m_view; }
    void setPoints(const TimePoints &points)
    {
        m_times->setRange(
            QDateTime::fromMSecsSinceEpoch(points.at.front()), QDateTime::fromMSecsSinceEpoch(points.at.back()));
        std::vector<double> sums(samples, 0);
        for (size_t i = 0; i < series; ++i) {
            QList<QPointF> edge;
            edge.reserve(samples);
            for (size_t moment = 0; moment < samples; ++moment)
                edge.append({double(points.at[moment]), sums[moment] += points.values[i][moment]});
            m_edges[i]->replace(edge);
        }
    }

private:
    QChartView m_view;
    QDateTimeAxis *m_times;
    QValueAxis *m_values;
    std::array<QLineSeries *, series> m_edges{};
};

template <typename Chart>
double updateMs(Chart &chart, QWidget &widget, const TimePoints &points)
{
    QImage image(picture, QImage::Format_ARGB32_Premultiplied);
    return cpuMs([&] {
        chart.setPoints(points);
        widget.render(&image);
    });
}

} // namespace

void benchChart(BenchReport &report)
{
    FakePrompt prompt;
    RecordingNotifier notifier;
    TimeChart ours(QStringLiteral("Utilisation over time"), QTimeZone::utc(), prompt, notifier);
    ours.resize(picture);
    ours.show();
    PlainChart plain;
    Samples mine, reference;
    for (int round = 0; round <= rounds; ++round) {
        const TimePoints points = samplePoints(round);
        const double all = updateMs(plain, plain.widget(), points);
        const double decimated = updateMs(ours, ours, points);
        if (round == 0)
            continue; // loads fonts
        reference.add(all);
        mine.add(decimated);
    }
    report.add({QStringLiteral("13"), {}, QStringLiteral("update of a chart with 100,000 samples"), mine.median(),
        reference.median(), QStringLiteral("ms"), 0.1, false, 0,
        QStringLiteral("CPU; three stacked areas, painted at 1000 x 400; p99 %1 ms").arg(mine.p99(), 0, 'f', 1)});
}

} // namespace callveil
