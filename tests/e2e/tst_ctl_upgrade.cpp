// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_cluster.h"
#include "workspace/ctl.h"
#include "workspace/test_organisation.h"

namespace callveil {

namespace {

QString superuserOf(const TestOrganisation &organisation)
{
    return QStringLiteral("postgresql://postgres@127.0.0.1:%1/%2")
        .arg(PostgresCluster::shared().port())
        .arg(organisation.address().database);
}

} // namespace

/// A server's database comes to the program's version by a superuser, whom nobody keeps.
class CtlUpgradeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesWhatIsUpToDateAsItIs();
    void refusesWhoIsNoSuperuser();
    void isForServersAlone();

private:
    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlUpgradeTest::leavesWhatIsUpToDateAsItIs()
{
    TestOrganisation organisation(Engine::PostgreSql);
    const qint64 before = scalar(organisation, QStringLiteral("SELECT count(*) FROM schema_version"));
    m_ctl.setDatabase(superuserOf(organisation));
    m_ctl.setVariable(QStringLiteral("PGPASSWORD"), PostgresCluster::shared().superuserPassword());
    const auto done = m_ctl.run({QStringLiteral("upgrade")});
    QVERIFY2(done.exitCode == 0, done.err.constData());
    QVERIFY2(done.out.contains("has the version of this program now"), done.out.constData());
    QCOMPARE(scalar(organisation, QStringLiteral("SELECT count(*) FROM schema_version")), before);
    QVERIFY(organisation.signIn()); // everybody goes on
}

void CtlUpgradeTest::refusesWhoIsNoSuperuser()
{
    TestOrganisation organisation(Engine::PostgreSql);
    m_ctl.setDatabase(superuserOf(organisation));
    m_ctl.setVariable(QStringLiteral("PGPASSWORD"), QStringLiteral("wrong"));
    const auto done = m_ctl.run({QStringLiteral("upgrade")});
    QCOMPARE(done.exitCode, 1);
    QVERIFY2(done.err.contains("postgres"), done.err.constData());
}

void CtlUpgradeTest::isForServersAlone()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    const auto done = m_ctl.run({QStringLiteral("upgrade")});
    QCOMPARE(done.exitCode, 2);
    QVERIFY2(done.err.contains("signs in"), done.err.constData());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlUpgradeTest)
#include "tst_ctl_upgrade.moc"
