// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/switch_login.h"

#include <QtTest>

using namespace callveil;

/// Names of switches, and what a switch is told of its place.
class TestSwitchLogin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesNames();
    void refusesWhatIsNoName_data();
    void refusesWhatIsNoName();
    void repeatsNoNumber();
    void tellsWhereTheDatabaseIs_data();
    void tellsWhereTheDatabaseIs();
    void tellsItsState();
};

void TestSwitchLogin::takesNames()
{
    for (const char *name : {"k", "kamailio", "kamailio-2", "a23456789012345678901234"})
        QCOMPARE(checkedSwitchName(QLatin1String(name)).value_or(QString()), QLatin1String(name));
    QCOMPARE(checkedSwitchName(QStringLiteral("  kamailio ")).value_or(QString()), QStringLiteral("kamailio"));
}

void TestSwitchLogin::refusesWhatIsNoName_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
        {"", "-a", "2nd", "Kamailio", "a b", "a.b", "a_b", "a'b", "a\"b", "k\nk", "a234567890123456789012345", "käfer"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestSwitchLogin::refusesWhatIsNoName()
{
    QFETCH(QString, name);
    const auto checked = checkedSwitchName(name);
    QVERIFY(!checked);
    QCOMPARE(checked.error().fault, Fault::SwitchNameInvalid);
}

void TestSwitchLogin::repeatsNoNumber()
{
    for (const char *number : {"447700900123", "+44 7700 900123", "sip:447700900123@x"}) {
        const auto checked = checkedSwitchName(QLatin1String(number));
        QVERIFY(!checked);
        QCOMPARE(checked.error().args, QStringList(QStringLiteral("…")));
    }
    QCOMPARE(quotableSwitchName(QStringLiteral("Kamailio 2")), QStringLiteral("Kamailio 2"));
}

void TestSwitchLogin::tellsWhereTheDatabaseIs_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("place");
    const auto add = [](const char *host, const char *place) {
        QTest::newRow(host) << QString::fromLatin1(host) << QString::fromLatin1(place);
    };
    add("db.example.org", "db.example.org:5432");
    add("192.0.2.5", "192.0.2.5:5432");
    add("2001:db8::5", "[2001:db8::5]:5432");
    add("/run/postgresql", "localhost:5432");
}

void TestSwitchLogin::tellsWhereTheDatabaseIs()
{
    QFETCH(QString, host);
    QFETCH(QString, place);
    const SwitchAccess access{QStringLiteral("kamailio"), QStringLiteral("cvs_office.kamailio"), host,
        QStringLiteral("office"), 5432, QStringLiteral("SECRET2")};
    QCOMPARE(access.place(), place);
    QCOMPARE(access.url(), QStringLiteral("postgres://cvs_office.kamailio:SECRET2@%1/office").arg(place));
    QCOMPARE(access.kamailioLine(), QStringLiteral("#!substdef \"|CV_DATABASE|%1|g\"").arg(access.url()));
}

void TestSwitchLogin::tellsItsState()
{
    SwitchLogin login;
    QCOMPARE(login.state(), SwitchLogin::State::Enabled);
    login.disabledAt = 1;
    QCOMPARE(login.state(), SwitchLogin::State::Disabled);
    login.exists = false;
    QCOMPARE(login.state(), SwitchLogin::State::Missing);
}

QTEST_GUILESS_MAIN(TestSwitchLogin)
#include "tst_switch_login.moc"
