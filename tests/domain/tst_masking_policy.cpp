// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/masking_policy.h"

#include <QtTest>

#include <limits>

using namespace callveil;

class TestMaskingPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAtTwoAndTwo();
    void acceptsUpToFifteenDigits();
    void refusesAnOverlongMask();
    void refusesANegativeMask();
    void refusesASumThatOverflows();
};

void TestMaskingPolicy::startsAtTwoAndTwo()
{
    const MaskingPolicy policy;
    QVERIFY(policy.kind == MaskingKind::Replacement);
    QCOMPARE(policy.leading, 2);
    QCOMPARE(policy.trailing, 2);
    QVERIFY(policy == MaskingPolicy::replacement(2, 2).value());
}

void TestMaskingPolicy::acceptsUpToFifteenDigits()
{
    for (int leading = 0; leading <= 15; ++leading) {
        const auto policy = MaskingPolicy::replacement(leading, 15 - leading);
        QVERIFY(policy.has_value());
        QCOMPARE(policy->leading, leading);
        QCOMPARE(policy->trailing, 15 - leading);
    }
}

void TestMaskingPolicy::refusesAnOverlongMask()
{
    for (int leading = 0; leading <= 16; ++leading) {
        const auto policy = MaskingPolicy::replacement(leading, 16 - leading);
        QVERIFY(!policy.has_value());
        QCOMPARE(policy.error().code, ErrorCode::Invalid);
        QCOMPARE(policy.error().fault, Fault::MaskTooLong);
        QCOMPARE(policy.error().args, (QStringList{QString::number(leading), QString::number(16 - leading)}));
    }
}

void TestMaskingPolicy::refusesANegativeMask()
{
    QCOMPARE(MaskingPolicy::replacement(-1, 2).error().fault, Fault::MaskNegative);
    QCOMPARE(MaskingPolicy::replacement(2, -1).error().fault, Fault::MaskNegative);
    QCOMPARE(MaskingPolicy::replacement(-1, 100).error().fault, Fault::MaskNegative);
}

void TestMaskingPolicy::refusesASumThatOverflows()
{
    constexpr int most = std::numeric_limits<int>::max();
    QCOMPARE(MaskingPolicy::replacement(most, most).error().fault, Fault::MaskTooLong);
    QCOMPARE(MaskingPolicy::replacement(1, most).error().fault, Fault::MaskTooLong);
}

QTEST_APPLESS_MAIN(TestMaskingPolicy)
#include "tst_masking_policy.moc"
