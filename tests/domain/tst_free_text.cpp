// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/free_text.h"

#include <QtTest>

using namespace callveil;

class TestFreeText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldsEachUnitToOneCharacter_data();
    void foldsEachUnitToOneCharacter();
    void countsDigitsOfAllScripts();
    void overwritesKnownIds_data();
    void overwritesKnownIds();
};

void TestFreeText::foldsEachUnitToOneCharacter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ascii");

    QTest::newRow("number") << u"+1 (212) 555-01.23/4"_qs << u"+1 (212) 555-01.23/4"_qs;
    QTest::newRow("letters and x") << u"ab12x34"_qs << u"ab12|34"_qs;
    QTest::newRow("other punctuation") << u"1_2:3,4;5*6"_qs << u"1|2|3|4|5|6"_qs;
    QTest::newRow("lines and tabs") << u"1\n2\t3"_qs << u"1|2 3"_qs;
    QTest::newRow("full-width") << u"\uff0b\uff11\uff12"_qs << u"+12"_qs;
    QTest::newRow("Arabic digits") << u"\u0661\u06f2"_qs << u"12"_qs;
    QTest::newRow("dashes") << u"1\u20132\u20113"_qs << u"1-2-3"_qs;
    QTest::newRow("invisible") << u"1\u200b2\u00ad3"_qs << u"1-2-3"_qs;
    QTest::newRow("no-break space") << u"1\u00a02"_qs << u"1 2"_qs;
    QTest::newRow("other letters") << u"\u0442\u5b57"_qs << u"||"_qs;
    QTest::newRow("plus of a URL") << u"%2B12"_qs << u"||+12"_qs;
    QTest::newRow("mathematical digit") << u"\U0001D7CF"_qs << u"-1"_qs;
    QTest::newRow("emoji") << u"\U0001F600"_qs << u"||"_qs;
    QTest::newRow("lone surrogates") << QString(QChar(0xdc00)) + QChar(0xd800) << u"||"_qs;
}

void TestFreeText::foldsEachUnitToOneCharacter()
{
    QFETCH(QString, text);
    const std::string ascii = folded(text);
    QCOMPARE(qsizetype(ascii.size()), text.size());
    QTEST(QString::fromStdString(ascii), "ascii");
}

void TestFreeText::countsDigitsOfAllScripts()
{
    QCOMPARE(digitCount(QString()), 0);
    QCOMPARE(digitCount(u"a1b2"_qs), 2);
    QCOMPARE(digitCount(u"\u0661\uff12\U0001D7CF\U0001F600"_qs), 3);
    QCOMPARE(quotable(u"Loans 2026"_qs), u"Loans 2026"_qs);
    QCOMPARE(quotable(u"555 01 23"_qs), u"…"_qs);
}

void TestFreeText::overwritesKnownIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rest");

    const auto walls = [](qsizetype count) { return QString(count, u'|'); };
    QTest::newRow("time and counter") << u"pbx-1690325492.12-a"_qs << QString(u"pbx-" + walls(13) + u"-a");
    QTest::newRow("number and fraction") << u"2125550123.12"_qs << u"2125550123.12"_qs;
    QTest::newRow("UUID") << u"550e8400-e29b-41d4-a716-44665544000a"_qs << walls(36);
    QTest::newRow("UUID with a node of digits")
        << u"550e8400-e29b-41d4-a716-446655440000"_qs << QString(walls(24) + u"446655440000");
    QTest::newRow("hexadecimal id") << u"CA0a1b2c3d4e5f60718293a4b5c6d7e8f9"_qs << walls(34);
    QTest::newRow("hexadecimal letters around digits")
        << u"aaaaaaaaaaaaaaaaaaaaaa2125550123"_qs << u"aaaaaaaaaaaaaaaaaaaaaa2125550123"_qs;
    QTest::newRow("date") << u"on 2023-07-26."_qs << QString(u"on " + walls(10) + u'.');
    QTest::newRow("no date") << u"2023-13-26"_qs << u"2023-13-26"_qs;
    QTest::newRow("date and time") << u"20230726-101010"_qs << walls(15);
    QTest::newRow("date and time in one") << u"20230726101010"_qs << walls(14);
    QTest::newRow("eight digits alone") << u"20230726"_qs << u"20230726"_qs;
    QTest::newRow("masked") << u"+91xxxxxxxx10 138****1234"_qs << QString(walls(13) + u' ' + walls(11));
    QTest::newRow("masked, but eight digits") << u"138****12345"_qs << u"138****12345"_qs;
}

void TestFreeText::overwritesKnownIds()
{
    QFETCH(QString, text);
    QTEST(withoutKnownIds(text), "rest");
}

QTEST_APPLESS_MAIN(TestFreeText)
#include "tst_free_text.moc"
