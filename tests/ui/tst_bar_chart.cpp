// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/bar_chart.h"

#include "ui/charts/chart_palette.h"
#include "ui/charts/value_scale.h"
#include "ui/support/chart_screen.h"

#include <QBarCategoryAxis>
#include <QChart>
#include <QClipboard>
#include <QGraphicsLineItem>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsView>
#include <QScrollArea>
#include <QScrollBar>
#include <rapidcheck.h>

namespace callveil {

namespace {

BarPoints pointsOf(int categories)
{
    BarPoints points;
    points.names = {QStringLiteral("Bound"), QStringLiteral("Cooling")};
    points.values.resize(2);
    for (int i = 0; i < categories; ++i) {
        points.categories.append(QStringLiteral("Pool %1").arg(i));
        points.values[0].push_back(i);
        points.values[1].push_back(90 - i);
        points.marks.push_back(i == 1 ? std::nullopt : std::optional(80.0));
    }
    points.markName = QStringLiteral("Low-water line");
    points.unit = QStringLiteral("%");
    return points;
}

} // namespace

/// Bars with their values and marks, as a person reads them.
class BarChartTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesValuesBesideBars_data();
    void writesValuesBesideBars();
    void marksStandAcrossTheirBars();
    void valuesAreNotStruckThroughByMarks();
    void theFirstCategoryStandsOnTop();
    void manyCategoriesAreScrolledThrough();
    void aMonthOfUprightBarsIsSeenAtOnce();
    void categoriesOfOneNameAllStay();
    void theAxisTellsTheUnit();
    void theKeyboardReadsValues();
    void anotherPaletteRecoloursIt();
    void scalesEndAboveTheGreatestValue();

private:
    using Screen = ChartScreen<BarChart>;
    [[nodiscard]] static std::unique_ptr<Screen> screenOf(
        const BarPoints &points, Qt::Orientation bars = Qt::Horizontal)
    {
        auto screen = std::make_unique<Screen>(QStringLiteral("Utilisation now"), bars);
        screen->chart.setPoints(points);
        return screen;
    }
    template <typename Item>
    [[nodiscard]] static QList<Item *> itemsOf(const Screen &screen)
    {
        QList<Item *> items;
        for (QGraphicsItem *item : screen.chart.chart().childItems())
            if (auto *found = qgraphicsitem_cast<Item *>(item))
                items.append(found);
        return items;
    }
};

void BarChartTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void BarChartTest::writesValuesBesideBars_data()
{
    QTest::addColumn<Qt::Orientation>("bars");
    QTest::newRow("lying") << Qt::Horizontal;
    QTest::newRow("standing") << Qt::Vertical;
}

void BarChartTest::writesValuesBesideBars()
{
    QFETCH(Qt::Orientation, bars);
    const auto screen = screenOf(pointsOf(3), bars);
    QStringList texts;
    const QRectF plot = screen->chart.chart().plotArea();
    for (const auto *label : itemsOf<QGraphicsSimpleTextItem>(*screen)) {
        texts.append(label->text().simplified());
        QVERIFY(plot.contains(label->sceneBoundingRect().center()));
    }
    texts.sort();
    QCOMPARE(texts.join(u','), QStringLiteral("0 %,1 %,2 %,88 %,89 %,90 %"));
}

void BarChartTest::marksStandAcrossTheirBars()
{
    const auto screen = screenOf(pointsOf(3));
    const auto marks = itemsOf<QGraphicsLineItem>(*screen);
    QCOMPARE(marks.size(), 2);
    const QLineF before = marks.front()->line();
    QCOMPARE(before.x1(), before.x2());
    QCOMPARE(marks.back()->line().x1(), before.x1());
    QVERIFY(marks.back()->line().y1() > before.y1()); // the third pool is below the first
    screen->chart.resize(1300, 500);
    QTRY_VERIFY(marks.front()->line().x1() > before.x1());
}

void BarChartTest::valuesAreNotStruckThroughByMarks()
{
    BarPoints points = pointsOf(1);
    points.values = {{79.5}, {80}};
    for (const Qt::Orientation bars : {Qt::Horizontal, Qt::Vertical}) {
        const auto screen = screenOf(points, bars);
        const QGraphicsLineItem *mark = itemsOf<QGraphicsLineItem>(*screen).constFirst();
        for (const auto *label : itemsOf<QGraphicsSimpleTextItem>(*screen))
            QVERIFY(!label->sceneBoundingRect().contains(mark->line().center())
                && !label->sceneBoundingRect().intersects(mark->sceneBoundingRect().adjusted(1, 1, -1, -1)));
    }
}

