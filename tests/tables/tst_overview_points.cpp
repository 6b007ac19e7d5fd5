// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reports/report_rules.h"
#include "services/overview/pool_summary.h"
#include "tables/overview/overview_points.h"

#include <QTest>
#include <rapidcheck.h>

namespace callveil {

namespace {

const QDate today(2026, 3, 5); // in the first days of a month, after a short one
const LocalDays here{today, today, 0, {}};

QString isoDay(QDate day)
{
    return day.toString(Qt::ISODate);
}

/// An answer with these figures of some columns, the others of which nothing is known.
ReportRow row(const Report &report, QDate begins, const QHash<ReportColumn, qint64> &figures)
{
    ReportRow row;
    row.begins = begins;
    for (const ReportColumn column : report.columns)
        row.figures.push_back(figures.contains(column) ? std::optional(figures.value(column)) : std::nullopt);
    return row;
}

Report answer(const ReportRequest &request)
{
    Report report;
    report.request = request;
    report.columns = columnsOf(request.kind);
    return report;
}

Report average(std::optional<qint64> ms)
{
    Report report = answer(averageRequest(here));
    if (ms)
        report.rows.push_back(
            row(report, today, {{ReportColumn::TalkTime, 2 * *ms}, {ReportColumn::AnsweredCalls, 2}}));
    return report;
}

PoolLine line(const QString &name, Sharing sharing, qint64 numbers, const PoolUse &use, int lowWater = 10)
{
    PoolLine line;
    line.pool.name = name;
    line.pool.sharing = sharing;
    line.pool.lowWaterPercent = lowWater;
    line.counts.insert(DidState::InService, numbers);
    line.use = use;
    return line;
}

} // namespace

/// What the first page draws and says, out of what services answer.
class OverviewPointsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForThirtyDaysUntilToday();
    void aDayWithoutARowHadNoCall();
    void eachProcessHasATodayOfItsOwn();
    void rowsOfOtherDaysDoNotCount();
    void judgesTodayByTheSevenDaysBefore();
    void nothingIsDrawnWithoutCalls();
    void drawsTodayFirst();
    void noCallIsLostOrCountedTwice();
    void pullsPoolsTogether();
    void aPoolWithoutNumbersDoesNotCount();
    void retiredNumbersFillNoPool();
};

void OverviewPointsTest::asksForThirtyDaysUntilToday()
{
    const ReportRequest days = callDaysRequest(here);
    QCOMPARE(days.from, QDate(2026, 2, 4));
    QCOMPARE(days.to, today);
    QVERIFY(days.kind == ReportKind::MaskedCalls && days.step == ReportStep::Day);
    QVERIFY(checkedRequest(days).has_value());
    const ReportRequest average = averageRequest(here);
    QVERIFY(average.from == today && average.to == today && average.kind == ReportKind::AverageDuration);
    QVERIFY(checkedRequest(average).has_value());
}

void OverviewPointsTest::aDayWithoutARowHadNoCall()
{
    Report days = answer(callDaysRequest(here));
    days.rows = {row(days, today.addDays(-2), {{ReportColumn::Calls, 9}, {ReportColumn::MaskedCalls, 7}}),
        row(days, today, {{ReportColumn::Calls, 4}, {ReportColumn::MaskedCalls, 4}})};
    const CallFigures figures = callFigures(days, average(61500), here);
    QCOMPARE(figures.byDay.size(), 30u);
    QVERIFY(figures.byDay.front() == (CallDay{QDate(2026, 2, 4), 0, 0}));
    QVERIFY(figures.byDay[27] == (CallDay{today.addDays(-2), 9, 7}));
    QVERIFY(figures.byDay[28] == (CallDay{today.addDays(-1), 0, 0}));
    QVERIFY(figures.today() == (CallDay{today, 4, 4}));
    QCOMPARE(figures.averageMs.value_or(0), 61500);
    QVERIFY(!callFigures(days, average({}), here).averageMs); // nothing was answered
}

void OverviewPointsTest::eachProcessHasATodayOfItsOwn()
{
    const QString york = QStringLiteral("New York"), tokyo = QStringLiteral("Tokyo");
    const QDate tomorrow = today.addDays(1);
    const LocalDays both{today, tomorrow, 1234, {{york, today}, {tokyo, tomorrow}}};
    Report days = answer(callDaysRequest(both)), talk = answer(averageRequest(both));
    QCOMPARE(days.request.from, today.addDays(1 - CallFigures::days));
    QCOMPARE(days.request.to, tomorrow);
    QVERIFY(days.request.by == ReportBy::Process && talk.request.by == ReportBy::Process);
    for (const auto &[name, day, calls] :
        {std::tuple(york, today, 4), {york, today.addDays(-1), 8}, {tokyo, today, 16}, {tokyo, tomorrow, 1}}) {
        days.rows.push_back(row(days, day, {{ReportColumn::Calls, calls}, {ReportColumn::MaskedCalls, calls}}));
        days.rows.back().member = name;
        talk.rows.push_back(
            row(talk, day, {{ReportColumn::TalkTime, 1000 * calls * calls}, {ReportColumn::AnsweredCalls, calls}}));
        talk.rows.back().member = name;
    }
    const CallFigures figures = callFigures(days, talk, both);
    QCOMPARE(figures.today().masked, 5);
    QCOMPARE(figures.todayFrom, both.begin);
    QVERIFY(figures.byDay[28] == (CallDay{today, 24, 24}));
    QCOMPARE(figures.averageMs.value_or(0), 17000 / 5);
}

