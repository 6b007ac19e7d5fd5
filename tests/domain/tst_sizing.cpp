// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/sizing.h"

#include <QtTest>
#include <rapidcheck.h>

#include <cmath>
#include <random>
#include <set>

using namespace callveil;

class TestSizing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPublishedLoads_data();
    void agreesWithPublishedLoads();
    void agreesWithPublishedLines();
    void isTheTextbookFormula();
    void linesAreTheFewestThatSuffice();
    void aPairAlwaysFindsANumber();
    void staysWithinItsLimits();
};

void TestSizing::agreesWithPublishedLoads_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<double>("refused");
    QTest::addColumn<double>("load");

    // Erlang B tables, as telephone administrations print them
    QTest::newRow("1 line, 1 %") << 1 << 0.01 << 0.0101;
    QTest::newRow("10 lines, 1 %") << 10 << 0.01 << 4.461;
    QTest::newRow("15 lines, 1 %") << 15 << 0.01 << 8.108;
    QTest::newRow("20 lines, 1 %") << 20 << 0.01 << 12.03;
    QTest::newRow("50 lines, 1 %") << 50 << 0.01 << 37.90;
    QTest::newRow("100 lines, 1 %") << 100 << 0.01 << 84.06;
    QTest::newRow("10 lines, 5 %") << 10 << 0.05 << 6.216;
    QTest::newRow("10 lines, 0.1 %") << 10 << 0.001 << 3.092;
}

void TestSizing::agreesWithPublishedLoads()
{
    QFETCH(int, lines);
    QFETCH(double, refused);
    QFETCH(double, load);
    const double computed = loadFor(lines, refused);
    QVERIFY2(std::abs(computed - load) < load * 0.0006, qPrintable(QString::number(computed, 'f', 5)));
}

void TestSizing::agreesWithPublishedLines()
{
    QCOMPARE(linesFor(100, 0.01), 117);
    QCOMPARE(linesFor(8.108, 0.01), 15);
    QVERIFY(erlangB(100, 117) <= 0.01 && erlangB(100, 116) > 0.01);
}

void TestSizing::isTheTextbookFormula()
{
    for (const double load : {0.5, 3.0, 12.0}) {
        double term = 1, sum = 1;
        for (int lines = 1; lines <= 20; ++lines) {
            term *= load / lines;
            sum += term;
            QVERIFY(std::abs(erlangB(load, lines) - term / sum) < 1e-12);
        }
    }
}

void TestSizing::linesAreTheFewestThatSuffice()
{
    QVERIFY(rc::check("one line fewer refuses too many", [] {
        const double load = *rc::gen::inRange(1, 300000) / 100.0;
        const double refused = *rc::gen::inRange(1, 500) / 1000.0;
        const int lines = linesFor(load, refused);
        RC_ASSERT(erlangB(load, lines) <= refused);
        RC_ASSERT(lines == 0 || erlangB(load, lines - 1) > refused);
    }));
}

// The rule itself: whoever takes any number that neither party uses never runs out.
void TestSizing::aPairAlwaysFindsANumber()
{
    QVERIFY(rc::check("2m - 1 numbers suffice", [] {
        const int most = *rc::gen::inRange(1, 7);
        const qint64 numbers = pairUniqueNumbers(most);
        std::mt19937 random(*rc::gen::arbitrary<quint32>());
        constexpr int parties = 12;
        std::set<int> used[parties];
        for (int step = 0; step < 300; ++step) {
            const int a = int(random() % parties), b = int(random() % parties);
            if (a == b)
                continue;
            if (int(used[a].size()) >= most || int(used[b].size()) >= most) { // one of them lets a number go
                const int full = int(used[a].size()) >= most ? a : b;
                const int gone = *used[full].begin();
                for (auto &party : used)
                    party.erase(gone);
                continue;
            }
            int found = -1;
            for (int number = 0; number < numbers && found < 0; ++number)
                if (!used[a].count(number) && !used[b].count(number))
                    found = number;
            RC_ASSERT(found >= 0);
            used[a].insert(found);
            used[b].insert(found);
        }
    }));
    QCOMPARE(pairUniqueNumbers(1), 1);
    QCOMPARE(pairUniqueNumbers(0), 0);
}

void TestSizing::staysWithinItsLimits()
{
    QCOMPARE(linesFor(0, 0.01), 0);
    QCOMPARE(erlangB(0, 0), 1.0);
    QCOMPARE(erlangB(0, 3), 0.0);
    QCOMPARE(erlangB(5, 0), 1.0);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(linesFor(1e9, 0.001), mostLines);
    QVERIFY(timer.elapsed() < 5000);
}

QTEST_APPLESS_MAIN(TestSizing)
#include "tst_sizing.moc"
