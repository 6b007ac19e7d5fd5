// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"
#include "workspace/wallet_bus.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QTest>

using namespace callveil;

namespace {

const QString password = QStringLiteral("correct horse battery");
const QString words = QStringLiteral("lusab babad gutih tugad bavuk dovaj");

QJsonObject documentOf(const Ctl::Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

QByteArray connectionFile(const QString &fingerprint, const QString &name = QStringLiteral("Main"))
{
    return QJsonDocument(
        QJsonObject{{QStringLiteral("callveil_connection"), 1}, {QStringLiteral("name"), name},
            {QStringLiteral("address"), QStringLiteral("postgresql://db.example.org/callveil")},
            {QStringLiteral("organisation"), QStringLiteral("Centre")}, {QStringLiteral("fingerprint"), fingerprint}})
        .toJson();
}

} // namespace

/// How callveilctl comes to a password, and how a second console comes to know a server.
class TestCtlAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void savesNoPasswordThatDoesNotFit();
    void savesNoOneTimePassword();
    void usesTheSavedPasswordLast();
    void asksOnlyForThisUserOfThisDatabase();
    void forgetsASavedPassword();
    void takesARefusedPasswordOut();
    void saysWhatToDoWithoutAKeyChain();
    void doesNotHangWhenTheBusDoes();
    void handsAConnectionOver();
    void refusesFilesOfOtherKinds();
    void neverReplacesAPin();
    void exportsNoFileOfADatabaseOnThisComputer();
    void forgetsAllOfARemovedConnection();

private:
    [[nodiscard]] Ctl::Outcome run(const QStringList &arguments) const { return m_ctl->run(arguments); }
    [[nodiscard]] Ctl::Outcome verb(const char *name, const char *what, const QStringList &more = {}) const
    {
        return run(QStringList{QLatin1String(name), QLatin1String(what)} + more);
    }
    [[nodiscard]] QString key(const QString &user) const
    {
        return user + u'@' + m_ctl->path(QStringLiteral("callveil.db"));
    }

    bool m_hasBus = false;
    WalletBus m_bus;
    std::unique_ptr<Ctl> m_ctl;
};

void TestCtlAccess::initTestCase()
{
    m_hasBus = m_bus.start();
    m_ctl = std::make_unique<Ctl>(QStringLiteral(CALLVEILCTL), QString());
    m_ctl->setDatabase(m_ctl->path(QStringLiteral("callveil.db")));
    m_ctl->setPassword(password);
    QCOMPARE(run({QStringLiteral("init")}).exitCode, 0);
}

void TestCtlAccess::init()
{
    m_ctl->setPassword(password);
    const auto environment = m_bus.environment();
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        m_ctl->setVariable(variable.key(), variable.value());
    if (QByteArray(QTest::currentTestFunction()).contains("Password"))
        QVERIFY2(m_hasBus, "dbus-daemon does not start; packaging/test.sh installs it");
}

void TestCtlAccess::cleanup()
{
    m_bus.setLocked(false);
    if (m_hasBus)
        QCOMPARE(verb("password", "forget").exitCode, 0);
}

void TestCtlAccess::savesNoPasswordThatDoesNotFit()
{
    m_ctl->setPassword(QStringLiteral("something else"));
    QCOMPARE(verb("password", "save").exitCode, 1);
    m_ctl->setPassword({});
    QCOMPARE(verb("password", "save").exitCode, 1);
    QVERIFY(m_bus.entries().isEmpty());
    QCOMPARE(verb("password", "show").exitCode, 2);
}

void TestCtlAccess::savesNoOneTimePassword()
{
    const auto made = verb("users", "add", {QStringLiteral("asha"), QStringLiteral("--json")});
    QCOMPARE(made.exitCode, 0);
    m_ctl->setPassword(documentOf(made)[QLatin1String("one_time_password")].toString());
    const auto outcome = verb("password", "save", {QStringLiteral("--user"), QStringLiteral("asha")});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.err.contains("only once"));
    QVERIFY(m_bus.entries().isEmpty());
}

void TestCtlAccess::usesTheSavedPasswordLast()
{
    const auto saved = verb("password", "save");
    QVERIFY2(saved.exitCode == 0, saved.err.constData());
    QCOMPARE(m_bus.entries().value(key(QStringLiteral("admin"))), password);
    QFile settings(m_ctl->settingsFile());
    QVERIFY(settings.open(QIODevice::ReadOnly) && !settings.readAll().contains("battery"));
    m_ctl->setPassword({});
    QCOMPARE(verb("process", "list").exitCode, 0);
    m_ctl->setPassword(QStringLiteral("something else")); // what is given counts, wrong as it is
    QCOMPARE(verb("process", "list").exitCode, 1);
    QCOMPARE(m_bus.entries().size(), 1); // and says nothing against what is saved
    const QStringList descriptor{QStringLiteral("--password-fd"), QStringLiteral("0")};
    QCOMPARE(m_ctl->run(QStringList{QStringLiteral("process"), QStringLiteral("list")} + descriptor, password.toUtf8())
                 .exitCode,
        0);
}

void TestCtlAccess::asksOnlyForThisUserOfThisDatabase()
{
    QCOMPARE(verb("password", "save").exitCode, 0);
    m_ctl->setPassword({});
    const auto other = verb("process", "list", {QStringLiteral("--user"), QStringLiteral("asha")});
    QCOMPARE(other.exitCode, 1);
    QVERIFY(other.err.contains("no password is given"));
}

void TestCtlAccess::forgetsASavedPassword()
{
    QCOMPARE(verb("password", "save").exitCode, 0);
    const auto gone = verb("password", "forget", {QStringLiteral("--json")});
    QCOMPARE(documentOf(gone)[QLatin1String("saved")], QJsonValue(false));
    QVERIFY(m_bus.entries().isEmpty());
    m_ctl->setPassword({});
    QCOMPARE(verb("process", "list").exitCode, 1);
}