void OverviewPointsTest::rowsOfOtherDaysDoNotCount()
{
    Report days = answer(callDaysRequest(here));
    for (const int away : {-30, 1})
        days.rows.push_back(row(days, today.addDays(away), {{ReportColumn::Calls, 5}}));
    QVERIFY(callFigures(days, average({}), here).isEmpty());
}

void OverviewPointsTest::judgesTodayByTheSevenDaysBefore()
{
    Report days = answer(callDaysRequest(here));
    for (int away = 0; away <= 8; ++away) // today and the eighth day before it are beyond the week
        days.rows.push_back(row(days, today.addDays(-away),
            {{ReportColumn::Calls, 1000}, {ReportColumn::MaskedCalls, away == 0 || away == 8 ? 1000 : away}}));
    QCOMPARE(callFigures(days, average({}), here).usualMasked(), 4); // 28 in seven days
    CallFigures few;
    QCOMPARE(few.usualMasked(), 0);
    few.byDay = {{today.addDays(-2), 9, 4}, {today.addDays(-1), 9, 7}, {today, 9, 9}};
    QCOMPARE(few.usualMasked(), 6); // 5.5
}

void OverviewPointsTest::nothingIsDrawnWithoutCalls()
{
    const CallFigures figures = callFigures(answer(callDaysRequest(here)), average({}), here);
    const BarPoints points = callsPerDay(figures, QStringLiteral("Masked"), QStringLiteral("Others"), &isoDay);
    QVERIFY(points.categories.isEmpty());
    QCOMPARE(points.names, QStringList({QStringLiteral("Masked"), QStringLiteral("Others")}));
}

void OverviewPointsTest::drawsTodayFirst()
{
    Report days = answer(callDaysRequest(here));
    days.rows = {row(days, today.addDays(-1), {{ReportColumn::Calls, 9}, {ReportColumn::MaskedCalls, 7}}),
        row(days, today, {{ReportColumn::Calls, 4}, {ReportColumn::MaskedCalls, 1}})};
    const BarPoints points =
        callsPerDay(callFigures(days, average({}), here), QStringLiteral("Masked"), QStringLiteral("Others"), &isoDay);
    QCOMPARE(points.categories.size(), 30);
    QCOMPARE(points.categories.front(), QStringLiteral("2026-03-05"));
    QCOMPARE(points.categories.back(), QStringLiteral("2026-02-04"));
    QCOMPARE(points.values[0][0], 1.0);
    QCOMPARE(points.values[1][0], 3.0);
    QCOMPARE(points.values[0][1], 7.0);
    QCOMPARE(points.values[1][1], 2.0);
}

void OverviewPointsTest::noCallIsLostOrCountedTwice()
{
    const bool held = rc::check("the bars of a day are its calls", [] {
        CallFigures figures;
        const int count = *rc::gen::inRange(1, CallFigures::days + 1);
        qint64 all = 0;
        for (int i = 0; i < count; ++i) {
            const qint64 calls = *rc::gen::inRange<qint64>(0, 1000);
            all += calls;
            figures.byDay.push_back({today.addDays(i - count + 1), calls, *rc::gen::inRange<qint64>(0, calls + 1)});
        }
        const BarPoints points = callsPerDay(figures, {}, {}, &isoDay);
        double drawn = 0;
        for (const std::vector<double> &values : points.values)
            for (const double value : values) {
                RC_ASSERT(value >= 0);
                drawn += value;
            }
        RC_ASSERT(qint64(drawn) == all);
        RC_ASSERT(points.categories.size() == (all == 0 ? 0 : count));
    });
    QVERIFY(held);
}

void OverviewPointsTest::pullsPoolsTogether()
{
    PoolOverview overview;
    PoolUse half{.bound = 3, .cooling = 2, .free = 5}, dry{.bound = 30, .cooling = 0, .free = 0};
    PoolUse shared{.bound = 9, .cooling = 0, .free = 51, .busiest = 6, .busiestInService = 6};
    overview.pools = {line(QStringLiteral("Half"), Sharing::Exclusive, 10, half),
        line(QStringLiteral("Dry"), Sharing::Exclusive, 30, dry),
        line(QStringLiteral("Shared"), Sharing::PairUnique, 60, shared, 95)};
    const PoolSummary summary = summaryOf(overview);
    QCOMPARE(summary.utilisation.value_or(-1), 41); // 5, 30 and 6 of 100
    QCOMPARE(summary.fullest, QStringLiteral("Dry"));
    QCOMPARE(summary.fullestUtilisation, 100);
    QCOMPARE(summary.low, QStringList({QStringLiteral("Dry"), QStringLiteral("Shared")}));
    QCOMPARE(summary.dry, 1);
}

void OverviewPointsTest::aPoolWithoutNumbersDoesNotCount()
{
    PoolOverview overview;
    QVERIFY(summaryOf(overview) == PoolSummary());
    overview.pools = {line(QStringLiteral("Empty"), Sharing::Exclusive, 0, {})};
    QVERIFY(summaryOf(overview) == PoolSummary()); // nor is it low: it was only just made
}

void OverviewPointsTest::retiredNumbersFillNoPool()
{
    PoolOverview overview;
    overview.pools = {line(QStringLiteral("Left"), Sharing::Exclusive, 2, {.bound = 5}),
        line(QStringLiteral("Free"), Sharing::Exclusive, 2, {.free = 2})};
    QCOMPARE(summaryOf(overview).utilisation.value_or(-1), 50);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::OverviewPointsTest)
#include "tst_overview_points.moc"
