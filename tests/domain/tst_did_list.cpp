// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/did_list.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

class TestDidList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbersAndRanges();
    void refusesLineByLine_data();
    void refusesLineByLine();
    void takesNumbersThatTheLibraryDoesNotKnow();
    void takesNoMoreThanItsMost();
    void readsEveryRangeWhole();
    void namesNumbersInFewWords();
    void keepsToTheTypeOfThePool();
    void areaCodesComeWithoutTheirPrefix();

private:
    static QStringList numbersOf(const DidList &list)
    {
        QStringList numbers;
        for (const DidEntry &entry : list.entries)
            numbers.append(entry.number);
        return numbers;
    }
};

void TestDidList::readsNumbersAndRanges()
{
    const auto list = readDidList(
        u"# from the carrier\n+44 20 7946 0100\n\n020 7946 0101; 020 7946 0102\r\n02079460110 .. 02079460112\n"
        "+442079460120 to +442079460121\n"_qs,
        u"GB"_qs);
    QVERIFY(list);
    QVERIFY(list->rejects.empty());
    QCOMPARE(numbersOf(*list),
        QStringList({u"+442079460100"_qs, u"+442079460101"_qs, u"+442079460102"_qs, u"+442079460110"_qs,
            u"+442079460111"_qs, u"+442079460112"_qs, u"+442079460120"_qs, u"+442079460121"_qs}));
    QCOMPARE(list->entries.front().area, u"20"_qs);
    QCOMPARE(list->entries.front().line, 2);
    QCOMPARE(list->entries.back().line, 6);
}

void TestDidList::refusesLineByLine_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Fault>("fault");

    QTest::newRow("no number") << u"soon"_qs << Fault::NumberCharacters;
    QTest::newRow("too short") << u"+44 20"_qs << Fault::NumberNotPossible;
    QTest::newRow("masked") << u"138****1234"_qs << Fault::NumberCharacters;
    QTest::newRow("another country") << u"+1 212 555 0123"_qs << Fault::ChoiceUnknown;
    QTest::newRow("another area") << u"+44 161 496 0000"_qs << Fault::ChoiceUnknown;
    QTest::newRow("backwards") << u"+442079460110 .. +442079460109"_qs << Fault::RangeBackwards;
    QTest::newRow("endless") << u"+442079400000 .. +442079499999"_qs << Fault::RangeTooLong;
    QTest::newRow("twice") << u"020 7946 0100"_qs << Fault::DidRepeated;
    QTest::newRow("three ends") << u"02079460110 .. 02079460112 .. 02079460114"_qs << Fault::NumberCharacters;
}

void TestDidList::refusesLineByLine()
{
    QFETCH(QString, line);
    QFETCH(Fault, fault);
    const auto list = readDidList(QString(u"+442079460100\n" + line + u"\n+442079460101"), u"GB"_qs, u"20"_qs);
    QVERIFY(list);
    QCOMPARE(numbersOf(*list), QStringList({u"+442079460100"_qs, u"+442079460101"_qs}));
    QCOMPARE(list->rejects.size(), size_t(1));
    QCOMPARE(list->rejects.front().line, 2);
    QVERIFY(list->rejects.front().error.fault == fault);
}

void TestDidList::takesNumbersThatTheLibraryDoesNotKnow()
{
    for (const QString &country : {u"US"_qs, u"CA"_qs}) { // an area code that is nowhere yet
        const auto list = readDidList(u"+1 222 555 0123"_qs, country);
        QVERIFY(list && list->rejects.empty());
    }
    const auto elsewhere = readDidList(u"+1 416 967 1111\n+1 222 555 0123"_qs, u"GB"_qs); // Toronto
    QVERIFY(elsewhere && elsewhere->rejects.size() == 2);
    QCOMPARE(readDidList(u"+1 416 967 1111"_qs, u"US"_qs)->rejects.size(), size_t(1));
}

