// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/policy_change.h"

#include <QTest>

namespace callveil {

class PolicyChangeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRevisionOfNowIsThePolicyInForce();
    void aLaterOneWaitsInItsPlace();

private:
    /// Two processes, on their first revision.
    [[nodiscard]] static std::vector<ProcessPolicy> processes();
    [[nodiscard]] static PolicyRevision revision(int number, qint64 effectiveAt);
};

namespace {
constexpr qint64 now = 1'700'000'000'000;
}

std::vector<ProcessPolicy> PolicyChangeTest::processes()
{
    std::vector<ProcessPolicy> all(2);
    for (size_t i = 0; i < all.size(); ++i) {
        all[i].process.id = {qint64(i) + 1};
        all[i].current.policy = MaskingPolicy::off();
        all[i].current.revision = 1;
        all[i].lastRevision = 1;
    }
    return all;
}

PolicyRevision PolicyChangeTest::revision(int number, qint64 effectiveAt)
{
    PolicyRevision made;
    made.process = {2};
    made.revision = number;
    made.policy = MaskingPolicy::random();
    made.createdAt = now;
    made.effectiveAt = effectiveAt;
    return made;
}

void PolicyChangeTest::aRevisionOfNowIsThePolicyInForce()
{
    auto all = processes();
    addRevisions(all, {revision(2, now)});
    QVERIFY(all[0].current.policy == MaskingPolicy::off());
    QCOMPARE(all[0].lastRevision, 1);
    QVERIFY(all[1].current.policy == MaskingPolicy::random());
    QCOMPARE(all[1].current.revision, 2);
    QCOMPARE(all[1].lastRevision, 2);
    QVERIFY(all[1].waiting.empty());
}

void PolicyChangeTest::aLaterOneWaitsInItsPlace()
{
    auto all = processes();
    addRevisions(all, {revision(2, now + 2)});
    addRevisions(all, {revision(3, now + 1)});
    QVERIFY(all[1].current.policy == MaskingPolicy::off());
    QCOMPARE(all[1].current.revision, 1);
    QCOMPARE(all[1].lastRevision, 3);
    QCOMPARE(all[1].waiting.size(), size_t(2));
    QCOMPARE(all[1].waiting.front().revision, 3); // by the moment at which they take effect
    QCOMPARE(all[1].waiting.back().revision, 2);
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::PolicyChangeTest)
#include "tst_policy_change.moc"
