// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/callbacks/callback_targets.h"

#include "domain/callbacks/callback_url.h"

#include <QtTest>

using namespace callveil;

namespace {

/// Addresses that nobody is called at who did not ask for it.
const QStringList hostileAddresses{"127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255",
    "100.64.0.1", "100.127.255.254", "100.100.100.200", "169.254.0.1", "169.254.169.254", "169.254.170.2", "172.16.0.1",
    "172.31.255.254", "168.63.129.16", "192.0.0.1", "192.0.0.192", "192.0.2.7", "192.88.99.1", "192.168.0.1",
    "192.168.255.254", "198.18.0.1", "198.19.255.254", "198.51.100.3", "203.0.113.9", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808",
    "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:808:808::1", "2001::1", "2001:0:4136:e378::1",
    "2001:2::1", "2001:10::1", "2001:db8::1", "3fff::1", "100::1", "fc00::1", "fd00:ec2::254", "fd20:ce::254",
    "fd12::1", "fe80::1", "fe80::a9fe:a9fe", "fec0::1", "ff02::1", "ff0e::1", "5f00::1", "4000::1"};

/// Texts that some readers take for an address or a host, and others for another one.
const QStringList hostileUrls{"http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://0x7f.0.0.1/",
    "http://0177.0.0.1/", "http://127.1/", "http://127.0.1/", "http://010.0.0.1/", "http://00.0.0.0/",
    "http://0xa9.0xfe.0xa9.0xfe/", "http://2852039166/", "http://0251.0376.0251.0376/", "http://169.254.43518/",
    "http://127.0.0.1.:80/", "http://localhost./", "http://example.org./", "http://example.org../",
    "http://.example.org/", "http://user@127.0.0.1/", "http://example.org@127.0.0.1/",
    "http://example.org:80@127.0.0.1/", "http://@example.org/", "http://127.0.0.1%2f@example.org/",
    "http://example.org%00.evil.org/", "http://%31%32%37.0.0.1/", "http://example.org\\@127.0.0.1/",
    "http:\\\\127.0.0.1/", "http:/127.0.0.1/", "http:127.0.0.1", "//127.0.0.1/", "http:///path", "http://:80/",
    "http://[::1", "http://::1/", "http://[::1]x/", "http://[fe80::1%25eth0]/", "http://[::ffff:127.0.0.1%251]/",
    "file:///etc/passwd", "gopher://127.0.0.1:6379/_x", "ftp://example.org/", "dict://127.0.0.1:11211/",
    "javascript:alert(1)", "data:text/plain,x", "unix:///run/x.sock", "https://example.org/#x",
    "https://example.org:0/", "https://example.org:65536/", "https://example.org:8o/", "https://exa mple.org/",
    "https://example.org/\tx", "https://example.org/\r\nHost: x", "https://ex\u200bample.org/", "https://-a.org/",
    "https://a..org/", "https://a-.org/", "https://a,b.org/", "https://\u2488.0.0.1/", "https://1.2.3/",
    "https://1.2.3.4.5/", "https://256.1.1.1/", "https://12345/", "https://a.0x7f/"};

} // namespace

/// Where events may be sent to.
class TestCallbackTargets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyHostileIsCalled();
    void theInternetIsCalled();
    void whatIsAllowedIsCalled();
    void someAreNeverCalled();
    void keepsEntriesInOneForm();
    void refusesOtherEntries();
    void readsUsualUrls();
    void refusesHostileUrls();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

void TestCallbackTargets::nobodyHostileIsCalled()
{
    QVERIFY(hostileAddresses.size() + hostileUrls.size() >= 80);
    for (const QString &text : hostileAddresses) {
        const QHostAddress address(text);
        QVERIFY2(!address.isNull(), qPrintable(text));
        QVERIFY2(!CallbackTargets().mayCall(QStringLiteral("example.org"), address), qPrintable(text));
    }
    QVERIFY(!CallbackTargets().mayCall(QStringLiteral("example.org"), QHostAddress()));
    QHostAddress scoped(QStringLiteral("2606:4700::1"));
    scoped.setScopeId(QStringLiteral("eth0"));
    QVERIFY(!CallbackTargets().mayCall(QStringLiteral("example.org"), scoped));
}

void TestCallbackTargets::theInternetIsCalled()
{
    for (const char *text : {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
             "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1", "223.255.255.255", "2606:4700::1111",
             "2001:4860:4860::8888", "2a00:1450::1", "2400:cb00::1"})
        QVERIFY2(CallbackTargets().mayCall(QStringLiteral("example.org"), QHostAddress(QLatin1String(text))), text);
}

void TestCallbackTargets::whatIsAllowedIsCalled()
{
    const CallbackTargets targets({QStringLiteral("10.1.0.0/16"), QStringLiteral("127.0.0.1"),
        QStringLiteral("fd12::/16"), QStringLiteral("crm.example.org")});
    const auto may = [&](const char *host, const char *address) {
        return targets.mayCall(QLatin1String(host), QHostAddress(QLatin1String(address)));
    };
    QVERIFY(may("any.example.org", "10.1.2.3"));
    QVERIFY(!may("any.example.org", "10.2.0.1"));
    QVERIFY(may("any.example.org", "127.0.0.1"));
    QVERIFY(!may("any.example.org", "127.0.0.2"));
    QVERIFY(may("any.example.org", "fd12::5"));
    QVERIFY(!may("any.example.org", "fd13::5"));
    QVERIFY(!may("any.example.org", "::1"));
    QVERIFY(may("CRM.example.org", "192.168.1.1"));
    QVERIFY(!may("crm.example.org.evil.org", "192.168.1.1"));
    QVERIFY(!may("evil.crm.example.org", "192.168.1.1"));
}

