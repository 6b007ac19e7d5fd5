// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/phone_number.h"

#include <QtTest>

using namespace callveil;

class TestPhoneNumber : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsDigitsOnly_data();
    void countsDigitsOnly();
};

void TestPhoneNumber::countsDigitsOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("digits");

    QTest::newRow("none") << QString() << 0;
    QTest::newRow("E.164") << QStringLiteral("+12125550123") << 11;
    QTest::newRow("masked") << QStringLiteral("138****1234") << 7;
    QTest::newRow("name") << QStringLiteral("client1") << 1;
    QTest::newRow("Arabic digits") << QStringLiteral("\u0661\u0662\u0663") << 3;
}

void TestPhoneNumber::countsDigitsOnly()
{
    QFETCH(QString, text);
    PhoneNumber number;
    number.text = text;
    QTEST(number.digits(), "digits");
}

QTEST_APPLESS_MAIN(TestPhoneNumber)
#include "tst_phone_number.moc"
