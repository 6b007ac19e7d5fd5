// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/binding_age.h"
#include "domain/pools/forecast.h"

#include <QTest>
#include <numeric>
#include <rapidcheck.h>

using namespace callveil;

namespace {

std::vector<DayPeak> days(const std::vector<qint64> &taken, qint64 first = 20000)
{
    std::vector<DayPeak> peaks;
    for (const qint64 each : taken)
        peaks.push_back({first++, each});
    return peaks;
}

} // namespace

/// When a pool runs dry, and how old bindings are.
class ForecastTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsForDays();
    void followsALine();
    void isDryWhenNothingWasLeft();
    void lastsWhenUseIsSteadyOrFalls();
    void looksNoFartherThanItsHorizon();
    void isNotTurnedByAWildDay();
    void knowsDaysThatAreMissing();
    void everyLineMeetsItsCapacity();
    void capacityFollowsTheSharing();
    void agesFallIntoTheirClasses();
    void noBindingIsLostAmongTheClasses();
};

void ForecastTest::waitsForDays()
{
    const Forecast early = forecastOf(days({1, 2, 3, 4}), 10, 20003);
    QCOMPARE(early.kind, Forecast::Kind::TooEarly);
    QCOMPARE(early.days, 4);
    QCOMPARE(forecastOf({}, 0, 20003).kind, Forecast::Kind::TooEarly);
    QCOMPARE(forecastOf(days({1, 2, 3, 4, 5}), 10, 20004).kind, Forecast::Kind::DryOn);
}

void ForecastTest::followsALine()
{
    const Forecast told = forecastOf(days({10, 12, 14, 16, 18, 20}), 30, 20005);
    QCOMPARE(told.perDay, 2.0);
    QCOMPARE(told.dryDay, 20010);
    QCOMPARE(forecastOf(days({10, 12, 14, 16, 18, 20}), 31, 20005).dryDay, 20011); // not before the last one is taken
}

void ForecastTest::isDryWhenNothingWasLeft()
{
    std::vector<DayPeak> peaks = days({6, 7, 8, 9, 10});
    QCOMPARE(forecastOf(peaks, 10, 20004).kind, Forecast::Kind::DryOn); // numbers were taken away, not used up
    peaks[2].ranDry = true;
    QCOMPARE(forecastOf(peaks, 12, 20004).kind, Forecast::Kind::DryOn); // there was room again
    peaks[3].ranDry = true;
    QCOMPARE(forecastOf(peaks, 12, 20004).kind, Forecast::Kind::Dry);
    peaks[3].ranDry = false;
    peaks[4].ranDry = true;
    QCOMPARE(forecastOf(peaks, 12, 20004).kind, Forecast::Kind::Dry);
}

void ForecastTest::lastsWhenUseIsSteadyOrFalls()
{
    QCOMPARE(forecastOf(days({5, 5, 5, 5, 5}), 10, 20004).kind, Forecast::Kind::Lasts);
    const Forecast falling = forecastOf(days({9, 8, 7, 6, 5}), 10, 20004);
    QCOMPARE(falling.kind, Forecast::Kind::Lasts);
    QCOMPARE(falling.perDay, -1.0);
}

void ForecastTest::looksNoFartherThanItsHorizon()
{
    const std::vector<DayPeak> slow = days({0, 1, 2, 3, 4});
    QCOMPARE(forecastOf(slow, 4 + Forecast::horizonDays, 20004).kind, Forecast::Kind::DryOn);
    QCOMPARE(forecastOf(slow, 5 + Forecast::horizonDays, 20004).kind, Forecast::Kind::Lasts);
}

void ForecastTest::isNotTurnedByAWildDay()
{
    const Forecast calm = forecastOf(days({10, 11, 12, 13, 14, 15, 16, 17, 18}), 100, 20008);
    const Forecast wild = forecastOf(days({10, 11, 12, 90, 14, 15, 16, 17, 18}), 100, 20008);
    QCOMPARE(wild.perDay, calm.perDay);
    QVERIFY(qAbs(wild.dryDay - calm.dryDay) <= 1);
}

void ForecastTest::knowsDaysThatAreMissing()
{
    const Forecast told = forecastOf({{20000, 0}, {20002, 4}, {20003, 6}, {20007, 14}, {20009, 18}}, 30, 20010);
    QCOMPARE(told.perDay, 2.0);
    QCOMPARE(told.dryDay, 20015);
}

void ForecastTest::everyLineMeetsItsCapacity()
{
    QVERIFY(rc::check("a straight line is dry on the day when it reaches what there is", [] {
        const auto start = *rc::gen::inRange<qint64>(0, 1000), slope = *rc::gen::inRange<qint64>(1, 50);
        const auto count = *rc::gen::inRange<qint64>(Forecast::leastDays, 29);
        const auto left = *rc::gen::inRange<qint64>(1, slope * Forecast::horizonDays + 1);
        std::vector<qint64> taken;
        for (qint64 day = 0; day < count; ++day)
            taken.push_back(start + slope * day);
        const Forecast told = forecastOf(days(taken), taken.back() + left, 20000 + count - 1);
        RC_ASSERT(told.kind == Forecast::Kind::DryOn);
        RC_ASSERT(told.dryDay == 20000 + count - 1 + (left + slope - 1) / slope);
    }));
}

void ForecastTest::capacityFollowsTheSharing()
{
    const PoolSample sample{0, 10, {3, 2, 4, 1}}; // one is suspended
    QCOMPARE(capacityOf(Sharing::Exclusive, sample), 9);
    QCOMPARE(capacityOf(Sharing::PairUnique, sample), 10);
}

void ForecastTest::agesFallIntoTheirClasses()
{
    const AgeClasses classes =
        ageClasses({{0, 1}, {1, 2}, {5, 3}, {6, 4}, {24, 5}, {71, 6}, {72, 7}, {720, 8}, {9999, 9}});
    QVERIFY(classes == (AgeClasses{1, 5, 4, 11, 7, 0, 17}));
}

void ForecastTest::noBindingIsLostAmongTheClasses()
{
    QVERIFY(rc::check("the classes hold all bindings", [](const std::vector<quint16> &hours) {
        std::vector<AgeCount> counts;
        for (const quint16 each : hours)
            counts.push_back({each, 1});
        const AgeClasses classes = ageClasses(counts);
        RC_ASSERT(std::accumulate(classes.begin(), classes.end(), qint64(0)) == qint64(hours.size()));
    }));
}

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_forecast.moc"
