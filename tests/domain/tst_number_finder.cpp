// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_finder.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

class TestNumberFinder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void masksNumbers_data();
    void masksNumbers();
    void leavesOtherTextAlone_data();
    void leavesOtherTextAlone();
    void findsNumbersInAnyNeighbourhood();
    void findsNothingInItsOwnAnswer();
    void masksLongTextsWithoutParsing();
    void staysQuickOnHostileText();
    void typedTextsHoldNoLongRow_data();
    void typedTextsHoldNoLongRow();
    void tellsTheNumbersThemselves_data();
    void tellsTheNumbersThemselves();
    void tellsNumbersWhereItFindsSome();
};

void TestNumberFinder::masksNumbers_data()
{
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("masked");

    const QString us = u"US"_qs;
    QTest::newRow("note") << us << u"call (212) 555-0123 at 5"_qs << u"call (xxx) xxx-xxxx at 5"_qs;
    QTest::newRow("two") << us << u"2125550123 or 2125550124"_qs << u"xxxxxxxxxx or xxxxxxxxxx"_qs;
    QTest::newRow("international") << us << u"rec+442079460123"_qs << u"rec+xxxxxxxxxxxx"_qs;
    QTest::newRow("possible with plus") << us << u"+1 555 123 4567"_qs << u"+x xxx xxx xxxx"_qs;
    QTest::newRow("glued to letters") << us << u"rec2125550123abc"_qs << u"recxxxxxxxxxxabc"_qs;
    QTest::newRow("recording of Asterisk") << us << u"q-600-+12125550123-20230726-101010-1690325492.2.wav"_qs
                                           << u"q-600-+xxxxxxxxxxx-20230726-101010-1690325492.2.wav"_qs;
    QTest::newRow("joined by hyphens") << us << u"out-2125550123-101-1690325492.12"_qs
                                       << u"out-xxxxxxxxxx-101-1690325492.12"_qs;
    QTest::newRow("node of a UUID") << u"IN"_qs << u"00000000-0000-0000-0000-919876543210"_qs
                                    << u"00000000-0000-0000-0000-xxxxxxxxxxxx"_qs;
    QTest::newRow("URL") << us << u"id=%2B12125550123"_qs << u"id=%2Bxxxxxxxxxxx"_qs;
    QTest::newRow("eight national digits") << u"DK"_qs << u"ring 32 12 34 56"_qs << u"ring xx xx xx xx"_qs;
    QTest::newRow("Arabic digits") << u"IN"_qs << u"\u0669\u0668\u0667\u0666\u0665\u0664\u0663\u0662\u0661\u0660"_qs
                                   << u"xxxxxxxxxx"_qs;
    QTest::newRow("full-width") << us << u"\uff0b\uff11\uff12\uff11\uff125550123"_qs << u"\uff0bxxxxxxxxxxx"_qs;
    QTest::newRow("zero-width space") << us << u"21255\u200b50123"_qs << u"xxxxx\u200bxxxxx"_qs;
    QTest::newRow("whole number and mask") << us << u"2125550123xx"_qs << u"xxxxxxxxxxxx"_qs;
    QTest::newRow("in an unknown region") << QString() << u"+12125550123"_qs << u"+xxxxxxxxxxx"_qs;
}

void TestNumberFinder::masksNumbers()
{
    QFETCH(QString, region);
    QFETCH(QString, text);
    const NumberFinder finder(region);
    QVERIFY(finder.containsNumber(text));
    QTEST(finder.withNumbersMasked(text), "masked");
}

void TestNumberFinder::leavesOtherTextAlone_data()
{
    QTest::addColumn<QString>("text");

    for (const QString &text : {u""_qs, u"ANSWERED"_qs, u"case 123456"_qs, u"1690325492.2"_qs, u"1702345678.9"_qs,
             u"550e8400-e29b-41d4-a716-44665544000a"_qs, u"CA0a1b2c3d4e5f60718293a4b5c6d7e8f9"_qs,
             u"sess_ABCDEFGH234567IJKLMNOPQ234"_qs, u"2023-07-26 10:10:10"_qs, u"rec-20230726-101010"_qs,
             u"+91xxxxxxxx10"_qs, u"+86 138****1234"_qs, u"0XXXXXX4890"_qs, u"paid 1,250,000.00 on 3/4/2023"_qs})
        QTest::newRow(qUtf8Printable(text)) << text;
}

void TestNumberFinder::leavesOtherTextAlone()
{
    QFETCH(QString, text);
    for (const QString &region : {u"US"_qs, u"IN"_qs, u"GB"_qs, u"DE"_qs}) {
        const NumberFinder finder(region);
        QVERIFY(!finder.containsNumber(text));
        QCOMPARE(finder.withNumbersMasked(text), text);
    }
}

void TestNumberFinder::findsNumbersInAnyNeighbourhood()
{
    const NumberFinder finder(u"US"_qs);
    QVERIFY(rc::check("a number between separators is found whatever else stands there", [&finder] {
        const auto filler =
            rc::gen::container<std::string>(rc::gen::element('a', 'z', 'x', '1', '7', '-', '.', ' ', '_', '*'));
        const QString before = QString::fromStdString(*filler);
        const QString after = QString::fromStdString(*filler);
        const QString number = QString(u"21255501" + QString::number(*rc::gen::inRange(10, 100)));
        const QString text = QString(before + u'_' + number + u'_' + after);
        RC_ASSERT(finder.containsNumber(text));
        const QString masked = finder.withNumbersMasked(text);
        RC_ASSERT(masked.size() == text.size());
        RC_ASSERT(!masked.contains(number));
    }));
}