void TestCallbackTargets::someAreNeverCalled()
{
    const CallbackTargets targets(
        {QStringLiteral("crm.example.org"), QStringLiteral("0.0.0.0/0"), QStringLiteral("::/0"),
            QStringLiteral("169.254.169.254"), QStringLiteral("100.64.0.0/10"), QStringLiteral("fc00::/7")});
    for (const char *text : {"169.254.169.254", "0.0.0.0", "100.100.100.200", "224.0.0.1", "255.255.255.255", "::",
             "fe80::1", "ff02::1", "fd00:ec2::254", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001::1"})
        QVERIFY2(!targets.mayCall(QStringLiteral("crm.example.org"), QHostAddress(QLatin1String(text))), text);
}

void TestCallbackTargets::keepsEntriesInOneForm()
{
    const auto entry = [](const char *typed) {
        return CallbackTargets::checkedEntry(QLatin1String(typed)).value_or(QStringLiteral("refused"));
    };
    QCOMPARE(entry(" 10.1.2.3 "), QStringLiteral("10.1.2.3"));
    QCOMPARE(entry("10.1.2.3/32"), QStringLiteral("10.1.2.3"));
    QCOMPARE(entry("10.0.0.0/8"), QStringLiteral("10.0.0.0/8"));
    QCOMPARE(entry("FD12:0::/16"), QStringLiteral("fd12::/16"));
    QCOMPARE(entry("::1"), QStringLiteral("::1"));
    QCOMPARE(entry("CRM.Example.org"), QStringLiteral("crm.example.org"));
    QCOMPARE(entry("localhost"), QStringLiteral("localhost"));
}

void TestCallbackTargets::refusesOtherEntries()
{
    for (const char *typed : {"", "10", "10.1", "10/8", "0.0.0.0/0", "::/0", "2000::/3", "10.0.0.0/33", "10.0.0.0/-1",
             "169.254.169.254", "169.254.0.0/16", "224.0.0.1", "fe80::1", "fe80::1%eth0", "64:ff9b::1", "10.0.0.1:80",
             "crm.example.org:443", "crm.example.org/x", "https://crm.example.org", "*.example.org", "a@b.org", "127.1",
             "0x7f.0.0.1", "2130706433", "crm.example.org.", "0.0.0.0/1"})
        QVERIFY2(!CallbackTargets::checkedEntry(QLatin1String(typed)).has_value(), typed);
}

void TestCallbackTargets::readsUsualUrls()
{
    const auto read = [](const char *typed) {
        const auto url = readCallbackUrl(QString::fromUtf8(typed));
        return url ? QStringLiteral("%1 %2 %3").arg(url->host()).arg(url->port()).arg(url->isEncrypted)
                   : QStringLiteral("fault %1").arg(int(url.error()));
    };
    QCOMPARE(read(" https://crm.example.org/hooks/calls?key=a%20b "), QStringLiteral("crm.example.org 443 1"));
    QCOMPARE(read("HTTP://CRM.Example.org:8080"), QStringLiteral("crm.example.org 8080 0"));
    QCOMPARE(read("http://192.168.1.20/x"), QStringLiteral("192.168.1.20 80 0"));
    QCOMPARE(read("https://[2001:DB8::1]:8443/x"), QStringLiteral("2001:db8::1 8443 1"));
    QCOMPARE(read("https://b\u00fccher.example/x"), QStringLiteral("xn--bcher-kva.example 443 1"));
    QCOMPARE(read("https://hooks_1.example.org/"), QStringLiteral("hooks_1.example.org 443 1"));
    QCOMPARE(read("http://localhost:9000/"), QStringLiteral("localhost 9000 0"));
}

/// They are refused, or lead to a host that the addresses of above are compared with.
void TestCallbackTargets::refusesHostileUrls()
{
    for (const QString &text : hostileUrls) {
        const auto url = readCallbackUrl(text);
        QVERIFY2(!url.has_value(), qPrintable(text + QStringLiteral(" -> ") + (url ? url->host() : QString())));
    }
}

void TestCallbackTargets::saysWhatIsWrong_data()
{
    using enum CallbackUrlFault;
    QTest::addColumn<QString>("typed");
    QTest::addColumn<CallbackUrlFault>("fault");
    QTest::newRow("empty") << QStringLiteral("  ") << Empty;
    QTest::newRow("long") << QString(QStringLiteral("https://a.org/") + QString(2000, u'x')) << TooLong;
    QTest::newRow("blank") << QStringLiteral("https://a.org/a b") << Characters;
    QTest::newRow("no url") << QStringLiteral("a.org/x") << NoUrl;
    QTest::newRow("scheme") << QStringLiteral("ftp://a.org/") << Scheme;
    QTest::newRow("user") << QStringLiteral("https://u:p@a.org/") << UserInfo;
    QTest::newRow("fragment") << QStringLiteral("https://a.org/#x") << Fragment;
    QTest::newRow("host") << QStringLiteral("https:///x") << NoHost;
    QTest::newRow("decimal") << QStringLiteral("http://2130706433/") << OddHost;
    QTest::newRow("port") << QStringLiteral("https://a.org:0/") << Port;
}

void TestCallbackTargets::saysWhatIsWrong()
{
    QFETCH(QString, typed);
    QFETCH(CallbackUrlFault, fault);
    const auto url = readCallbackUrl(typed);
    QVERIFY(!url.has_value());
    QCOMPARE(int(url.error()), int(fault));
}

QTEST_GUILESS_MAIN(TestCallbackTargets)
#include "tst_callback_targets.moc"
