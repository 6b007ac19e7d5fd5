// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/time_reader.h"

#include "call_text.h"

#include <QTest>

#include <rapidcheck.h>

using namespace callveil;

namespace {

TimeReader reader(DateOrder order = DateOrder::DayMonthYear, const char *zone = "UTC")
{
    return TimeReader(QTimeZone(zone), order, utc("2026-01-01 00:00:00"));
}

} // namespace

class tst_TimeReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheUsualSpellings_data();
    void readsTheUsualSpellings();
    void refusesWhatIsNoTime_data();
    void refusesWhatIsNoTime();
    void takesTheDateOrderItIsGiven();
    void convertsFromTheZoneAcrossClockChanges();
    void agreesWithQtInEveryZone();
    void letsAnOffsetGoBeforeTheZone();
    void refusesStartsBefore2000AndAfterTomorrow();
    void takesADatabasesZeroTimeAsAbsent();
};

void tst_TimeReader::readsTheUsualSpellings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected");
    const qint64 time = utc("2024-03-05 14:07:09");
    const qint64 minute = utc("2024-03-05 14:07:00");
    const auto row = [](const char *text, qint64 expected) { QTest::newRow(text) << QByteArray(text) << expected; };
    row("2024-03-05 14:07:09", time);
    row(" 2024-03-05  14:07:09 ", time);
    row("2024-03-05 14:07:09.5", time + 500);
    row("2024-03-05 14:07:09.123456789", time + 123);
    row("2024/3/5 14:07", minute);
    row("2024-03-05T14:07:09", time);
    row("2024-03-05T14:07:09Z", time);
    row("2024-03-05T19:37:09+05:30", time);
    row("2024-03-05T09:07:09.000-0500", time);
    row("2024-03-05 15:07:09 +01", time);
    row("2024-03-05 14:07:09 +0000 UTC", time);
    row("05-03-2024 14:07:09", time);
    row("5.3.2024 14:07:09", time);
    row("5/3/24 14:07:09", time);
    row("5/3/2024, 2:07:09 PM", time);
    row("05-Mar-2024 14:07:09", time);
    row("5 March 2024 14:07:09", time);
    row("Mar 5, 2024 2:07:09 p.m.", time);
    row("Tue, 05 Mar 2024 14:07:09 GMT", time);
    row("20240305140709", time);
    row("202403051407", minute);
    row("20240305140709123", time + 123);
    row("20240305T140709Z", time);
    row("20240305 14:07:09", time);
    row("1709647629", time);
    row("1709647629.25", time + 250);
    row("1709647629123", time + 123);
    row("1709647629123456", time + 123);
    row("2024-03-05", utc("2024-03-05 00:00:00"));
    row("20240305", utc("2024-03-05 00:00:00"));
    row("2024-03-05 12:00:00 AM", utc("2024-03-05 00:00:00"));
    row("2024-02-29 23:59:59", utc("2024-02-29 23:59:59"));
}

void tst_TimeReader::readsTheUsualSpellings()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, expected);
    const auto time = reader().start(text);
    QVERIFY(time);
    QCOMPARE(*time, expected);
}

void tst_TimeReader::refusesWhatIsNoTime_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"yesterday", "2024-13-05 10:00:00", "2023-02-29", "2024-03-05 24:00:00",
             "2024-03-05 10:60:00", "2024-03-05 10:00:00 EST", "2024-03-05x", "12:00:00", "2024-03", "42", "1e9",
             "2024-03-05 13:00 PM", "2024-03-05 10:00+25:00", "99999999", "2024-03-05 10:00:00 2024", "--", "05/03",
             "\xEF\xBC\x92\xEF\xBC\x90"
             "24-03-05",
             "12345678901234567890123", "Mon", "Mar", "5 Foo 2024"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_TimeReader::refusesWhatIsNoTime()
{
    QFETCH(QByteArray, text);
    const auto time = reader().start(text);
    QVERIFY(!time);
    QCOMPARE(time.error(), RowFault::TimeNotUnderstood);
}

