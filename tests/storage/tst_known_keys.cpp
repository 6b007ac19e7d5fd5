// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/people/known_keys.h"

#include <QTest>

using namespace callveil;

/// How new the keys are that a console saw.
class TestKnownKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsTheNewestOfEach();
    void goesOnFromWhatWasRemembered();
    void forgets();
};

void TestKnownKeys::knowsTheNewestOfEach()
{
    KnownKeys known;
    const QString ada = KnownKeys::ofPerson(QStringLiteral("ada")), bob = KnownKeys::ofPerson(QStringLiteral("bob"));
    QVERIFY(!known.isOlder(ada, 5));
    QVERIFY(known.isNewer(ada, 5));
    QVERIFY(known.note(ada, 5));
    QVERIFY(!known.note(ada, 5));
    QVERIFY(!known.note(ada, 4));
    QVERIFY(known.isOlder(ada, 4));
    QVERIFY(!known.isOlder(ada, 5) && !known.isNewer(ada, 5));
    QVERIFY(known.isNewer(ada, 6));
    QVERIFY(!known.isOlder(bob, 1));
    QVERIFY(!known.isOlder(KnownKeys::ofVault({1}), 1) && KnownKeys::ofVault({1}) != KnownKeys::ofVault({2}));
}

void TestKnownKeys::goesOnFromWhatWasRemembered()
{
    const KnownKeys known({{KnownKeys::ofRecovery(), 7}});
    QVERIFY(known.isOlder(KnownKeys::ofRecovery(), 6));
    QVERIFY(!known.isOlder(KnownKeys::ofRecovery(), 7));
}

void TestKnownKeys::forgets()
{
    KnownKeys known({{KnownKeys::ofVault({3}), 2}});
    QVERIFY(known.isOlder(KnownKeys::ofVault({3}), 1));
    known.forget();
    QVERIFY(!known.isOlder(KnownKeys::ofVault({3}), 1));
}

QTEST_APPLESS_MAIN(TestKnownKeys)
#include "tst_known_keys.moc"
