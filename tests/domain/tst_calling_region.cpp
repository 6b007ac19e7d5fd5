// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/calling_region.h"

#include <QTest>

using namespace callveil;

/// Where a calling code belongs.
class TestCallingRegion final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheMainRegion();
    void namesNoneForWhatIsNone();
};

void TestCallingRegion::namesTheMainRegion()
{
    QCOMPARE(regionOfCallingCode(QStringLiteral("44")), QStringLiteral("GB"));
    QCOMPARE(regionOfCallingCode(QStringLiteral("33")), QStringLiteral("FR"));
    QCOMPARE(regionOfCallingCode(QStringLiteral("1")), QStringLiteral("US"));
    QCOMPARE(regionOfCallingCode(QStringLiteral("91")), QStringLiteral("IN"));
}

void TestCallingRegion::namesNoneForWhatIsNone()
{
    for (const char *code : {"", "0", "999", "x", "800", "44444444444444"})
        QVERIFY2(regionOfCallingCode(QLatin1String(code)).isEmpty(), code);
}

QTEST_APPLESS_MAIN(TestCallingRegion)
#include "tst_calling_region.moc"