void tst_TimeReader::takesTheDateOrderItIsGiven()
{
    QCOMPARE(*reader(DateOrder::DayMonthYear).start("02/01/2020 10:00"), utc("2020-01-02 10:00:00"));
    QCOMPARE(*reader(DateOrder::MonthDayYear).start("02/01/2020 10:00"), utc("2020-02-01 10:00:00"));
    QCOMPARE(*reader(DateOrder::YearMonthDay).start("20-02-01 10:00"), utc("2020-02-01 10:00:00"));
    QCOMPARE(*reader(DateOrder::DayMonthYear).start("02/01/69") == 0, false);
    QVERIFY(!reader(DateOrder::MonthDayYear).start("25/12/2020 10:00"));
}

void tst_TimeReader::convertsFromTheZoneAcrossClockChanges()
{
    TimeReader berlin = reader(DateOrder::DayMonthYear, "Europe/Berlin");
    QCOMPARE(*berlin.start("2024-03-30 12:00:00"), utc("2024-03-30 11:00:00"));
    QCOMPARE(*berlin.start("2024-03-31 01:59:59"), utc("2024-03-31 00:59:59"));
    QCOMPARE(*berlin.start("2024-03-31 03:00:00"), utc("2024-03-31 01:00:00"));
    QCOMPARE(*berlin.start("2024-07-01 12:00:00"), utc("2024-07-01 10:00:00"));
    QCOMPARE(*berlin.start("2024-10-27 04:00:00"), utc("2024-10-27 03:00:00"));
    QCOMPARE(*berlin.start("2024-07-01 12:00:00Z"), utc("2024-07-01 12:00:00"));
}

void tst_TimeReader::agreesWithQtInEveryZone()
{
    const auto zones = rc::gen::element<std::string>("Europe/Berlin", "America/New_York", "Asia/Kolkata",
        "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "UTC", "Asia/Kathmandu");
    QVERIFY(rc::check([&] {
        const QTimeZone zone(QByteArray::fromStdString(*zones));
        const qint64 local = utc("2000-01-03 00:00:00") + 1000 * *rc::gen::inRange<qint64>(0, 25LL * 365 * 86400);
        const QDateTime wall = QDateTime::fromMSecsSinceEpoch(local, Qt::UTC);
        const qint64 expected = QDateTime(wall.date(), wall.time(), zone).toMSecsSinceEpoch();
        RC_ASSERT(ZoneClock(zone).toUtc(local) == expected);
    }));
}

void tst_TimeReader::letsAnOffsetGoBeforeTheZone()
{
    TimeReader berlin = reader(DateOrder::DayMonthYear, "Europe/Berlin");
    const qint64 hour = 3600 * 1000;
    QCOMPARE(*berlin.start("2024-07-01 12:00:00", 5 * hour), utc("2024-07-01 07:00:00"));
    QCOMPARE(*berlin.start("2024-07-01 12:00:00Z", 5 * hour), utc("2024-07-01 12:00:00"));
}

void tst_TimeReader::refusesStartsBefore2000AndAfterTomorrow()
{
    TimeReader times = reader();
    QCOMPARE(*times.start("2000-01-01 00:00:00"), utc("2000-01-01 00:00:00"));
    QCOMPARE(*times.start("2026-01-02 00:00:00"), utc("2026-01-02 00:00:00"));
    QCOMPARE(times.start("1999-12-31 23:59:59").error(), RowFault::TimeOutOfRange);
    QCOMPARE(times.start("2026-01-02 00:00:01").error(), RowFault::TimeOutOfRange);
    QCOMPARE(times.start("01/02/70").error(), RowFault::TimeOutOfRange);
    QCOMPARE(times.start("01/02/69").error(), RowFault::TimeOutOfRange);
    QCOMPARE(times.later("2099-01-01 00:00:00").error(), RowFault::TimeOutOfRange);
}

void tst_TimeReader::takesADatabasesZeroTimeAsAbsent()
{
    TimeReader times = reader();
    for (const char *zero : {"", "0", "0000-00-00 00:00:00", "1970-01-01 00:00:00", "NULL", "\\N"})
        QVERIFY(!times.later(zero).value().has_value());
    QCOMPARE(times.start("").error(), RowFault::TimeMissing);
    QCOMPARE(times.start("0000-00-00 00:00:00").error(), RowFault::TimeMissing);
    QCOMPARE(times.later("noon").error(), RowFault::TimeNotUnderstood);
}

QTEST_APPLESS_MAIN(tst_TimeReader)
#include "tst_time_reader.moc"