void BarChartTest::theFirstCategoryStandsOnTop()
{
    const auto screen = screenOf(pointsOf(3));
    qreal first = 0, last = 0;
    for (const auto *label : itemsOf<QGraphicsSimpleTextItem>(*screen)) {
        if (label->text().startsWith(QStringLiteral("0")))
            first = label->y();
        if (label->text().startsWith(QStringLiteral("2")))
            last = label->y();
    }
    QVERIFY(first < last);
}

void BarChartTest::manyCategoriesAreScrolledThrough()
{
    const auto screen = screenOf(pointsOf(40));
    QTRY_VERIFY(screen->view().height() > 2 * screen->chart.height());
    auto *scroll = screen->chart.findChild<QScrollArea *>();
    QCOMPARE(scroll->verticalScrollBar()->value(), 0);
    screen->key(Qt::Key_Up); // to the last
    QVERIFY(screen->driver().says(QStringLiteral("Pool 39")));
    QVERIFY(scroll->verticalScrollBar()->value() > 0);
    screen->driver().press(QStringLiteral("Copy")); // the whole, not only what is scrolled to
    QVERIFY(QGuiApplication::clipboard()->image().height() > 2 * screen->view().height());
}

void BarChartTest::aMonthOfUprightBarsIsSeenAtOnce()
{
    const auto screen = screenOf(pointsOf(30), Qt::Vertical);
    const auto valuesAreShown = [&] {
        const auto labels = itemsOf<QGraphicsSimpleTextItem>(*screen);
        return std::any_of(labels.begin(), labels.end(), [](const auto *label) { return label->isVisible(); });
    };
    const auto *scroll = screen->chart.findChild<QScrollArea *>();
    QTRY_COMPARE(scroll->horizontalScrollBar()->maximum(), 0);
    QVERIFY(!valuesAreShown()); // they would stand over each other
    screen->key(Qt::Key_Left); // but can be read
    QVERIFY(screen->driver().says(QStringLiteral("Pool 29")));
    screen->chart.resize(4000, screen->chart.height());
    QTRY_VERIFY(valuesAreShown());
}

void BarChartTest::categoriesOfOneNameAllStay()
{
    BarPoints points = pointsOf(3);
    points.categories = {QStringLiteral("London"), QStringLiteral("London"), QStringLiteral("Leeds")};
    const auto screen = screenOf(points);
    const auto *axis = qobject_cast<QBarCategoryAxis *>(screen->chart.chart().axes(Qt::Vertical).constFirst());
    QCOMPARE(axis->count(), 3);
}

void BarChartTest::theAxisTellsTheUnit()
{
    BarPoints points = pointsOf(3);
    points.unit = QStringLiteral("%");
    const auto screen = screenOf(points);
    QStringList shown;
    const auto items = screen->chart.chart().scene()->items();
    for (const QGraphicsItem *item : items)
        if (const auto *text = qgraphicsitem_cast<const QGraphicsTextItem *>(item))
            shown.append(text->toPlainText());
    QVERIFY2(shown.contains(QStringLiteral("100 %")), qPrintable(shown.join(u'|')));
}

void BarChartTest::theKeyboardReadsValues()
{
    const auto screen = screenOf(pointsOf(3));
    screen->key(Qt::Key_Down);
    QVERIFY(screen->driver().says(QStringLiteral("Pool 0: Bound")));
    screen->key(Qt::Key_Down);
    QVERIFY(screen->driver().says(QStringLiteral("Pool 1: Bound")));
    QVERIFY(!screen->driver().says(QStringLiteral("Low-water line")));
    screen->key(Qt::Key_Down);
    QVERIFY(screen->driver().says(QStringLiteral("Low-water line")));
    screen->key(Qt::Key_Up);
    QVERIFY(screen->driver().says(QStringLiteral("Pool 1: Bound")));
}

void BarChartTest::anotherPaletteRecoloursIt()
{
    BarPoints points = pointsOf(3);
    points.values[0] = {50, 50, 50};
    const auto screen = screenOf(points);
    QVERIFY(pixelsOf(screen->view().grab().toImage(), seriesColour(0, Theme::lightPalette())) > 1000);
    screen->chart.setPalette(Theme::darkPalette());
    QVERIFY(pixelsOf(screen->view().grab().toImage(), seriesColour(0, Theme::darkPalette())) > 1000);
}

void BarChartTest::scalesEndAboveTheGreatestValue()
{
    QVERIFY(rc::check([] {
        const double greatest = *rc::gen::inRange(0, 2000000000);
        const int steps = *rc::gen::inRange(1, 12);
        const ValueScale scale = ValueScale::upTo(greatest, steps);
        RC_ASSERT(scale.top >= greatest);
        RC_ASSERT(scale.step >= 1);
        RC_ASSERT(std::lround(scale.top / scale.step) <= steps + 1);
        RC_ASSERT(std::fmod(scale.top, scale.step) == 0);
    }));
}

} // namespace callveil

QTEST_MAIN(callveil::BarChartTest)
#include "tst_bar_chart.moc"
