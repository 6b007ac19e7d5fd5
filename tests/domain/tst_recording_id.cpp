// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/calls/recording_id.h"
#include "domain/number/number_finder.h"

#include <QTest>

#include <rapidcheck.h>

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
    void whatIsANumberInOneCountryGoesNowhere();
    void blanksAroundDoNotMatter();
};

void RecordingIdTest::idsOfRecordersAreSearchedFor_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"r1", "rec-00ff00ff00ff00ff", "rec-01234567a9abcdef", "1690325492.2", "1690325492.2.wav",
             "2023-07-26/20230726-101010-1690325492.2.wav", "6f1c2f0e-3a4b-4c5d-8e9f-0a1b2c3d4e5f",
             "a3f919876543210b4c5d6e7f8a9b0c1d", "out-xxxxxxxx10-20230726-101010.mp3", "Zoom 42", "CASE-1024"})
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
             "call14155550101", "(415) 555-0101", "020 7946 0018", "415.555.0101", "919876543210a1b2",
             "rec-0123456789abcdef", "ffff612345678fff"})
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
    const QString other = QStringLiteral("rec-7");
    QCOMPARE(storedRecordingIds(other, {QStringLiteral("US"), QStringLiteral("NO")}), QStringList(other));
}

void RecordingIdTest::whatIsANumberInOneCountryGoesNowhere()
{
    const QString id = QStringLiteral("CASE-2024-000123"), masked = QStringLiteral("CASE-xxxx-xxxxxx");
    const QStringList both{QStringLiteral("NO"), QStringLiteral("US"), QStringLiteral("NO")};
    QCOMPARE(storedRecordingIds(id, both), QStringList(masked)); // the process in Norway keeps it as it is
    const QStringList countries{QStringLiteral("IN"), QStringLiteral("US"), QStringLiteral("GB"), QStringLiteral("DE")};
    QVERIFY(rc::check("no text holds a number of any country", [&countries] {
        const auto piece = rc::gen::element<std::string>("AB", "CASE-", "2024-", "20", "919876543210", "447911123456",
            "4155550101", "7911", "-", " ", "a1b2", "c", "0");
        QString typed;
        for (const std::string &part : *rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(piece)))
            typed += QString::fromStdString(part);
        for (const QString &stored : storedRecordingIds(typed, countries))
            RC_ASSERT(!NumberFinder::containsNumber(stored, countries));
    }));
}

void RecordingIdTest::blanksAroundDoNotMatter()
{
    QCOMPARE(storedRecordingIds(QStringLiteral("  r1 "), {}), QStringList(QStringLiteral("r1")));
    QVERIFY(storedRecordingIds(QStringLiteral("  "), {}).isEmpty());
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::RecordingIdTest)
#include "tst_recording_id.moc"
