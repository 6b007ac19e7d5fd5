// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/strength.h"

#include "domain/masking/masking.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

class TestStrength : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsHiddenSubscriberDigits_data();
    void countsHiddenSubscriberDigits();
    void offHidesNothing();
    void randomHidesTheSubscriber();
    void agreesWithTheMaskedText();
    void warnsUnderTenThousandCandidates();
    void inventsAnExampleOfTheShape_data();
    void inventsAnExampleOfTheShape();
};

void TestStrength::countsHiddenSubscriberDigits_data()
{
    QTest::addColumn<int>("countryCode");
    QTest::addColumn<int>("digits");
    QTest::addColumn<int>("leading");
    QTest::addColumn<int>("trailing");
    QTest::addColumn<int>("hidden");
    QTest::addColumn<bool>("whole");

    QTest::newRow("India 2+2") << 91 << 12 << 2 << 2 << 8 << false;
    QTest::newRow("India 0+0: the country code hides nothing") << 91 << 12 << 0 << 0 << 10 << false;
    QTest::newRow("India 1+2") << 91 << 12 << 1 << 2 << 8 << false;
    QTest::newRow("India 5+4") << 91 << 12 << 5 << 4 << 3 << false;
    QTest::newRow("India 12+0: masked whole") << 91 << 12 << 12 << 0 << 10 << true;
    QTest::newRow("India 0+11: only the country code is hidden") << 91 << 12 << 0 << 11 << 0 << false;
    QTest::newRow("United States 2+2") << 1 << 11 << 2 << 2 << 7 << false;
    QTest::newRow("three-digit code 2+2") << 354 << 10 << 2 << 2 << 5 << false;
    QTest::newRow("short number 2+2: masked whole") << 49 << 4 << 2 << 2 << 2 << true;
    QTest::newRow("unknown country 2+2") << 0 << 9 << 2 << 2 << 5 << false;
}

void TestStrength::countsHiddenSubscriberDigits()
{
    QFETCH(int, countryCode);
    QFETCH(int, digits);
    QFETCH(int, leading);
    QFETCH(int, trailing);
    QFETCH(int, hidden);
    const Strength result = strength({countryCode, digits}, MaskingPolicy{MaskingKind::Replacement, leading, trailing});
    QCOMPARE(result.hidden, hidden);
    QTEST(result.whole, "whole");
    QCOMPARE(result.candidates, std::pow(10.0, hidden));
}

void TestStrength::offHidesNothing()
{
    const Strength result = strength({91, 12}, MaskingPolicy::off());
    QCOMPARE(result.hidden, 0);
    QCOMPARE(result.candidates, 1.0);
    QVERIFY(!result.whole);
    QVERIFY(result.isWeak());
}

void TestStrength::randomHidesTheSubscriber()
{
    const Strength result = strength({91, 12}, MaskingPolicy::random());
    QCOMPARE(result.hidden, 10);
    QVERIFY(!result.whole);
    QVERIFY(!result.isWeak());
}

void TestStrength::agreesWithTheMaskedText()
{
    QVERIFY(rc::check("as many digits are hidden as the masked example hides behind its country code", [] {
        const int leading = *rc::gen::inRange(0, 16);
        const int trailing = *rc::gen::inRange(0, 16 - leading);
        const NumberShape shape{*rc::gen::element(1, 44, 91, 354), *rc::gen::inRange(4, 16)};
        const MaskingPolicy policy{MaskingKind::Replacement, leading, trailing};
        PhoneNumber number;
        number.kind = NumberKind::E164;
        number.text = exampleNumber(shape);
        const MaskedNumber masked = mask(number, policy, {});
        const QString behindCode = masked.text.mid(1 + QString::number(shape.countryCode).size());
        const Strength result = strength(shape, policy);
        RC_ASSERT(result.hidden == int(behindCode.count(u'x')));
        RC_ASSERT(result.whole == masked.whole);
    }));
}

void TestStrength::warnsUnderTenThousandCandidates()
{
    QVERIFY(strength({91, 12}, MaskingPolicy{MaskingKind::Replacement, 5, 4}).isWeak());
    QVERIFY(!strength({91, 12}, MaskingPolicy{MaskingKind::Replacement, 5, 3}).isWeak());
}

void TestStrength::inventsAnExampleOfTheShape_data()
{
    QTest::addColumn<int>("countryCode");
    QTest::addColumn<int>("digits");
    QTest::addColumn<QString>("example");

    QTest::newRow("India") << 91 << 12 << QStringLiteral("+919876543210");
    QTest::newRow("United States") << 1 << 11 << QStringLiteral("+19876543210");
    QTest::newRow("longest") << 49 << 15 << QStringLiteral("+499876543210987");
    QTest::newRow("code only") << 49 << 1 << QStringLiteral("+49");
}

void TestStrength::inventsAnExampleOfTheShape()
{
    QFETCH(int, countryCode);
    QFETCH(int, digits);
    QTEST(exampleNumber({countryCode, digits}), "example");
}

QTEST_APPLESS_MAIN(TestStrength)
#include "tst_strength.moc"
