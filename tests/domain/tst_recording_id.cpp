// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/recording_id.h"

#include <QTest>

namespace callveil {

/// Ids of recordings that people type.
class RecordingIdTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsOfRecordersAreSearchedFor_data();
    void idsOfRecordersAreSearchedFor();
    void whatCouldBeANumberIsNot_data();
    void whatCouldBeANumberIsNot();
    void shortNumbersAreSearchedForAsTheyAreStored();
    void eachCountryStoresItInItsWay();
    void blanksAroundDoNotMatter();
};

void RecordingIdTest::idsOfRecordersAreSearchedFor_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"r1", "rec-00ff00ff00ff00ff", "rec-0123456789abcdef", "1690325492.2", "1690325492.2.wav",
             "2023-07-26/20230726-101010-1690325492.2.wav", "6f1c2f0e-3a4b-4c5d-8e9f-0a1b2c3d4e5f",
             "out-xxxxxxxx10-20230726-101010.mp3", "Zoom 42", "CASE-1024"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void RecordingIdTest::idsOfRecordersAreSearchedFor()
{
    QFETCH(QString, id);
    QVERIFY(!couldHoldNumber(id));
    QCOMPARE(storedRecordingIds(id, {QStringLiteral("IN"), QStringLiteral("GB")}), QStringList(id));
}

void RecordingIdTest::whatCouldBeANumberIsNot_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"+919876543210", "09876543210", "9876543210", "00 44 20 7946 0018", "rec-14155550101.wav",
             "call14155550101", "(415) 555-0101", "020 7946 0018", "415.555.0101"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
}

void RecordingIdTest::whatCouldBeANumberIsNot()
{
    QFETCH(QString, typed);
    QVERIFY(couldHoldNumber(typed));
    QVERIFY(storedRecordingIds(typed, {}).isEmpty()); // in whatever country it is one
}

void RecordingIdTest::shortNumbersAreSearchedForAsTheyAreStored()
{
    const QString typed = QStringLiteral("rec +65 6123 4567"); // with the country code ten digits
    QVERIFY(storedRecordingIds(typed, {}).isEmpty());
    const QStringList stored = storedRecordingIds(QStringLiteral("rec +47 2345"), {QStringLiteral("NO")});
    QCOMPARE(stored, QStringList(QStringLiteral("rec +47 2345"))); // too short for a number anywhere
}

void RecordingIdTest::eachCountryStoresItInItsWay()
{
    const QString id = QStringLiteral("CASE-2024-000123"), masked = QStringLiteral("CASE-xxxx-xxxxxx");
    QCOMPARE(storedRecordingIds(id, {QStringLiteral("US")}), QStringList(masked)); // somebody's number there
    QCOMPARE(storedRecordingIds(id, {QStringLiteral("NO"), QStringLiteral("US"), QStringLiteral("NO")}),
        QStringList({id, masked}));
}

void RecordingIdTest::blanksAroundDoNotMatter()
{
    QCOMPARE(storedRecordingIds(QStringLiteral("  r1 "), {}), QStringList(QStringLiteral("r1")));
    QVERIFY(storedRecordingIds(QStringLiteral("  "), {}).isEmpty());
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::RecordingIdTest)
#include "tst_recording_id.moc"
