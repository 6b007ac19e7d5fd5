// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/gateway.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

/// What a gateway may be, field by field.
class TestGateway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsPrefixesAsTheyAreTyped();
    void refusesWhatIsNoPrefix_data();
    void refusesWhatIsNoPrefix();
    void readsEveryListOfPrefixes();
    void takesNoMorePrefixesThanItsMost();
    void keepsFiguresInTheirRange();
    void bringsFieldsIntoOneForm();

private:
    static Gateway gateway()
    {
        Gateway gateway;
        gateway.name = QStringLiteral("Carrier");
        gateway.target = QStringLiteral("sip:gw.example.org");
        return gateway;
    }
};

void TestGateway::readsPrefixesAsTheyAreTyped()
{
    QCOMPARE(readPrefixes({}).value(), QStringList());
    QCOMPARE(readPrefixes(QStringLiteral(" ,; ")).value(), QStringList());
    QCOMPARE(readPrefixes(QStringLiteral("+44, +353;+1\t+44\n+4420794")).value(),
        QStringList({QStringLiteral("+1"), QStringLiteral("+353"), QStringLiteral("+44"), QStringLiteral("+4420794")}));
}

void TestGateway::refusesWhatIsNoPrefix_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
        {"44", "+", "+0", "+044", "+44x", "++44", "+44 20", "0044", "all", "+44-20", "+12345678", "+447700900123",
            "\xef\xbc\x8b"
            "44",
            "+\xd9\xa4\xd9\xa4"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void TestGateway::refusesWhatIsNoPrefix()
{
    QFETCH(QString, typed);
    const auto prefixes = checkedPrefixes({QStringLiteral("+1"), typed});
    QVERIFY(!prefixes);
    QCOMPARE(prefixes.error().fault, Fault::ChoiceUnknown);
    QCOMPARE(prefixes.error().args.value(0), QStringLiteral("prefixes"));
    QVERIFY(!prefixes.error().args.value(1).contains(QStringLiteral("7700")));
}

void TestGateway::readsEveryListOfPrefixes()
{
    const bool holds = rc::check([] {
        const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 10'000'000));
        RC_PRE(numbers.size() <= size_t(Gateway::mostPrefixes));
        QStringList typed;
        for (const int number : numbers)
            typed.append(u'+' + QString::number(number));
        const auto read = readPrefixes(typed.join(QStringLiteral(", ")));
        RC_ASSERT(read.has_value());
        RC_ASSERT(QSet<QString>(read->begin(), read->end()) == QSet<QString>(typed.begin(), typed.end()));
        RC_ASSERT(readPrefixes(read->join(u' ')).value() == *read);
    });
    QVERIFY(holds);
}

void TestGateway::takesNoMorePrefixesThanItsMost()
{
    QStringList many;
    for (int i = 0; i <= Gateway::mostPrefixes; ++i)
        many.append(QStringLiteral("+%1").arg(100 + i));
    QCOMPARE(checkedPrefixes(many).error().fault, Fault::ChoiceUnknown);
    many.removeLast();
    QVERIFY(checkedPrefixes(many));
}

void TestGateway::keepsFiguresInTheirRange()
{
    Gateway wanted = gateway();
    for (const int priority : {-1, 100}) {
        wanted.priority = priority;
        QCOMPARE(checkedGateway(wanted).error().args.value(0), QStringLiteral("priority"));
    }
    wanted.priority = 99;
    for (const int channels : {-1, 100001}) {
        wanted.channels = channels;
        QCOMPARE(checkedGateway(wanted).error().args.value(0), QStringLiteral("channels"));
    }
    wanted.channels = 100000;
    QVERIFY(checkedGateway(wanted));
}

void TestGateway::bringsFieldsIntoOneForm()
{
    Gateway wanted = gateway();
    wanted.name = QStringLiteral("  My   carrier ");
    wanted.target = QStringLiteral("SIP:GW.example.org");
    wanted.prefixes = {QStringLiteral("+44"), QStringLiteral("+1"), QStringLiteral("+44")};
    const auto stored = checkedGateway(wanted);
    QVERIFY(stored);
    QCOMPARE(stored->name, QStringLiteral("My carrier"));
    QCOMPARE(stored->target, QStringLiteral("sip:gw.example.org"));
    QCOMPARE(stored->prefixes, QStringList({QStringLiteral("+1"), QStringLiteral("+44")}));
    QVERIFY(checkedGateway(*stored).value() == *stored);
}

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
