// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include "ui/charts/chart_palette.h"
#include "ui/charts/time_ticks.h"
#include "ui/support/chart_screen.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>
#include <QWheelEvent>

namespace callveil {

namespace {

constexpr qint64 start = 1741500000000, minute = 60000; // 9 March 2025, 11:30 in Kolkata

TimePoints pointsOf(int moments)
{
    TimePoints points;
    points.names = {QStringLiteral("Bound"), QStringLiteral("Free")};
    points.values.resize(2);
    for (int i = 0; i < moments; ++i) {
        points.at.push_back(start + i * minute);
        points.values[0].push_back(i % 50);
        points.values[1].push_back(100 - i % 50);
    }
    return points;
}

QStringList labelsOf(const std::vector<TimeTick> &ticks)
{
    QStringList labels;
    for (const TimeTick &tick : ticks)
        labels.append(tick.label);
    return labels;
}

} // namespace

/// A stack over time, as a person reads and narrows it.
class TimeChartTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_screen.reset(); }
    void aLongSeriesIsDecimated();
    void aSpikeOfOneMomentIsStillDrawn();
    void theWheelNarrowsThePeriodAndDrawsAnew();
    void keysZoomPanAndGoBack();
    void aRubberBandChoosesThePeriod();
    void escapeIsLeftToADialogWhenThereIsNothingToGoBackTo();
    void newPointsKeepThePeriodThatWasChosen();
    void theKeyboardReadsValues();
    void thePointerReadsValues();
    void newPointsKeepWhatIsRead();
    void aGapStaysEmpty();
    void aMomentBetweenGapsIsSeen();
    void losesItsPointsAgain();
    void aWiderChartShowsMore();
    void whatIsLeftOverIsPale();
    void anotherPaletteRecoloursIt();
    void ticksAreRoundOnTheClockOfTheZone();
    void ticksKeepTheirHoursAcrossSummerTime();

private:
    void wheel(int notches, double place) const;
    [[nodiscard]] int drawnPoints() const;
    [[nodiscard]] qint64 length() const { return chart().shown().second - chart().shown().first; }
    [[nodiscard]] TimeChart &chart() const { return m_screen->chart; }
    [[nodiscard]] bool says(const char *text) const { return m_screen->driver().says(QString::fromUtf8(text)); }

    std::unique_ptr<ChartScreen<TimeChart>> m_screen;
};

void TimeChartTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_screen =
        std::make_unique<ChartScreen<TimeChart>>(QStringLiteral("Utilisation over time"), QTimeZone("Asia/Kolkata"));
}

int TimeChartTest::drawnPoints() const
{
    const auto *area = qobject_cast<QAreaSeries *>(chart().chart().series().constFirst());
    return int(area->upperSeries()->count());
}