void TestCtlAccess::takesARefusedPasswordOut()
{
    QCOMPARE(verb("password", "save").exitCode, 0);
    m_bus.put(key(QStringLiteral("admin")), QStringLiteral("an old password"));
    m_ctl->setPassword({});
    const auto refused = verb("process", "list");
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("the saved password was taken out of the key chain"));
    QVERIFY(m_bus.entries().isEmpty());
}

void TestCtlAccess::saysWhatToDoWithoutAKeyChain()
{
    if (m_hasBus)
        QCOMPARE(verb("password", "save").exitCode, 0);
    m_ctl->setVariable(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent"));
    const auto save = verb("password", "save");
    QCOMPARE(save.exitCode, 1);
    QVERIFY(save.err.contains("no key chain that runs"));
    m_ctl->setPassword({});
    const auto list = verb("process", "list");
    QCOMPARE(list.exitCode, 1);
    for (const char *way : {"CALLVEIL_PASSWORD", "--password-fd", "callveilctl password save"})
        QVERIFY2(list.err.contains(way), way);
    QCOMPARE(list.err.contains("no key chain that runs"), m_hasBus); // only who saved one hears of it
    init();
}

void TestCtlAccess::doesNotHangWhenTheBusDoes()
{
    QLocalServer silent;
    QVERIFY(silent.listen(m_ctl->path(QStringLiteral("silent"))));
    m_ctl->setVariable(
        QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=") + silent.fullServerName());
    const auto save = verb("password", "save");
    QCOMPARE(save.exitCode, 1);
    QVERIFY(save.err.contains("no key chain that runs"));
    init();
}

void TestCtlAccess::handsAConnectionOver()
{
    const QString given = m_ctl->writeFile(QStringLiteral("given.json"), connectionFile(words));
    const auto imported = verb("connection", "import", {given, QStringLiteral("--json")});
    QVERIFY2(imported.exitCode == 0, imported.err.constData());
    QCOMPARE(documentOf(imported)[QLatin1String("name")].toString(), QStringLiteral("Main"));
    QCOMPARE(documentOf(imported)[QLatin1String("fingerprint")].toString(), words);
    const auto list = documentOf(verb("connection", "list", {QStringLiteral("--json")}));
    QCOMPARE(list[QLatin1String("connections")].toArray().size(), 1);
    QCOMPARE(list[QLatin1String("connections")][0][QLatin1String("fingerprint")].toString(), words);
    const QString path = m_ctl->path(QStringLiteral("handed over.json"));
    const QStringList main{QStringLiteral("--connection"), QStringLiteral("Main")};
    QCOMPARE(verb("connection", "export", QStringList(path) + main).exitCode, 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(document[QLatin1String("organisation")].toString(), QStringLiteral("Centre"));
    QCOMPARE(document[QLatin1String("fingerprint")].toString(), words);
    QCOMPARE(verb("connection", "export", QStringList(path) + main).exitCode, 1); // what is there stays
}

void TestCtlAccess::refusesFilesOfOtherKinds()
{
    const auto refused = verb("connection", "import", {m_ctl->writeFile(QStringLiteral("calls.csv"), "a,b\n1,2\n")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("calls.csv") && refused.err.contains("is no connection file"));
    const auto damaged = verb("connection", "import",
        {m_ctl->writeFile(QStringLiteral("bad.json"), connectionFile(QStringLiteral("lusab")))});
    QCOMPARE(damaged.exitCode, 1);
    QVERIFY(damaged.err.contains("Fingerprint words") && damaged.err.contains("export it again"));
}

void TestCtlAccess::neverReplacesAPin()
{
    const QString other = QStringLiteral("babad lusab gutih tugad bavuk dovaj");
    const auto refused = verb("connection", "import",
        {m_ctl->writeFile(QStringLiteral("other.json"), connectionFile(other, QStringLiteral("Other")))});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains(words.toUtf8()) && refused.err.contains(other.toUtf8()));
    QVERIFY(refused.err.contains("connection remove"));
    const auto typed = verb("process", "list",
        {QStringLiteral("--connection"), QStringLiteral("Main"), QStringLiteral("--fingerprint"), other});
    QCOMPARE(typed.exitCode, 1);
    QVERIFY(typed.err.contains(words.toUtf8()) && typed.err.contains(other.toUtf8()));
}

void TestCtlAccess::exportsNoFileOfADatabaseOnThisComputer()
{
    const auto refused = verb("connection", "export", {m_ctl->path(QStringLiteral("no.json"))});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.err.contains("is a file on this computer"));
    QVERIFY(!QFile::exists(m_ctl->path(QStringLiteral("no.json"))));
}

void TestCtlAccess::forgetsAllOfARemovedConnection()
{
    QCOMPARE(verb("connection", "remove", {QStringLiteral("Elsewhere")}).exitCode, 1);
    QCOMPARE(verb("connection", "remove", {QStringLiteral("Main")}).exitCode, 0);
    QVERIFY(documentOf(verb("connection", "list", {QStringLiteral("--json")}))[QLatin1String("connections")]
                .toArray()
                .isEmpty());
    // Not only the connection: another organisation may be there from now on.
    const QString other = QStringLiteral("babad lusab gutih tugad bavuk dovaj");
    QCOMPARE(
        verb("connection", "import", {m_ctl->writeFile(QStringLiteral("next.json"), connectionFile(other))}).exitCode,
        0);
}

QTEST_GUILESS_MAIN(TestCtlAccess)
#include "tst_ctl_access.moc"
