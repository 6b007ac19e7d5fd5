// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_region.h"

#include <QTest>

using namespace callveil;

/// Where numbers belong, for the choice of a proxy number near the customer.
class TestNumberRegion final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsStatesAndCities_data();
    void tellsStatesAndCities();
    void neighboursHaveOneRegion();
};

void TestNumberRegion::tellsStatesAndCities_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("region");
    QTest::newRow("Manhattan") << QStringLiteral("+12125550100") << QStringLiteral("NY");
    QTest::newRow("Los Angeles") << QStringLiteral("+12135550100") << QStringLiteral("CA");
    QTest::newRow("London") << QStringLiteral("+442079460000") << QStringLiteral("London");
    QTest::newRow("mobile") << QStringLiteral("+447700900001") << QString();
    QTest::newRow("toll-free") << QStringLiteral("+18005550100") << QString();
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("masked") << QStringLiteral("+44xxxxxxxx01") << QString();
}

void TestNumberRegion::tellsStatesAndCities()
{
    QFETCH(QString, number);
    QTEST(regionOf(number), "region");
}

void TestNumberRegion::neighboursHaveOneRegion()
{
    QCOMPARE(regionOf(QStringLiteral("+16465550100")), regionOf(QStringLiteral("+12125550100")));
    QVERIFY(regionOf(QStringLiteral("+12135550100")) != regionOf(QStringLiteral("+12125550100")));
}

QTEST_GUILESS_MAIN(TestNumberRegion)
#include "tst_number_region.moc"