void TestNumberFinder::findsNothingInItsOwnAnswer()
{
    const NumberFinder finder(u"DE"_qs); // numbers of many lengths: many false neighbours
    QVERIFY(rc::check("masked text holds no number", [&finder] {
        const auto characters = rc::gen::container<std::string>(
            rc::gen::element('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-', ' ', '+', 'a', 'x'));
        const QString masked = finder.withNumbersMasked(QString::fromStdString(*characters));
        RC_ASSERT(!finder.containsNumber(masked));
        RC_ASSERT(finder.withNumbersMasked(masked) == masked);
    }));
}

void TestNumberFinder::masksLongTextsWithoutParsing()
{
    const NumberFinder finder(u"US"_qs);
    const QString filler(3000, u'a');
    const QString text = QString(filler + u" 212-555-0123 order 123456");
    QCOMPARE(finder.withNumbersMasked(text), QString(filler + u" xxx-xxx-xxxx order 123456"));
}

void TestNumberFinder::staysQuickOnHostileText()
{
    const NumberFinder finder(u"US"_qs);
    for (const QString &piece : {u"1-1 "_qs, u"1"_qs, u"+1(2)1/"_qs, u"555-0123 "_qs, u"xx1*"_qs, u"1a"_qs}) {
        QString text;
        while (text.size() < 64 * 1024)
            text += piece;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!finder.containsNumber(finder.withNumbersMasked(text)));
        QVERIFY(!finder.containsNumber(finder.withNumbersMasked(text.left(1999))));
        QVERIFY2(timer.elapsed() < 20'000, qUtf8Printable(piece));
    }
}

void TestNumberFinder::typedTextsHoldNoLongRow_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("refused");

    for (const QString &text :
        {u"07700 900123"_qs, u"ring 0044 7700 900123 back"_qs, u"49 30 901820"_qs, u"030 901820"_qs,
            u"1-212-555-0123"_qs, u"(0)30/901820"_qs, u"on 26.7.2023 07700 900123"_qs, u"Tel 07700900123"_qs,
            u"\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0662\u0663"_qs, u"INC12 07700 900123"_qs,
            u"06.12.23.45.67"_qs, u"06-12-23-45-67"_qs, u"01/06/12/23/45"_qs, u"TEL-07700900123"_qs,
            u"MOB07700900123"_qs, u"NO-07700900123"_qs, u"030 2025-2026-1"_qs, u"call07700900123"_qs})
        QTest::newRow(qUtf8Printable(text)) << text << true;
    for (const QString &text : {u"CRM-4471"_qs, u"INC0012345678"_qs, u"NOC-0012345678"_qs, u"CASE-2026-000123456"_qs,
             u"due 3.11.2026 14:00"_qs, u"7/26/2023 10:15"_qs, u"2023-07-26 10:10:10"_qs,
             u"550e8400-e29b-41d4-a716-44665544000a"_qs, u"10 of 12 calls, 3 in 2026"_qs, u"Q3 2025/2026"_qs,
             u"3 - 2025\u20132026"_qs, u"12345678"_qs, u"1690325492.2"_qs, u"q3 2026, 1,250,000.00"_qs})
        QTest::newRow(qUtf8Printable(text)) << text << false;
}

void TestNumberFinder::typedTextsHoldNoLongRow()
{
    QFETCH(QString, text);
    QTEST(NumberFinder::holdsLongRow(text), "refused");
}

void TestNumberFinder::tellsTheNumbersThemselves_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("numbers");
    const QString number = u"+442079460123"_qs;
    for (const QString &text : {u"+442079460123"_qs, u"ring (020) 7946-0123 back"_qs, u"0044 20 7946 0123"_qs,
             u"rec+442079460123-17.wav"_qs, u"+44 (0)20 7946.0123"_qs})
        QTest::newRow(qUtf8Printable(text)) << text << QStringList(number);
    for (const QString &text : {u"CASE-1001"_qs, u"rec-9f3a01b7c2d4e5f6"_qs, u"2023-07-26 10:10:10"_qs, u""_qs,
             u"+44xxxxxxxx23"_qs, u"12 of 34"_qs})
        QTest::newRow(qUtf8Printable(u"none: "_qs + text)) << text << QStringList();
    QTest::newRow("two") << u"+442079460123, then +12125550123"_qs << QStringList({number, u"+12125550123"_qs});
}

void TestNumberFinder::tellsTheNumbersThemselves()
{
    QFETCH(QString, text);
    QFETCH(QStringList, numbers);
    QStringList found;
    const std::vector<FoundNumber> all = NumberFinder(u"GB"_qs).find(text);
    for (const FoundNumber &each : all) {
        QVERIFY(each.start >= 0 && each.start < each.end && each.end <= text.size());
        const bool isPart = std::any_of(all.begin(), all.end(), [&](const FoundNumber &other) {
            return other.start <= each.start && each.end <= other.end
                && other.end - other.start > each.end - each.start;
        });
        if (!isPart && !found.contains(each.number))
            found.append(each.number);
    }
    QCOMPARE(found, numbers);
}

void TestNumberFinder::tellsNumbersWhereItFindsSome()
{
    QVERIFY(rc::check("a text holds a number exactly when it tells one", [] {
        const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "+44", "020", "7946", "0123", " ", "-", "x", "rec", ".", "(0)", "07700900123", "2026"));
        QString text;
        for (const std::string &part : parts)
            text += QString::fromStdString(part);
        const NumberFinder finder(u"GB"_qs);
        RC_ASSERT(finder.containsNumber(text) == !finder.find(text).empty());
    }));
}

QTEST_APPLESS_MAIN(TestNumberFinder)
#include "tst_number_finder.moc"
