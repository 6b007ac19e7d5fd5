// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace callveil;

namespace {

QJsonObject documentOf(const Ctl::Outcome &outcome)
{
    return QJsonDocument::fromJson(outcome.out).object();
}

} // namespace

/// Grants, revocations and people by command, as scripts use them.
class TestCtlGrants : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsGrants();
    void grantsAndRevokes();
    void refusesToRevokeTheLastHolder();
    void completesNothingWhenNobodyWaits();
    void tellsWrongUsage_data();
    void tellsWrongUsage();
    void changesAPerson();
    void leavesWhatIsNotGiven();
    void resetsToOneTimePasswordOnStandardOutputOnly();
    void endsItsOwnSignIn();
    void refusesToEndWhatIsNotOpen();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &line) const
    {
        return m_ctl->run(line.split(u' ') + QStringList(QStringLiteral("--json")));
    }
    [[nodiscard]] QJsonArray grants() const
    {
        return documentOf(run(QStringLiteral("grant --list")))[QLatin1String("grants")].toArray();
    }
    [[nodiscard]] QString roleOf(const QString &user) const
    {
        const auto users = documentOf(run(QStringLiteral("users list")))[QLatin1String("users")].toArray();
        for (const auto &each : users)
            if (each[QLatin1String("user")].toString() == user)
                return each[QLatin1String("role")].toString();
        return {};
    }

    std::unique_ptr<Ctl> m_ctl;
};

void TestCtlGrants::initTestCase()
{
    m_ctl = std::make_unique<Ctl>(QStringLiteral(CALLVEILCTL), QString());
    m_ctl->setDatabase(m_ctl->path(QStringLiteral("callveil.db")));
    m_ctl->setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run(QStringLiteral("init")).exitCode, 0);
    for (const char *name : {"Sales", "Support"})
        QCOMPARE(run(QStringLiteral("process add %1 --country GB").arg(QLatin1String(name))).exitCode, 0);
    QCOMPARE(run(QStringLiteral("users add eva --role analyst")).exitCode, 0);
}

void TestCtlGrants::listsGrants()
{
    QCOMPARE(grants().size(), 1);
    QCOMPARE(grants()[0][QLatin1String("role")].toString(), QStringLiteral("administrator"));
    QVERIFY(grants()[0][QLatin1String("process")].isNull());
    QCOMPARE(grants()[0][QLatin1String("people")].toArray().size(), 1);
    const auto table = m_ctl->run({QStringLiteral("grant"), QStringLiteral("--list")});
    QCOMPARE(table.exitCode, 0);
    QVERIFY(table.out.contains("Administrator"));
}

void TestCtlGrants::grantsAndRevokes()
{
    const auto granted = run(QStringLiteral("grant analyst --process Sales --process support"));
    QCOMPARE(granted.exitCode, 0);
    QCOMPARE(documentOf(granted)[QLatin1String("given")].toInt(), 1);
    QCOMPARE(documentOf(granted)[QLatin1String("waiting")].toInt(), 0);
    QCOMPARE(grants().size(), 3);
    const auto revoked = run(QStringLiteral("revoke analyst --process Sales"));
    QCOMPARE(revoked.exitCode, 0);
    QCOMPARE(documentOf(revoked)[QLatin1String("rotations_due")].toInt(), 1);
    QCOMPARE(grants().size(), 2);
    const auto again = run(QStringLiteral("revoke analyst --process Sales"));
    QCOMPARE(again.exitCode, 1);
    QVERIFY(again.err.contains("not granted"));
    QCOMPARE(run(QStringLiteral("grant analyst --process Nowhere")).exitCode, 1);
}

void TestCtlGrants::refusesToRevokeTheLastHolder()
{
    QCOMPARE(run(QStringLiteral("revoke analyst --process Support")).exitCode, 0);
    const auto outcome = run(QStringLiteral("revoke administrator"));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.err.contains("recovery kit"));
}

void TestCtlGrants::completesNothingWhenNobodyWaits()
{
    const auto outcome = run(QStringLiteral("grant --complete"));
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(documentOf(outcome)[QLatin1String("given")].toInt(-1), 0);
}

void TestCtlGrants::tellsWrongUsage_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line : {"grant", "grant nobody", "grant analyst --list", "grant --list --process Sales", "revoke",
             "revoke nobody", "revoke analyst --process Sales --process Support", "users", "users eva", "users reset",
             "users change eva", "users change eva --role chief", "users change eva --process Sales --all-processes",
             "users disable eva --role analyst", "users sign-ins eva"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestCtlGrants::tellsWrongUsage()
{
    QFETCH(QString, line);
    const auto outcome = run(line);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty() && outcome.err.contains("--help"));
}

void TestCtlGrants::changesAPerson()
{
    const auto outcome = run(QStringLiteral("users change eva --role supervisor --process Sales"));
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(!documentOf(outcome)[QLatin1String("all_processes")].toBool(true));
    QCOMPARE(roleOf(QStringLiteral("eva")), QStringLiteral("supervisor"));
    QCOMPARE(run(QStringLiteral("users change nobody --role analyst")).exitCode, 1);
    QCOMPARE(run(QStringLiteral("users change admin --role analyst")).exitCode, 1); // nobody changes himself
}

void TestCtlGrants::leavesWhatIsNotGiven()
{
    const auto role = run(QStringLiteral("users change eva --role executive"));
    QVERIFY(!documentOf(role)[QLatin1String("all_processes")].toBool(true));
    const auto processes = run(QStringLiteral("users change eva --all-processes"));
    QVERIFY(documentOf(processes)[QLatin1String("all_processes")].toBool());
    QCOMPARE(roleOf(QStringLiteral("eva")), QStringLiteral("executive"));
}

void TestCtlGrants::resetsToOneTimePasswordOnStandardOutputOnly()
{
    const auto outcome = run(QStringLiteral("users reset eva"));
    QCOMPARE(outcome.exitCode, 0);
    const QString password = documentOf(outcome)[QLatin1String("one_time_password")].toString();
    QVERIFY(password.size() >= 20);
    QVERIFY(outcome.err.isEmpty());
    const auto list = run(QStringLiteral("users list"));
    QVERIFY(list.out.contains("must change password") && !list.out.contains(password.toUtf8()));
    QCOMPARE(run(QStringLiteral("users reset admin")).exitCode, 1);
}

void TestCtlGrants::endsItsOwnSignIn()
{
    const auto outcome = run(QStringLiteral("users sign-ins"));
    QCOMPARE(outcome.exitCode, 0);
    const auto signIns = documentOf(outcome)[QLatin1String("sign_ins")].toArray();
    QCOMPARE(signIns.size(), 1); // those of the commands before are over
    QVERIFY(signIns[0][QLatin1String("own")].toBool());
    QCOMPARE(signIns[0][QLatin1String("user")].toString(), QStringLiteral("admin"));
}

void TestCtlGrants::refusesToEndWhatIsNotOpen()
{
    const auto outcome = run(QStringLiteral("users sign-out eva"));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY(outcome.err.contains("eva"));
    QCOMPARE(run(QStringLiteral("users sign-out admin")).exitCode, 1); // its own it leaves alone
}

QTEST_GUILESS_MAIN(TestCtlGrants)
#include "tst_ctl_grants.moc"
