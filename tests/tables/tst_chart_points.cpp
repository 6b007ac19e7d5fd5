// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/charts/bar_table_model.h"
#include "tables/charts/figure_text.h"
#include "tables/charts/time_table_model.h"
#include "tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

namespace callveil {

namespace {

constexpr qint64 start = 1741500000000, gap = 1000; // ms

/// Moments in runs: close together within one, far apart between two.
TimePoints somePoints()
{
    TimePoints points;
    points.longestGap = *rc::gen::element<qint64>(0, gap);
    const auto series = *rc::gen::inRange<size_t>(1, 6);
    points.values.resize(series);
    qint64 at = start;
    for (int moment = *rc::gen::inRange(1, 600); moment > 0; --moment) {
        at += *rc::gen::inRange(0, 20) == 0 ? *rc::gen::inRange<qint64>(gap + 1, 50 * gap)
                                            : *rc::gen::inRange<qint64>(1, gap + 1);
        points.at.push_back(at);
        for (std::vector<double> &values : points.values)
            values.push_back(*rc::gen::inRange(0, 1000));
    }
    for (size_t i = 0; i < series; ++i)
        points.names.append(QStringLiteral("Series %1").arg(i));
    return points;
}

struct Case {
    TimePoints points;
    int columns = 1;
    qint64 from = 0, to = 1;

    [[nodiscard]] size_t most() const { return size_t(columns) * (2 + 2 * points.values.size()); }
    [[nodiscard]] qint64 columnOf(qint64 at) const
    {
        return std::min<qint64>((at - from) * columns / (to - from), columns - 1);
    }
    [[nodiscard]] bool isShown(qint64 at) const { return at >= from && at <= to; }
    [[nodiscard]] TimePoints drawn() const { return decimated(points, columns, from, to); }
};

/// With a period that is the whole one or a part of it, and few enough columns that something is left out.
Case someCase()
{
    Case some{somePoints(), *rc::gen::inRange(1, 12), 0, 1};
    const qint64 first = some.points.at.front(), last = std::max(first + 1, some.points.at.back());
    some.from = *rc::gen::inRange(first - 10, last);
    some.to = *rc::gen::inRange(some.from + 1, last + 10);
    RC_PRE(some.points.at.size() > some.most());
    return some;
}

/// For each column, least and greatest value of a series.
std::map<qint64, std::pair<double, double>> extremes(const Case &some, const TimePoints &points, size_t series)
{
    std::map<qint64, std::pair<double, double>> found;
    for (size_t moment = 0; moment < points.at.size(); ++moment) {
        if (!some.isShown(points.at[moment]))
            continue;
        const double value = points.values[series][moment];
        const auto [column, isNew] = found.try_emplace(some.columnOf(points.at[moment]), value, value);
        column->second = {std::min(column->second.first, value), std::max(column->second.second, value)};
    }
    return found;
}

CellTexts texts()
{
    return {nullptr, [](const QString &text) { return text; }, QTimeZone("Asia/Kolkata")};
}

} // namespace

class ChartPointsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsSmallStaysAsItIs();
    void firstAndLastMomentsStay();
    void extremesOfEachColumnStay();
    void momentsAreRealAndAscending();
    void thereAreNoMoreMomentsThanTheColumnsNeed();
    void gapsThatShowStayAndNoneIsAdded();
    void theMomentsNextToAPeriodStay();
    void seriesAreLiftedOntoEachOther();
    void figuresAreWrittenAsTheLanguageWritesThem();
    void aTableHoldsEachMoment();
    void aTableHoldsEachBar();
};

void ChartPointsTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void ChartPointsTest::whatIsSmallStaysAsItIs()
{
    QVERIFY(rc::check([] {
        const TimePoints points = somePoints();
        const int enough = int(points.at.size() / (2 + 2 * points.values.size())) + 1;
        const TimePoints same = decimated(points, enough, points.at.front(), points.at.back());
        RC_ASSERT(same.at == points.at);
        RC_ASSERT(same.values == points.values);
        RC_ASSERT(same.longestGap == points.longestGap);
    }));
}

void ChartPointsTest::firstAndLastMomentsStay()
{
    QVERIFY(rc::check([] {
        Case some = someCase();
        some.from = some.points.at.front();
        some.to = some.points.at.back();
        const TimePoints drawn = some.drawn();
        RC_ASSERT(drawn.at.front() == some.points.at.front());
        RC_ASSERT(drawn.at.back() == some.points.at.back());
        RC_ASSERT(drawn.at.size() <= some.most());
    }));
}

void ChartPointsTest::extremesOfEachColumnStay()
{
    QVERIFY(rc::check([] {
        const Case some = someCase();
        const TimePoints drawn = some.drawn();
        for (size_t series = 0; series < some.points.values.size(); ++series)
            RC_ASSERT(extremes(some, drawn, series) == extremes(some, some.points, series));
    }));
}

