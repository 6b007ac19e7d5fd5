// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/value_text.h"

#include <QSet>
#include <QTest>

#include <rapidcheck.h>

using namespace callveil;

class TestValueText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasAnotherWordForEachRoleAndPermission()
    {
        QSet<QString> words;
        for (const Role role : allRoles)
            words.insert(roleText(role));
        for (const Permission permission : allPermissions)
            words.insert(permissionText(permission));
        QCOMPARE(words.size(), qsizetype(allRoles.size() + allPermissions.size()));
        QVERIFY(!words.contains(QString()));
    }

    void tellsAPolicy()
    {
        QCOMPARE(policyText({MaskingKind::Replacement, 3, 4}), QStringLiteral("Replacement, 3 + 4 digits shown"));
        QCOMPARE(policyText(MaskingPolicy::random()), QStringLiteral("Random"));
        QCOMPARE(policyText(MaskingPolicy::off()), QStringLiteral("Off"));
    }

    void writesDurationsThatAddUp()
    {
        QCOMPARE(durationText(0), QStringLiteral("0:00"));
        QCOMPARE(durationText(123), QStringLiteral("2:03"));
        QCOMPARE(durationText(3723), QStringLiteral("1:02:03"));
        QVERIFY(rc::check("the parts of a duration add up to its seconds", [] {
            const qint64 seconds = *rc::gen::inRange<qint64>(0, 10000000);
            qint64 sum = 0;
            for (const QString &part : durationText(seconds).split(u':'))
                sum = sum * 60 + part.toLongLong();
            RC_ASSERT(sum == seconds);
        }));
    }

    void isolatesNumbersForDisplay()
    {
        const QString shown = displayNumber(QStringLiteral("+91xxxxxxxx10"));
        QCOMPARE(shown.front(), QChar(0x2066));
        QCOMPARE(shown.back(), QChar(0x2069));
        QCOMPARE(shown.mid(1, shown.size() - 2), QStringLiteral("+91xxxxxxxx10"));
        QVERIFY(displayNumber({}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestValueText)
#include "tst_value_text.moc"
