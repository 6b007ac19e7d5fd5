// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/charge.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

namespace {

Rate tariff(qint64 price, int increment = 1, int minimum = 0)
{
    Rate rate;
    rate.price = price;
    rate.increment = increment;
    rate.minimum = minimum;
    return rate;
}

} // namespace

/// The one rule of what a call costs, against figures that were worked out by hand.
class TestCharge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void costsWhatWasWorkedOutByHand_data();
    void costsWhatWasWorkedOutByHand();
    void countsWholeIncrementsAndTheMinimum();
    void roundsHalfUpOnce();
    void knowsNothingOfImpossibleCalls();
    void isNeverMoreThanHalfAMillionthOff();
    void neverFallsWithTheTime();
};

void TestCharge::costsWhatWasWorkedOutByHand_data()
{
    QTest::addColumn<Rate>("rate");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("micros");
    const auto add = [](const char *name, const Rate &rate, qint64 seconds, qint64 micros) {
        QTest::newRow(name) << rate << seconds << micros;
    };
    add("a minute", tariff(12500), 60, 12500);
    add("a minute and a half", tariff(12500), 90, 18750); // 0.0125 * 1.5
    add("a second of 1/1", tariff(12500), 1, 208); // 208.33 millionths
    add("two seconds of 1/1", tariff(12500), 2, 417); // 416.67
    add("61 s of 60/60", tariff(20000, 60, 60), 61, 40000); // two minutes
    add("1 s of 60/60", tariff(20000, 60, 60), 1, 20000);
    add("61 s of 6/6", tariff(6100, 6, 6), 61, 6710); // 66 s: 6100 * 66 / 60
    add("7 s of 60/6", tariff(30000, 6, 60), 7, 30000); // the minimum
    add("65 s of 60/6", tariff(30000, 6, 60), 65, 33000); // 66 s
    add("60 s of 60/6", tariff(30000, 6, 60), 60, 30000);
    add("10 s of a minimum of 30", tariff(60000, 1, 30), 10, 30000);
    add("not answered", tariff(12500, 60, 60), 0, 0); // the minimum is of calls with any second
    add("free of charge", tariff(0, 60, 60), 600, 0);
    add("an hour of the dearest", tariff(Rate::mostPrice), 3600, Rate::mostPrice * 60);
    add("three years of the dearest", tariff(Rate::mostPrice), 100000000, 16666666666666667);
}

void TestCharge::costsWhatWasWorkedOutByHand()
{
    QFETCH(Rate, rate);
    QFETCH(qint64, seconds);
    QFETCH(qint64, micros);
    QCOMPARE(chargeOf(rate, seconds), std::optional(micros));
}

void TestCharge::countsWholeIncrementsAndTheMinimum()
{
    const Rate rate = tariff(1, 6, 15); // a minimum that is no multiple of the increment stays as it is
    for (const auto &[seconds, counted] : {std::pair(0, 0), {1, 15}, {12, 15}, {15, 18}, {16, 18}, {18, 18}, {19, 24}})
        QCOMPARE(countedSeconds(rate, seconds), qint64(counted));
    QCOMPARE(countedSeconds(rate, -5), qint64(0));
}

void TestCharge::roundsHalfUpOnce()
{
    QCOMPARE(chargeOf(tariff(1), 29), std::optional<qint64>(0)); // 0.483
    QCOMPARE(chargeOf(tariff(1), 30), std::optional<qint64>(1)); // 0.5
    QCOMPARE(chargeOf(tariff(1), 89), std::optional<qint64>(1)); // 1.483
    QCOMPARE(chargeOf(tariff(1), 90), std::optional<qint64>(2)); // 1.5
    // Rounded second by second, a minute of 0.000031 would be 0.00006.
    QCOMPARE(chargeOf(tariff(31), 60), std::optional<qint64>(31));
}

void TestCharge::knowsNothingOfImpossibleCalls()
{
    QVERIFY(!chargeOf(tariff(1), -1));
    QVERIFY(!chargeOf(tariff(1), 100000001));
    QVERIFY(!chargeOf(tariff(1), std::numeric_limits<qint64>::max()));
}

void TestCharge::isNeverMoreThanHalfAMillionthOff()
{
    const bool holds = rc::check([] {
        const Rate rate = tariff(
            *rc::gen::inRange<qint64>(0, Rate::mostPrice + 1), *rc::gen::inRange(1, 3601), *rc::gen::inRange(0, 3601));
        const qint64 seconds = *rc::gen::inRange<qint64>(0, 1000000);
        const qint64 counted = countedSeconds(rate, seconds);
        RC_ASSERT((seconds == 0 ? counted == 0 : counted >= seconds && counted >= rate.minimum));
        RC_ASSERT((counted == 0 || counted == rate.minimum || counted % rate.increment == 0));
        RC_ASSERT((counted == rate.minimum || counted < seconds + rate.increment));
        // price * counted = 60 * charge + rest, the rest from -30 up to 29
        const qint64 rest = rate.price * counted - 60 * chargeOf(rate, seconds).value();
        RC_ASSERT((rest >= -30 && rest < 30));
    });
    QVERIFY(holds);
}

void TestCharge::neverFallsWithTheTime()
{
    const bool holds = rc::check([] {
        const Rate rate =
            tariff(*rc::gen::inRange<qint64>(0, 100000000), *rc::gen::inRange(1, 3601), *rc::gen::inRange(0, 3601));
        const qint64 seconds = *rc::gen::inRange<qint64>(0, 100000);
        RC_ASSERT(chargeOf(rate, seconds).value() <= chargeOf(rate, seconds + 1).value());
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(TestCharge)
#include "tst_charge.moc"
