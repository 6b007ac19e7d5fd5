// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/sip_target.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace callveil;

/// Targets of gateways: hosts only, in one form, and no place for a number.
class TestSipTarget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsHostsAndAddresses_data();
    void readsHostsAndAddresses();
    void refuses_data();
    void refuses();
    void readsWhatItWrites();
    void takesNoUserPart();
    void repeatsNoNumber();
    void whatItTakesStaysAsItIs();
};

void TestSipTarget::readsHostsAndAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *typed, const char *text) { QTest::newRow(typed) << typed << text; };
    add("sip:gw.example.org", "sip:gw.example.org");
    add("  SIPS:GW.Example.ORG:5061;Transport=TLS ", "sips:gw.example.org:5061;transport=tls");
    add("sip:gateway", "sip:gateway");
    add("sip:ec2-203-0-113-25.example.com:5060", "sip:ec2-203-0-113-25.example.com:5060");
    add("sip:192.0.2.1;transport=udp", "sip:192.0.2.1;transport=udp");
    add("sip:255.255.255.255:65535", "sip:255.255.255.255:65535");
    add("sip:[2001:DB8::1]:5060", "sip:[2001:db8::1]:5060");
    add("sip:[::]", "sip:[::]");
    add("sip:[::ffff:192.0.2.1]", "sip:[::ffff:192.0.2.1]");
    add("sip:[1:2:3:4:5:6:7:8]", "sip:[1:2:3:4:5:6:7:8]");
    add("sip:[1:2:3:4:5:6:192.0.2.1]", "sip:[1:2:3:4:5:6:192.0.2.1]");
    add("sip:1.gw.example", "sip:1.gw.example");
}

void TestSipTarget::readsHostsAndAddresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, text);
    const auto target = readSipTarget(typed);
    QVERIFY(target);
    QCOMPARE(target->text(), text);
}

void TestSipTarget::refuses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("fault");
    const auto add = [](const char *typed, Fault fault) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << int(fault);
    };
    add("", Fault::NameEmpty);
    add("   ", Fault::NameEmpty);
    for (const char *typed : {"gw.example.org", "tel:gw", "sip:", "sip:gw:0", "sip:gw:65536", "sip:gw:099999",
             "sip:gw;transport=sctp", "sip:gw;transport=", "sip:gw;lr", "sip:gw;transport=tls;lr", "sip:gw?x=1",
             "sips:gw;transport=udp", "sip:alice@gw.example.org", "sip:a:b@gw.example.org", "sip:@gw.example.org",
             "sip:447700900123@gw.example.org", "sip:+447700900123", "sip:gw example.org", "sip:gw\nx", "sip:gw..org",
             "sip:.gw", "sip:gw.", "sip:-gw", "sip:gw-.org", "sip:10.0.0", "sip:10.0.0.256", "sip:010.0.0.1", "sip:911",
             "sip:gw.911", "sip:[]", "sip:[1:2:3]", "sip:[1::2::3]", "sip:[1:2:3:4:5:6:7:8:9]", "sip:[12345::]",
             "sip:[fe80::1%eth0]", "sip:[::1", "sip:::1", "sip:[1:2:3:4:5:6:7:8::]", "sip:[192.0.2.1::]", "sip:[gw]",
             "sip:gw_1.example.org", "sip:g\xc3\xbc.example.org", "s\xc3\xacp:gw", "sip:\xe2\x84\xaa.example.org",
             "sip:\xd9\xa1.example.org", "<sip:gw>", "sip:gw,sip:other", "sip:sip:gw"})
        add(typed, Fault::ChoiceUnknown);
    add("sip:447700900123", Fault::TextHoldsNumber);
    add("sip:447700900123.example.org", Fault::TextHoldsNumber);
    add("sip:x4477009.example.org", Fault::TextHoldsNumber);
    QTest::newRow("long") << QString(QStringLiteral("sip:") + QString(400, u'a')) << int(Fault::TextTooLong);
    QTest::newRow("long label") << QString(QStringLiteral("sip:") + QString(64, u'a')) << int(Fault::ChoiceUnknown);
}

