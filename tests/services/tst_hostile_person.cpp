// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "support/psql.h"
#include "support/psql_session.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");

/// Somebody with a client of his own, who will not go.
struct Hostile {
    [[nodiscard]] static QString inDatabase(QString url, const QString &database)
    {
        return url.replace(url.lastIndexOf(u'/') + 1, url.size(), database);
    }
    [[nodiscard]] bool isLetIn() const { return Psql(url).run({QStringLiteral("SELECT cv_api.me()")}); }
    [[nodiscard]] bool isLetIntoTheServer() const
    {
        return Psql(inDatabase(url, QStringLiteral("postgres"))).run({QStringLiteral("SELECT 1")});
    }
    [[nodiscard]] qint64 sessions() const
    {
        return look.number(QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE usename = '%1'").arg(login));
    }
    [[nodiscard]] QStringList deeds() const
    {
        QStringList actions;
        for (const QVariantList &row :
            look.run(QStringLiteral("SELECT action FROM deed WHERE object = 'person 2' AND "
                                    "action IN ('person.bar', 'person.disable', 'person.reset') "
                                    "ORDER BY seq")))
            actions.append(row.front().toString());
        return actions;
    }

    Desk desk{Engine::PostgreSql};
    DatabaseLook look{desk.organisation};
    std::shared_ptr<Workspace> person = desk.hire(asha, Role::Analyst);
    PeopleService people{*desk.admin};
    QString url = psqlUrl(*person), login = person->identity()->login;
};

/// What a login may do to itself, in a transaction that stays open.
void hold(PsqlSession &session)
{
    session.run(QStringLiteral("BEGIN"));
    session.run(QStringLiteral("ALTER ROLE CURRENT_USER PASSWORD 'its own'"));
}

} // namespace

/// A person who holds his own login, or rows of his, open in a transaction is shut out all the same.
class HostilePersonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noneHoldsHisLoginOpen();
    void noneHoldsItFromAnotherDatabase();
    void noneHoldsHisSignInOpen();
    void noneHoldsOffAnotherPassword();
    void whoHoldsNothingKeepsHisSession();
    void noneIsPutOutForWhatAnotherHolds();
    void noneIsPutOutWhoIsLetIn();
    void saysThatHeIsShutOutWhenTheRestFails();
    void nobodyPutsOutWhomHeMayNot();
};

void HostilePersonTest::noneHoldsHisLoginOpen()
{
    Hostile scene;
    PsqlSession session(scene.url);
    hold(session);
    taken(scene.people.setDisabled(asha, true));
    QTRY_COMPARE_WITH_TIMEOUT(scene.sessions(), 0, 30000);
    QVERIFY(!scene.isLetIn());
    QVERIFY(!scene.isLetIntoTheServer());
    QCOMPARE(scene.look.number(QStringLiteral("SELECT state FROM person WHERE name = '%1'").arg(asha)), 2);
    QCOMPARE(
        scene.look.number(QStringLiteral("SELECT count(*) FROM sign_in WHERE person_id = 2 AND ended_at IS NULL")), 0);
    QCOMPARE(scene.deeds(), QStringList({QStringLiteral("person.bar"), QStringLiteral("person.disable")}));
    taken(scene.people.setDisabled(asha, false)); // with the old password: his own was never committed
    QVERIFY(scene.isLetIn());
}

/// Every login may enter databases of which everybody is told.
void HostilePersonTest::noneHoldsItFromAnotherDatabase()
{
    Hostile scene;
    PsqlSession session(Hostile::inDatabase(scene.url, QStringLiteral("postgres")));
    hold(session);
    taken(scene.people.setDisabled(asha, true));
    QTRY_COMPARE_WITH_TIMEOUT(scene.sessions(), 0, 30000);
    QVERIFY(!scene.isLetIntoTheServer());
}

void HostilePersonTest::noneHoldsHisSignInOpen()
{
    Hostile scene;
    PsqlSession session(scene.url);
    session.run(QStringLiteral("BEGIN"));
    session.run(QStringLiteral("UPDATE cv.sign_in SET last_seen_at = 0 WHERE person_id = 2 AND ended_at IS NULL"));
    taken(scene.people.setDisabled(asha, true));
    QVERIFY(!scene.isLetIn());
    QCOMPARE(scene.look.number(QStringLiteral("SELECT state FROM person WHERE name = '%1'").arg(asha)), 2);
}

