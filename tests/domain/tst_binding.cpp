// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/binding.h"

#include <QTest>

using namespace callveil;

/// The rules of bindings that need no database.
class TestBinding final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isJudgedAtTheMoment();
    void withoutExpiryStaysActive();
    void knowsWhyItEnded();
    void templatesAndRanges();
    void asksPoolsInOrderEachOnce();
    void keysAreStable();
};

void TestBinding::isJudgedAtTheMoment()
{
    Binding binding;
    binding.expiresAt = 1000;
    binding.freeAt = 1500;
    QCOMPARE(int(stateOf(binding, 999)), int(BindingState::Active));
    QVERIFY(!endOf(binding, 999));
    QCOMPARE(int(stateOf(binding, 1000)), int(BindingState::Cooling));
    QCOMPARE(*endOf(binding, 1000), 1000);
    QCOMPARE(int(stateOf(binding, 1499)), int(BindingState::Cooling));
    QCOMPARE(int(stateOf(binding, 1500)), int(BindingState::Ended));
    binding.endedAt = 200;
    binding.freeAt = 700;
    QCOMPARE(int(stateOf(binding, 300)), int(BindingState::Cooling));
    QCOMPARE(*endOf(binding, 300), 200);
    QCOMPARE(int(stateOf(binding, 700)), int(BindingState::Ended));
}

void TestBinding::withoutExpiryStaysActive()
{
    Binding binding;
    binding.freeAt = std::numeric_limits<qint64>::max();
    QCOMPARE(int(stateOf(binding, std::numeric_limits<qint64>::max() - 1)), int(BindingState::Active));
}

void TestBinding::knowsWhyItEnded()
{
    Binding binding;
    QVERIFY(!endsWhenIdle(binding));
    binding.expiresAt = binding.endsBy = 1000;
    QCOMPARE(int(causeOf(binding)), int(EndCause::Expired));
    binding.idleMs = 500;
    QVERIFY(!endsWhenIdle(binding)); // the explicit end comes first
    binding.endsBy = 1001;
    QVERIFY(endsWhenIdle(binding));
    QCOMPARE(int(causeOf(binding)), int(EndCause::Idle));
    binding.endsBy.reset();
    QVERIFY(endsWhenIdle(binding));
    binding.endedAt = 700;
    binding.endCause = EndCause::CaseClosed;
    QCOMPARE(int(causeOf(binding)), int(EndCause::CaseClosed));
}

void TestBinding::templatesAndRanges()
{
    QCOMPARE(*minutesOfTemplate(QStringLiteral("ride")), 60);
    QCOMPARE(*minutesOfTemplate(QStringLiteral("food-delivery")), 120);
    QCOMPARE(*minutesOfTemplate(QStringLiteral("service-visit")), 1440);
    QCOMPARE(*minutesOfTemplate(QStringLiteral("support")), 4320);
    QCOMPARE(*minutesOfTemplate(QStringLiteral("property")), 10080);
    QVERIFY(!minutesOfTemplate(QStringLiteral("forever")));
    for (const ExpiryTemplate &each : expiryTemplates)
        QVERIFY(checkExpiry(each.minutes));
    QVERIFY(checkExpiry(Pool::leastMinutes) && checkExpiry(Pool::mostMinutes));
    QCOMPARE(checkExpiry(Pool::leastMinutes - 1).error().args.value(0), QStringLiteral("expiry"));
    QVERIFY(!checkExpiry(Pool::mostMinutes + 1));
}

void TestBinding::asksPoolsInOrderEachOnce()
{
    std::vector<Pool> pools(5);
    for (int i = 0; i < 5; ++i)
        pools[size_t(i)].id = {i + 1};
    pools[0].fallbacks = {{2}, {3}};
    pools[1].fallbacks = {{4}, {3}};
    pools[2].fallbacks = {{9}}; // one that this person does not see
    QList<qint64> asked;
    for (const Pool &pool : askedInOrder(pools, {1}))
        asked.append(pool.id.value);
    QCOMPARE(asked, QList<qint64>({1, 2, 4, 3}));
    QVERIFY(askedInOrder(pools, {8}).empty());
}

void TestBinding::keysAreStable()
{
    QCOMPARE(int(*bindingModelFromKey(QStringLiteral("customer"))), int(BindingModel::Customer));
    QCOMPARE(bindingModelKey(BindingModel::Case), QStringLiteral("case"));
    QCOMPARE(bindingStateKey(BindingState::Cooling), QStringLiteral("cooling"));
    QCOMPARE(int(*recordingFromKey(QStringLiteral("as-pool"))), int(RecordingChoice::AsPool));
    QCOMPARE(endCauseKey(EndCause::Expired), QStringLiteral("expired"));
    QCOMPARE(endCauseKey(EndCause::Released), QStringLiteral("released"));
    QCOMPARE(endCauseKey(EndCause::Idle), QStringLiteral("idle"));
    QCOMPARE(endCauseKey(EndCause::CaseClosed), QStringLiteral("case-closed"));
    QCOMPARE(didMatchKey(DidMatch::SameRegion), QStringLiteral("same-region"));
    QVERIFY(!bindingStateFromKey(QStringLiteral("gone")));
}

QTEST_GUILESS_MAIN(TestBinding)
#include "tst_binding.moc"