void TimeChartTest::wheel(int notches, double place) const
{
    QWidget &viewport = *m_screen->view().viewport();
    const QRectF plot = chart().chart().plotArea();
    const QPointF point(plot.left() + place * plot.width(), plot.center().y());
    QWheelEvent event(point, viewport.mapToGlobal(point), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QApplication::sendEvent(&viewport, &event);
}

void TimeChartTest::aLongSeriesIsDecimated()
{
    chart().setPoints(pointsOf(100000));
    const int columns = int(chart().chart().plotArea().width());
    QVERIFY(columns > 500);
    QVERIFY(drawnPoints() > columns);
    QVERIFY(drawnPoints() <= columns * (2 + 2 * 2));
    m_screen->driver().press(QStringLiteral("Table"));
    QCOMPARE(m_screen->driver().rows(chart().name()), 100000);
}

void TimeChartTest::aSpikeOfOneMomentIsStillDrawn()
{
    TimePoints points = pointsOf(100000);
    points.values[0][54321] = 900;
    chart().setPoints(points);
    const auto *area = qobject_cast<QAreaSeries *>(chart().chart().series().constFirst());
    const QList<QPointF> drawn = area->upperSeries()->points();
    QVERIFY(drawn.contains(QPointF(double(start + 54321 * minute), 900)));
}

void TimeChartTest::theWheelNarrowsThePeriodAndDrawsAnew()
{
    chart().setPoints(pointsOf(100000));
    QVERIFY(!m_screen->driver().canPress(QStringLiteral("Whole period")));
    const qint64 whole = length();
    wheel(-1, 0.5); // there is nothing farther
    QCOMPARE(length(), whole);
    wheel(3, 0.25);
    QVERIFY(length() < whole * 6 / 10);
    const qint64 kept = chart().shown().first + length() / 4;
    QVERIFY(qAbs(kept - (start + whole / 4)) < whole / 100);
    while (length() > 600 * minute)
        wheel(1, 0.5);
    QVERIFY(drawnPoints() <= 603); // each moment, and those next to the period
    QVERIFY(drawnPoints() > 300);
    m_screen->driver().press(QStringLiteral("Whole period"));
    QCOMPARE(length(), whole);
    QVERIFY(!m_screen->driver().canPress(QStringLiteral("Whole period")));
}

void TimeChartTest::keysZoomPanAndGoBack()
{
    chart().setPoints(pointsOf(1000));
    const auto whole = chart().shown();
    m_screen->key(Qt::Key_Plus);
    m_screen->key(Qt::Key_Plus);
    const auto near = chart().shown();
    QVERIFY(near.first > whole.first && near.second < whole.second);
    m_screen->key(Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(chart().shown().first > near.first);
    m_screen->key(Qt::Key_Left, Qt::ShiftModifier);
    for (int i = 0; i < 10; ++i)
        m_screen->key(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(chart().shown().first, whole.first); // no farther than there is
    m_screen->key(Qt::Key_Minus);
    QVERIFY(length() > near.second - near.first);
    m_screen->key(Qt::Key_Escape);
    QCOMPARE(chart().shown(), whole);
    m_screen->key(Qt::Key_Plus);
    m_screen->key(Qt::Key_0);
    QCOMPARE(chart().shown(), whole);
}

void TimeChartTest::aRubberBandChoosesThePeriod()
{
    chart().setPoints(pointsOf(1001));
    QWidget *viewport = m_screen->view().viewport();
    const QRect plot = chart().chart().plotArea().toRect();
    const QPoint from(plot.left() + plot.width() * 3 / 4, plot.center().y());
    const QPoint to(plot.left() + plot.width() / 4, plot.center().y());
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    QTest::mouseMove(viewport, to);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
    QVERIFY(qAbs(chart().shown().first - (start + 250 * minute)) < 3 * minute);
    QVERIFY(qAbs(chart().shown().second - (start + 750 * minute)) < 3 * minute);
    const auto chosen = chart().shown();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, from);
    QCOMPARE(chart().shown(), chosen);
}

void TimeChartTest::escapeIsLeftToADialogWhenThereIsNothingToGoBackTo()
{
    chart().setPoints(pointsOf(100));
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QApplication::sendEvent(&m_screen->view(), &escape);
    QVERIFY(!escape.isAccepted());
}

void TimeChartTest::newPointsKeepThePeriodThatWasChosen()
{
    chart().setRange(start, start + 1000 * minute);
    chart().setPoints(pointsOf(500));
    m_screen->key(Qt::Key_Plus);
    const auto chosen = chart().shown();
    chart().setPoints(pointsOf(501));
    chart().setRange(start + minute, start + 1001 * minute);
    QCOMPARE(chart().shown(), chosen);
    m_screen->key(Qt::Key_0);
    chart().setRange(start, start + 2000 * minute);
    QCOMPARE(chart().shown(), std::pair(start, start + 2000 * minute));
}

void TimeChartTest::theKeyboardReadsValues()
{
    chart().setPoints(pointsOf(100));
    QVERIFY(says("press the arrow keys"));
    m_screen->key(Qt::Key_Right);
    QVERIFY(says("09/03/2025 11:30:00"));
    QVERIFY(says("Bound \u2066"
                 "0\u2069, Free \u2066"
                 "100\u2069"));
    m_screen->key(Qt::Key_Right);
    m_screen->key(Qt::Key_Right);
    QVERIFY(says("09/03/2025 11:32:00"));
    m_screen->key(Qt::Key_Left);
    QVERIFY(says("Bound \u2066"
                 "1\u2069, Free \u2066"
                 "99\u2069"));
    for (int i = 0; i < 10; ++i)
        m_screen->key(Qt::Key_Plus);
    for (int i = 0; i < 60; ++i)
        m_screen->key(Qt::Key_Right); // out of what is shown: the period follows
    QVERIFY(chart().shown().first > start);
}

void TimeChartTest::thePointerReadsValues()
{
    chart().setPoints(pointsOf(101));
    const QRect plot = chart().chart().plotArea().toRect();
    QTest::mouseMove(m_screen->view().viewport(), plot.center());
    QVERIFY(says("09/03/2025 12:20:00"));
}

void TimeChartTest::aGapStaysEmpty()
{
    TimePoints points = pointsOf(1000);
    points.longestGap = 5 * minute;
    for (std::vector<double> &values : points.values)
        values.erase(values.begin() + 400, values.begin() + 600);
    points.at.erase(points.at.begin() + 400, points.at.begin() + 600);
    chart().setPoints(points);
    const QImage image = m_screen->view().grab().toImage();
    const QRect plot = chart().chart().plotArea().toRect();
    const QRect middle(plot.left() + plot.width() * 42 / 100, plot.top(), plot.width() * 16 / 100, plot.height() - 2);
    const QRect before = middle.translated(-plot.width() / 5, 0);
    const QColor bound = seriesColour(0, Theme::lightPalette());
    QCOMPARE(pixelsOf(image.copy(middle), bound), 0);
    QVERIFY(pixelsOf(image.copy(before), bound) > 100);
}

void TimeChartTest::newPointsKeepWhatIsRead()
{
    chart().setPoints(pointsOf(100));
    for (int i = 0; i < 4; ++i)
        m_screen->key(Qt::Key_Right);
    QVERIFY(says("09/03/2025 11:33:00"));
    TimePoints next = pointsOf(200);
    next.values[0][3] = 77;
    chart().setPoints(next);
    QVERIFY(says("09/03/2025 11:33:00"));
    QVERIFY(says("77"));
}

void TimeChartTest::aMomentBetweenGapsIsSeen()
{
    TimePoints points = pointsOf(3);
    points.at = {start, start + 500 * minute, start + 1000 * minute};
    points.values = {{30, 30, 30}, {0, 0, 0}};
    points.longestGap = minute;
    chart().setRange(start - 100 * minute, start + 1100 * minute);
    chart().setPoints(points);
    QVERIFY(pixelsOf(m_screen->view().grab().toImage(), seriesColour(0, Theme::lightPalette())) > 300);
}

void TimeChartTest::losesItsPointsAgain()
{
    chart().setPoints(pointsOf(100));
    m_screen->key(Qt::Key_Right);
    TimePoints one = pointsOf(50);
    one.names.removeLast();
    one.values.pop_back();
    chart().setPoints(one);
    QCOMPARE(chart().chart().series().size(), 1);
    chart().setPoints({});
    QCOMPARE(chart().chart().series().size(), 0);
    QVERIFY(!m_screen->driver().canPress(QStringLiteral("Save")));
    chart().resize(700, 400);
    chart().setPoints(pointsOf(10));
    QCOMPARE(chart().chart().series().size(), 2);
}

void TimeChartTest::aWiderChartShowsMore()
{
    chart().setPoints(pointsOf(100000));
    const int before = drawnPoints();
    chart().resize(1500, 500);
    QTRY_VERIFY(drawnPoints() > before);
}

void TimeChartTest::whatIsLeftOverIsPale()
{
    const QColor free = seriesColour(1, Theme::lightPalette());
    chart().setPoints(pointsOf(200));
    const qint64 loud = pixelsOf(m_screen->view().grab().toImage(), free);
    QVERIFY(loud > 1000);
    chart().setLastIsRest();
    chart().setPoints(pointsOf(200));
    QVERIFY(pixelsOf(m_screen->view().grab().toImage(), free) < loud / 4);
    const auto *area = qobject_cast<QAreaSeries *>(chart().chart().series().constLast());
    QCOMPARE(area->pen().color(), free); // its outline shows where it ends
    QCOMPARE(area->brush(), restBrush(1, Theme::lightPalette()));
    QVERIFY(pixelsOf(m_screen->view().grab().toImage(), seriesColour(0, Theme::lightPalette())) > 1000);
}

void TimeChartTest::anotherPaletteRecoloursIt()
{
    chart().setPoints(pointsOf(100));
    const QColor light = seriesColour(0, Theme::lightPalette()), dark = seriesColour(0, Theme::darkPalette());
    QVERIFY(pixelsOf(m_screen->view().grab().toImage(), light) > 1000);
    chart().setPalette(Theme::darkPalette());
    const QImage image = m_screen->view().grab().toImage();
    QCOMPARE(pixelsOf(image, light), 0);
    QVERIFY(pixelsOf(image, dark) > 1000);
    QCOMPARE(image.pixelColor(2, 2), Theme::darkPalette().color(QPalette::Base));
}

void TimeChartTest::ticksAreRoundOnTheClockOfTheZone()
{
    const QTimeZone kolkata("Asia/Kolkata");
    QCOMPARE(labelsOf(timeTicks(start, start + 1440 * minute, 8, kolkata)).join(u' '),
        QStringLiteral("12:00 15:00 18:00 21:00 10 Mar 03:00 06:00 09:00"));
    QCOMPARE(labelsOf(timeTicks(start, start + 30 * 1440 * minute, 6, kolkata)).join(u' '),
        QStringLiteral("10 Mar 17 Mar 24 Mar 31 Mar 7 Apr"));
    QCOMPARE(labelsOf(timeTicks(start, start + 365 * 1440 * minute, 5, kolkata)).join(u' '),
        QStringLiteral("Apr 2025 Jul 2025 Oct 2025 Jan 2026"));
}

void TimeChartTest::ticksKeepTheirHoursAcrossSummerTime()
{
    const QTimeZone london("Europe/London");
    const qint64 evening = QDateTime({2025, 3, 29}, {18, 0}, london).toMSecsSinceEpoch();
    QCOMPARE(labelsOf(timeTicks(evening, evening + 24 * 60 * minute, 5, london)).join(u' '),
        QStringLiteral("18:00 30 Mar 06:00 12:00 18:00"));
}

} // namespace callveil

QTEST_MAIN(callveil::TimeChartTest)
#include "tst_time_chart.moc"