void HostilePersonTest::noneHoldsOffAnotherPassword()
{
    Hostile scene;
    PsqlSession session(scene.url);
    hold(session);
    const CreatedPerson fresh = taken(scene.people.reset(asha));
    QVERIFY(!fresh.oneTimePassword.isEmpty());
    QVERIFY(!scene.isLetIn()); // with the old one
    QVERIFY(scene.desk.organisation.trySignIn(asha, fresh.oneTimePassword));
    QCOMPARE(scene.deeds(), QStringList({QStringLiteral("person.bar"), QStringLiteral("person.reset")}));
}

/// The server refuses him from then on; nobody is thrown out who does not stand in the way.
void HostilePersonTest::whoHoldsNothingKeepsHisSession()
{
    Hostile scene;
    PsqlSession session(scene.url);
    taken(scene.people.setDisabled(asha, true));
    QCOMPARE(session.run(QStringLiteral("SELECT cv_api.me()")).trimmed(), QStringLiteral("0"));
    QVERIFY(!scene.isLetIn());
    QCOMPARE(scene.deeds(), QStringList(QStringLiteral("person.disable")));
}

void HostilePersonTest::noneIsPutOutForWhatAnotherHolds()
{
    Hostile scene;
    PsqlSession session(scene.url); // which reads at most
    session.run(QStringLiteral("BEGIN"));
    session.run(QStringLiteral("SELECT count(*) FROM cv.person"));
    scene.look.run(QStringLiteral("BEGIN"));
    scene.look.run(QStringLiteral("SELECT 1 FROM person WHERE name = '%1' FOR UPDATE").arg(asha));
    const Error busy = errorOf(scene.people.setDisabled(asha, true));
    scene.look.run(QStringLiteral("ROLLBACK"));
    QCOMPARE(busy.fault, Fault::DatabaseBusy);
    QCOMPARE(busy.args, QStringList());
    QCOMPARE(scene.deeds(), QStringList());
    QVERIFY(scene.isLetIn());
}

void HostilePersonTest::noneIsPutOutWhoIsLetIn()
{
    Hostile scene;
    PsqlSession session(scene.url);
    taken(scene.people.setDisabled(asha, true)); // what holds nothing stays
    hold(session);
    QCOMPARE(faultOf(scene.people.setDisabled(asha, false)), Fault::DatabaseBusy);
    QCOMPARE(scene.deeds(), QStringList(QStringLiteral("person.disable")));
    session.run(QStringLiteral("ROLLBACK"));
    taken(scene.people.setDisabled(asha, false));
    QVERIFY(scene.isLetIn());
}

void HostilePersonTest::saysThatHeIsShutOutWhenTheRestFails()
{
    Hostile scene;
    PsqlSession session(scene.url);
    hold(session);
    scene.look.run(QStringLiteral("BEGIN"));
    scene.look.run(QStringLiteral("SELECT 1 FROM person WHERE name = '%1' FOR UPDATE").arg(asha));
    const Error busy = errorOf(scene.people.setDisabled(asha, true));
    scene.look.run(QStringLiteral("ROLLBACK"));
    QCOMPARE(busy.fault, Fault::DatabaseBusy);
    QCOMPARE(busy.args, QStringList(asha));
    QVERIFY(!scene.isLetIn());
    QCOMPARE(scene.deeds(), QStringList(QStringLiteral("person.bar")));
    taken(scene.people.setDisabled(asha, true)); // again, as he was told
    QCOMPARE(scene.deeds(), QStringList({QStringLiteral("person.bar"), QStringLiteral("person.disable")}));
}

void HostilePersonTest::nobodyPutsOutWhomHeMayNot()
{
    Hostile scene;
    const auto bea = scene.desk.hire(QStringLiteral("bea"), Role::Administrator);
    const QString own = bea->identity()->login;
    for (const QString &target : {own, QStringLiteral("postgres"), QString()})
        QVERIFY2(!runWithDeed(*bea, QStringLiteral("SELECT cv_api.login_bar('%1')").arg(target)), qPrintable(target));
    // A session is ended of whoever was put out, and of nobody else.
    QVERIFY(holdsFor(*bea, QStringLiteral("cv_api.login_cut('%1') = 0").arg(scene.login)));
    QVERIFY(scene.isLetIn());
    for (const QString &sql : {QStringLiteral("SELECT cv_api.login_bar('%1')").arg(own),
             QStringLiteral("SELECT cv_api.login_cut('%1')").arg(own)})
        QVERIFY2(!runWithDeed(*scene.person, sql), qPrintable(sql));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::HostilePersonTest)
#include "tst_hostile_person.moc"
