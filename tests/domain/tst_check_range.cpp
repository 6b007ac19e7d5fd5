// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/check_range.h"

#include <QTest>

#include <limits>

using namespace callveil;

/// Numbers that have a least and a most.
class tst_CheckRange final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsWithin()
    {
        for (const qint64 typed : {1, 7, 60})
            QVERIFY(checkRange("expiry", typed, 1, 60));
    }

    void namesTheFieldTheFaultAndTheRange()
    {
        const auto fits = checkRange("expiry", 61, 1, 60, "minutes");
        QVERIFY(!fits);
        QCOMPARE(fits.error().fault, Fault::ChoiceUnknown);
        QCOMPARE(fits.error().args,
            QStringList({QStringLiteral("expiry"), QStringLiteral("61"), QStringLiteral("1-60 minutes")}));
        QCOMPARE(checkRange("priority", -3, 0, 9).error().args,
            QStringList({QStringLiteral("priority"), QStringLiteral("-3"), QStringLiteral("0-9")}));
    }

    /// A telephone number that was typed into the wrong field stands in no message.
    void repeatsNothingThatCouldBeATelephoneNumber()
    {
        for (const qint64 typed : {qint64(1000000), qint64(-1000000), qint64(15550100),
                 std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()})
            QCOMPARE(checkRange("expiry", typed, 1, 60).error().args.at(1), QStringLiteral("…"));
    }
};

QTEST_GUILESS_MAIN(tst_CheckRange)

#include "tst_check_range.moc"