void TestSipTarget::refuses()
{
    QFETCH(QString, typed);
    QFETCH(int, fault);
    const auto target = readSipTarget(typed);
    QVERIFY(!target);
    QCOMPARE(int(target.error().fault), fault);
    QCOMPARE(target.error().args.value(0), QStringLiteral("target"));
}

namespace {

QString drawn(const char *letters, int least, int most)
{
    const auto text = *rc::gen::resize(most, rc::gen::container<std::string>(rc::gen::elementOf(std::string(letters))));
    QString name = QString::fromStdString(text).left(most);
    while (name.size() < least)
        name += QLatin1Char(letters[0]);
    return name;
}

} // namespace

void TestSipTarget::readsWhatItWrites()
{
    const bool holds = rc::check([] {
        SipTarget target;
        target.secure = *rc::gen::arbitrary<bool>();
        const int kind = *rc::gen::inRange(0, 3);
        if (kind == 0)
            for (int group = 0; group < 8; ++group)
                target.host += (group ? QStringLiteral(":") : QString()) + drawn("0123456789abcdef", 1, 4);
        else if (kind == 1)
            for (int byte = 0; byte < 4; ++byte)
                target.host += (byte ? QStringLiteral(".") : QString()) + QString::number(*rc::gen::inRange(0, 256));
        else
            target.host = drawn("abcxyz", 1, 20) + u'-' + QString::number(*rc::gen::inRange(0, 999999)) + u'.'
                + drawn("abcxyz", 1, 20);
        target.isAddress = kind < 2;
        target.port = *rc::gen::inRange(0, 65536);
        target.transport = *rc::gen::elementOf(std::vector<QString>{{}, QStringLiteral("tcp"), QStringLiteral("tls")});
        const auto read = readSipTarget(target.text());
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == target);
        const auto shouted = readSipTarget(target.text().toUpper());
        RC_ASSERT(shouted.has_value() && *shouted == target);
    });
    QVERIFY(holds);
}

void TestSipTarget::takesNoUserPart()
{
    const bool holds = rc::check([] {
        const QString before = drawn("0123456789abc+-.:;%", 0, 20), after = drawn("abc.", 1, 20);
        RC_ASSERT(!readSipTarget(QStringLiteral("sip:") + before + u'@' + after));
    });
    QVERIFY(holds);
}

void TestSipTarget::repeatsNoNumber()
{
    const bool holds = rc::check([] {
        const QString number = drawn("0123456789", 7, 15);
        for (const QString &form : {QStringLiteral("sip:%1"), QStringLiteral("sip:%1@gw"), QStringLiteral("%1"),
                 QStringLiteral("sip:gw@%1"), QStringLiteral("sip:gw.%1!"), QStringLiteral("sips:+%1;transport=tls")}) {
            const auto target = readSipTarget(form.arg(number));
            RC_ASSERT(!target);
            RC_ASSERT(!target.error().args.join(u' ').contains(number));
        }
    });
    QVERIFY(holds);
}

void TestSipTarget::whatItTakesStaysAsItIs()
{
    int taken = 0;
    const bool holds = rc::check([&taken] {
        const QString typed = *rc::gen::elementOf(std::vector<QString>{
                                  QStringLiteral("sip:"), QStringLiteral("sips:"), QStringLiteral("SIP:")})
            + drawn("abG1.-", 0, 6) + drawn(":[]@;= 1", 0, 1);
        const auto target = readSipTarget(typed);
        if (!target)
            return;
        ++taken;
        const auto again = readSipTarget(target->text());
        RC_ASSERT(again.has_value());
        RC_ASSERT(again->text() == target->text());
        RC_ASSERT(!target->text().contains(u'@') && !target->text().contains(u' '));
    });
    QVERIFY(holds);
    QVERIFY(taken > 0);
}

QTEST_GUILESS_MAIN(TestSipTarget)
#include "tst_sip_target.moc"