void ChartPointsTest::momentsAreRealAndAscending()
{
    QVERIFY(rc::check([] {
        const Case some = someCase();
        const TimePoints drawn = some.drawn();
        RC_ASSERT(std::adjacent_find(drawn.at.begin(), drawn.at.end(), std::greater_equal<>()) == drawn.at.end());
        for (size_t moment = 0; moment < drawn.at.size(); ++moment) {
            const auto &all = some.points.at;
            const auto real = std::lower_bound(all.begin(), all.end(), drawn.at[moment]);
            RC_ASSERT(real != all.end());
            RC_ASSERT(*real == drawn.at[moment]);
            for (size_t series = 0; series < drawn.values.size(); ++series)
                RC_ASSERT(drawn.values[series][moment] == some.points.values[series][size_t(real - all.begin())]);
        }
    }));
}

void ChartPointsTest::thereAreNoMoreMomentsThanTheColumnsNeed()
{
    QVERIFY(rc::check([] {
        const Case some = someCase();
        const TimePoints drawn = some.drawn();
        const auto inside =
            std::count_if(drawn.at.begin(), drawn.at.end(), [&](qint64 at) { return some.isShown(at); });
        RC_ASSERT(size_t(inside) <= some.most());
        RC_ASSERT(drawn.at.size() <= size_t(inside) + 2);
    }));
}

void ChartPointsTest::gapsThatShowStayAndNoneIsAdded()
{
    QVERIFY(rc::check([] {
        const Case some = someCase();
        const TimePoints drawn = some.drawn();
        const qint64 column = (some.to - some.from) / some.columns + 1;
        std::vector<qint64> shown, expected;
        for (size_t moment = 1; moment < drawn.at.size(); ++moment)
            if (isAfterGap(drawn, moment))
                shown.push_back(drawn.at[moment]);
        const std::vector<qint64> &all = some.points.at;
        for (size_t moment = 1; moment < all.size(); ++moment)
            if (isAfterGap(some.points, moment) && all[moment] - all[moment - 1] > column && all[moment] >= some.from
                && all[moment - 1] <= some.to)
                expected.push_back(all[moment]);
        RC_ASSERT(shown == expected);
    }));
}

void ChartPointsTest::theMomentsNextToAPeriodStay()
{
    TimePoints points{{QStringLiteral("Free")}, {}, {{}}, 0};
    for (int i = 0; i < 1000; ++i) {
        points.at.push_back(start + i * 1000);
        points.values[0].push_back(i);
    }
    const TimePoints drawn = decimated(points, 3, start + 500500, start + 501500);
    QCOMPARE(drawn.at, (std::vector<qint64>{start + 500000, start + 501000, start + 502000}));
    QCOMPARE(drawn.values[0], (std::vector<double>{500, 501, 502}));
}

void ChartPointsTest::seriesAreLiftedOntoEachOther()
{
    const TimePoints stack = stacked({{}, {1, 2}, {{1, 2}, {10, 20}, {100, 200}}, 0});
    QCOMPARE(stack.values, (std::vector<std::vector<double>>{{1, 2}, {11, 22}, {111, 222}}));
}

void ChartPointsTest::figuresAreWrittenAsTheLanguageWritesThem()
{
    QCOMPARE(figureText(1234567), QStringLiteral("1,234,567"));
    QCOMPARE(figureText(12.5, QStringLiteral("%")), QString(QStringLiteral("12.5") + QChar::Nbsp + u'%'));
    QCOMPARE(figureText(0.125), QStringLiteral("0.13"));
    QCOMPARE(figureText(7.0000001), QStringLiteral("7"));
}

void ChartPointsTest::aTableHoldsEachMoment()
{
    TimeTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPoints(
        {{QStringLiteral("Free"), QStringLiteral("Bound")}, {start, start + 61000}, {{3, 1.5}, {4, 5000}}, 0});
    QCOMPARE(rowText(model, -1), QStringLiteral("Time | Free | Bound"));
    QCOMPARE(tableText(model),
        (QStringList{
            QStringLiteral("09/03/2025 11:30:00 | 3 | 4"), QStringLiteral("09/03/2025 11:31:01 | 1.5 | 5,000")}));
    QVERIFY(model.index(0, 1).data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
    model.setPoints({});
    QCOMPARE(model.rowCount(), 0);
}

void ChartPointsTest::aTableHoldsEachBar()
{
    BarTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    BarPoints points;
    points.categories = {QStringLiteral("London"), QStringLiteral("Leeds")};
    points.names = {QStringLiteral("Used")};
    points.values = {{30, 0}};
    points.marks = {80, std::nullopt};
    points.markName = QStringLiteral("Limit");
    model.setPoints(points);
    QCOMPARE(rowText(model, -1), QStringLiteral("Name | Used | Limit"));
    QCOMPARE(tableText(model), (QStringList{QStringLiteral("London | 30 | 80"), QStringLiteral("Leeds | 0 | ")}));
    points.marks.clear();
    model.setPoints(points);
    QCOMPARE(model.columnCount(), 2);
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::ChartPointsTest)
#include "tst_chart_points.moc"