void TestDidList::takesNoMoreThanItsMost()
{
    const auto most = readDidList(u"+442079400000 .. +442079409999"_qs, u"GB"_qs);
    QVERIFY(most);
    QCOMPARE(qsizetype(most->entries.size()), DidList::most);
    for (const QString &text : {u"+442079400000 .. +442079409999\n+442079410000"_qs,
             QString(u"+442079400000 .. +442079405000\n"_qs).repeated(4)}) { // the same ones again and again
        const auto list = readDidList(text, u"GB"_qs);
        QVERIFY(!list && list.error().fault == Fault::RangeTooLong);
    }
}

void TestDidList::readsEveryRangeWhole()
{
    QVERIFY(rc::check("a range gives each of its numbers once, in order", [] {
        const qint64 first = 442079460000 + *rc::gen::inRange(0, 9000);
        const int count = *rc::gen::inRange(1, 60);
        const QString last = QString::number(first + count - 1);
        const auto list = readDidList(QStringLiteral("+%1 .. +%2").arg(first).arg(last), u"GB"_qs);
        RC_ASSERT(list.has_value());
        RC_ASSERT(list->rejects.empty());
        RC_ASSERT(int(list->entries.size()) == count);
        for (int i = 0; i < count; ++i)
            RC_ASSERT(list->entries[size_t(i)].number == u'+' + QString::number(first + i));
    }));
}

void TestDidList::namesNumbersInFewWords()
{
    QCOMPARE(rangesOf({}), QString());
    QCOMPARE(rangesOf({u"+4413"_qs, u"+4411"_qs, u"+4412"_qs, u"+4420"_qs, u"+4421"_qs, u"+44100"_qs}),
        u"+44100 +4411..+4413 +4420 +4421"_qs);
}

void TestDidList::keepsToTheTypeOfThePool()
{
    const auto taken = [](const QString &number, const QString &country, NumberType type) {
        return readDidList(number, country, {}, type)->rejects.empty();
    };
    QVERIFY(taken(u"+442079460100"_qs, u"GB"_qs, NumberType::Local));
    QVERIFY(!taken(u"+442079460100"_qs, u"GB"_qs, NumberType::Mobile));
    QCOMPARE(readDidList(u"+442079460100"_qs, u"GB"_qs, {}, NumberType::Mobile)->rejects.front().error.args,
        QStringList({u"number-type"_qs, u"local"_qs, u"mobile"_qs}));
    QVERIFY(taken(u"+447400123456"_qs, u"GB"_qs, NumberType::Mobile));
    QVERIFY(!taken(u"+447400123456"_qs, u"GB"_qs, NumberType::TollFree));
    QVERIFY(taken(u"+448001234567"_qs, u"GB"_qs, NumberType::TollFree));
    QVERIFY(!taken(u"+448001234567"_qs, u"GB"_qs, NumberType::Local));
    for (const NumberType type : {NumberType::Local, NumberType::Mobile}) // the same in North America
        QVERIFY(taken(u"+12125550123"_qs, u"US"_qs, type));
    for (const NumberType type : {NumberType::Local, NumberType::Mobile, NumberType::TollFree})
        QVERIFY(taken(u"+12225550123"_qs, u"US"_qs, type)); // of a code that the library does not know yet
}

void TestDidList::areaCodesComeWithoutTheirPrefix()
{
    QCOMPARE(withoutTrunkPrefix(u"020"_qs, u"GB"_qs), u"20"_qs);
    QCOMPARE(withoutTrunkPrefix(u"20"_qs, u"GB"_qs), u"20"_qs);
    QCOMPARE(withoutTrunkPrefix(u"06"_qs, u"IT"_qs), u"06"_qs); // Rome's own zero
    QCOMPARE(withoutTrunkPrefix(u"0"_qs, u"GB"_qs), u"0"_qs);
    QCOMPARE(withoutTrunkPrefix({}, u"GB"_qs), QString());
}

QTEST_APPLESS_MAIN(TestDidList)
#include "tst_did_list.moc"
