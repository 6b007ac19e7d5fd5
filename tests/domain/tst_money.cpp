// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/money.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

/// Amounts as they are written and read: exact, digit by digit.
class TestMoney : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAmounts_data();
    void writesAmounts();
    void readsAmounts_data();
    void readsAmounts();
    void refusesWhatIsNoAmount_data();
    void refusesWhatIsNoAmount();
    void readsWhatItWrote();
    void readsCurrencies();
};

void TestMoney::writesAmounts_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0.00");
    QTest::newRow("millionth") << qint64(1) << QStringLiteral("0.000001");
    QTest::newRow("two decimals at least") << qint64(500000) << QStringLiteral("0.50");
    QTest::newRow("no zeros behind") << qint64(12500) << QStringLiteral("0.0125");
    QTest::newRow("whole") << qint64(12000000) << QStringLiteral("12.00");
    QTest::newRow("debt") << qint64(-1250000) << QStringLiteral("-1.25");
    QTest::newRow("more than a double tells apart")
        << qint64(9007199254740993001) << QStringLiteral("9007199254740.993001");
    QTest::newRow("least") << std::numeric_limits<qint64>::min() << QStringLiteral("-9223372036854.775808");
}

void TestMoney::writesAmounts()
{
    QFETCH(qint64, micros);
    QFETCH(QString, text);
    QCOMPARE(decimalText(micros), text);
}

void TestMoney::readsAmounts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("micros");
    QTest::newRow("0") << QStringLiteral("0") << qint64(0);
    QTest::newRow("point") << QStringLiteral("0.0125") << qint64(12500);
    QTest::newRow("comma") << QStringLiteral("0,0125") << qint64(12500);
    QTest::newRow("all decimals") << QStringLiteral("1.234567") << qint64(1234567);
    QTest::newRow("blanks around") << QStringLiteral(" 12.5 ") << qint64(12500000);
    QTest::newRow("zeros in front") << QStringLiteral("007") << qint64(7000000);
    QTest::newRow("most") << QStringLiteral("999999999.999999") << qint64(999999999999999);
}

void TestMoney::readsAmounts()
{
    QFETCH(QString, text);
    QFETCH(qint64, micros);
    QCOMPARE(microsFrom(text), std::optional(micros));
}

void TestMoney::refusesWhatIsNoAmount_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", " ", ".", "1.", ".5", "-1", "+1", "1.2345678", "1,234.5", "1.2.3", "1e3", "0x1",
             "1 000", "1234567890", "NaN", "EUR 1", "\xd9\xa1"}) // the last one is an Arabic digit
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("NUL") << QStringLiteral("1") + QChar(u'\0');
}

void TestMoney::refusesWhatIsNoAmount()
{
    QFETCH(QString, text);
    QVERIFY(!microsFrom(text));
}

void TestMoney::readsWhatItWrote()
{
    const bool holds = rc::check([] {
        const qint64 micros = *rc::gen::inRange<qint64>(0, 999999999999999);
        RC_ASSERT(microsFrom(decimalText(micros)) == std::optional(micros));
    });
    QVERIFY(holds);
}

void TestMoney::readsCurrencies()
{
    QCOMPARE(currencyFrom(QStringLiteral(" eur ")), std::optional(QStringLiteral("EUR")));
    for (const char *text : {"", "EU", "EURO", "E R", "€", "EU1", "ÄÖÜ"})
        QVERIFY2(!currencyFrom(QString::fromUtf8(text)), text);
}

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
