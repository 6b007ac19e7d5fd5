// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/call_timeline.h"

#include <QTest>
#include <rapidcheck.h>

namespace callveil {

namespace {

constexpr qint64 dayMs = 86400000;

CallTimeline timeline(const std::vector<std::pair<int, qint64>> &days)
{
    return CallTimeline({days, 0}, QTimeZone::utc(), {}, {});
}

std::vector<std::pair<int, qint64>> someDays()
{
    std::vector<std::pair<int, qint64>> days;
    int day = 19000;
    for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
        day += *rc::gen::inRange(1, 5);
        days.emplace_back(day, *rc::gen::inRange(1, 200000));
    }
    return days;
}

} // namespace

class CallTimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLogHasNoPlaces();
    void theStartIsAfterTheNewestDayAndTheEndBeforeTheOldest();
    void aPlaceAndItsMomentAgree();
    void laterMomentsHaveFewerNewerCalls();
    void daysAreThoseOfTheZone();
    void aPeriodCountsItsDaysOnly();
    void aDayThatIsCutCountsByItsPart();
    void gapsAreStepsOver();
    void singleCallsLieInTheirDays();
};

void CallTimelineTest::anEmptyLogHasNoPlaces()
{
    QCOMPARE(timeline({}).total(), 0);
    QCOMPARE(timeline({}).newerThan(12345), 0);
    QCOMPARE(timeline({}).momentAfter(7), 0);
}

void CallTimelineTest::theStartIsAfterTheNewestDayAndTheEndBeforeTheOldest()
{
    const CallTimeline line = timeline({{100, 10}, {101, 30}});
    QCOMPARE(line.total(), 40);
    QCOMPARE(line.momentAfter(0), 102 * dayMs);
    QCOMPARE(line.momentAfter(-5), 102 * dayMs);
    QCOMPARE(line.momentAfter(40), 100 * dayMs);
    QCOMPARE(line.momentAfter(400), 100 * dayMs);
    QCOMPARE(line.momentAfter(15), 101 * dayMs + dayMs / 2);
}

void CallTimelineTest::aPlaceAndItsMomentAgree()
{
    QVERIFY(rc::check([] {
        const CallTimeline line = timeline(someDays());
        const qint64 place = *rc::gen::inRange<qint64>(0, line.total() + 1);
        RC_ASSERT(qAbs(line.newerThan(line.momentAfter(place)) - place) <= 1);
    }));
}

void CallTimelineTest::laterMomentsHaveFewerNewerCalls()
{
    QVERIFY(rc::check([] {
        const CallTimeline line = timeline(someDays());
        const qint64 early = *rc::gen::inRange<qint64>(18990 * dayMs, 19300 * dayMs);
        const qint64 late = early + *rc::gen::inRange<qint64>(0, 5 * dayMs);
        RC_ASSERT(line.newerThan(late) <= line.newerThan(early));
        RC_ASSERT(line.newerThan(late) >= 0);
        RC_ASSERT(line.newerThan(early) <= line.total());
    }));
}

void CallTimelineTest::daysAreThoseOfTheZone()
{
    const CallTimeline line({{{100, 10}}, 10}, QTimeZone("Asia/Kolkata"), {}, {});
    QCOMPARE(line.momentAfter(10), 100 * dayMs - 19800000);
}

void CallTimelineTest::aPeriodCountsItsDaysOnly()
{
    const CallTimeline line({{{100, 10}, {101, 30}, {102, 50}}, 90}, QTimeZone::utc(), 101 * dayMs, 102 * dayMs);
    QCOMPARE(line.total(), 30);
    QCOMPARE(line.momentAfter(0), 102 * dayMs);
    QCOMPARE(line.momentAfter(30), 101 * dayMs);
}

void CallTimelineTest::aDayThatIsCutCountsByItsPart()
{
    const CallTimeline line({{{100, 40}}, 40}, QTimeZone::utc(), 100 * dayMs + dayMs / 4, {});
    QCOMPARE(line.total(), 30);
}

void CallTimelineTest::gapsAreStepsOver()
{
    const CallTimeline line = timeline({{100, 10}, {200, 10}});
    QCOMPARE(line.newerThan(150 * dayMs), 10);
    QVERIFY(line.momentAfter(9) >= 200 * dayMs);
    QVERIFY(line.momentAfter(11) <= 101 * dayMs);
}

void CallTimelineTest::singleCallsLieInTheirDays()
{
    const QTimeZone kolkata("Asia/Kolkata");
    const qint64 evening = 100 * dayMs + 20 * 3600000; // the next day in Kolkata
    const CallTimeline line({{evening + 5, 3}, {evening, 2}, {100 * dayMs, 1}}, kolkata);
    QCOMPARE(line.total(), 3);
    QCOMPARE(line.newerThan(evening - 5400000), 2); // midnight there
    QCOMPARE(line.newerThan(99 * dayMs), 3);
    QCOMPARE(CallTimeline(std::vector<CallKey>(), kolkata).total(), 0);
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::CallTimelineTest)
#include "tst_call_timeline.moc"
