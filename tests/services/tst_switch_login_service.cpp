// SPDX-License-Identifier: GPL-3.0-or-later
#include "switch_scene.h"

#include "services/access/access_service.h"

#include <QFile>

namespace callveil {

namespace {

const QString verifier = QStringLiteral("SCRAM-SHA-256$4096:%1$%2:%2").arg(QString(24, u'A'), QString(44, u'A'));

} // namespace

/// Logins of switches: they may ask for routes and nothing else, and are shut out at once.
class SwitchLoginServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileHasNone();
    void aSwitchMayAskAndNothingElse();
    void theServersLogHoldsNothingOfIt();
    void aDisabledOneIsPutOut();
    void aNewPasswordVoidsTheOneBefore();
    void aRemovedOneIsGone();
    void aMissingOneIsMadeAnew();
    void refusesNames();
    void isForWhoeverManagesUsersEverywhere();
    void isLetInByWhoeverViewsActualNumbers();
    void isRecordedWithoutThePassword();
    void isNoPersonsLogin();
    void theServerEndsNoSessionsInVain();
};

void SwitchLoginServiceTest::aFileHasNone()
{
    Desk desk(Engine::Sqlite);
    SwitchLoginService logins(*desk.admin);
    QCOMPARE(faultOf(logins.list()), Fault::NeedsServer);
    QCOMPARE(faultOf(logins.make(QStringLiteral("kamailio"))), Fault::NeedsServer);
    QCOMPARE(faultOf(logins.rekey(QStringLiteral("kamailio"))), Fault::NeedsServer);
    QCOMPARE(faultOf(logins.setDisabled(QStringLiteral("kamailio"), true)), Fault::NeedsServer);
    QCOMPARE(faultOf(logins.setKeepsRoutes(QStringLiteral("kamailio"), true)), Fault::NeedsServer);
    QCOMPARE(faultOf(logins.remove(QStringLiteral("kamailio"))), Fault::NeedsServer);
}

void SwitchLoginServiceTest::aSwitchMayAskAndNothingElse()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const DatabaseAddress place = scene.desk.organisation.address();
    const SwitchAccess access = taken(SwitchLoginService(*scene.desk.admin).make(QStringLiteral("kamailio")));
    QCOMPARE(access.login, QStringLiteral("cvs_%1.kamailio").arg(place.database));
    QCOMPARE(access.password.size(), 52);
    QCOMPARE(access.place(), QStringLiteral("127.0.0.1:%1").arg(place.port));
    PsqlSession psql(access.url());
    const QString asked = psql.run(QStringLiteral("SELECT action, callee FROM switch_v1.route('%1', '%2')")
                                       .arg(binding.number, scene.customer(1)));
    QCOMPARE(asked, QStringLiteral("bridge|%1").arg(scene.line(1)));
    QVERIFY(psql.run(QStringLiteral("SELECT count(*) FROM switch_v1.emergency")).toInt() > 0);
    QCOMPARE(psql.run(QStringLiteral("SELECT current_setting('timezone')")), QStringLiteral("UTC"));
    for (const QString &sql : {QStringLiteral("SELECT * FROM cv.person"), QStringLiteral("SELECT cv_api.me()"),
             QStringLiteral("SELECT * FROM cv_route.route"), QStringLiteral("SELECT cv_api.switch_logins()"),
             QStringLiteral("SET ROLE \"cv_%1_people\"").arg(place.database),
             QStringLiteral("SET ROLE \"cv_%1_person\"").arg(place.database),
             QStringLiteral("SET ROLE \"%1\"").arg(scene.desk.admin->identity()->login),
             QStringLiteral("CREATE TABLE switch_v1.mine (x text)"),
             QStringLiteral("CREATE TEMPORARY TABLE mine (x text)"), QStringLiteral("SET log_statement = 'all'"),
             QStringLiteral("CREATE ROLE another")})
        QVERIFY2(psql.ask(sql).isDenied(), qPrintable(sql));
    // In one group, and nobody's but of the role that ends its sessions.
    const DatabaseLook look(scene.desk.organisation);
    const auto ties = [&](const char *of, const char *to) {
        return look
            .one(QStringLiteral("SELECT string_agg(t.rolname, ' ') FROM pg_auth_members a JOIN pg_roles t ON t.oid = "
                                "a.%1 JOIN pg_roles o ON o.oid = a.%2 WHERE o.rolname = '%3'")
                     .arg(QLatin1String(to), QLatin1String(of), access.login))
            .toString();
    };
    QCOMPARE(ties("member", "roleid"), QStringLiteral("cv_%1_switch").arg(place.database));
    QCOMPARE(ties("roleid", "member"), QStringLiteral("cv_%1_people").arg(place.database));
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM pg_roles WHERE rolname = '%1' AND NOT (rolsuper OR "
                                        "rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)")
                             .arg(access.login)),
        1);
}

void SwitchLoginServiceTest::theServersLogHoldsNothingOfIt()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    const QString number = QStringLiteral("+447700900777"), probe = QStringLiteral("what others ask is logged");
    scene.look.run(QStringLiteral("ALTER SYSTEM SET log_statement = 'all'"));
    scene.look.run(QStringLiteral("ALTER SYSTEM SET log_min_duration_statement = 0"));
    scene.look.run(QStringLiteral("SELECT pg_reload_conf()"));
    const auto log = [] {
        QFile file(PostgresCluster::shared().logFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QString everybody = psqlUrl(*scene.desk.admin);
    QTRY_VERIFY_WITH_TIMEOUT(
        Psql(everybody).run({QStringLiteral("SELECT '%1'").arg(probe)}) && log().contains(probe.toUtf8()), 30000);
    PsqlSession psql(access.url());
    QCOMPARE(psql.run(QStringLiteral("SELECT action FROM switch_v1.route('+442079460100', '%1')").arg(number)),
        QStringLiteral("reject"));
    const QStringList wrong{QStringLiteral("SELECT switch_v1.route('%1', 1/0)"),
        QStringLiteral("SELECT CAST('%1' AS date)"), QStringLiteral("SELECT '%1' FROM nowhere"),
        QStringLiteral("SELECT * FROM cv.person WHERE name = '%1'")};
    for (const QString &sql : wrong)
        QVERIFY2(!psql.ask(sql.arg(number)).succeeded(), qPrintable(sql));
    QVERIFY(scene.look
                .one(QStringLiteral("SELECT string_agg(query, ' ') FROM pg_stat_activity WHERE usename = '%1'")
                         .arg(access.login))
                .toString()
                .indexOf(number)
        < 0);
    scene.look.run(QStringLiteral("ALTER SYSTEM RESET ALL"));
    scene.look.run(QStringLiteral("SELECT pg_reload_conf()"));
    QVERIFY(log().contains(probe.toUtf8()));
    QVERIFY(!log().contains("SELECT action FROM switch_v1"));
    QVERIFY(!log().contains("7700900777"));
    QVERIFY(!log().contains(access.password.toLatin1()));
}

void SwitchLoginServiceTest::aDisabledOneIsPutOut()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    QCOMPARE(scene.one().sessions, 0);
    PsqlSession first(access.url()), second(access.url());
    QCOMPARE(scene.one().sessions, 2);
    taken(scene.logins.setDisabled(access.name, true));
    QTRY_COMPARE_WITH_TIMEOUT(scene.sessions(), 0, 5000);
    QCOMPARE(scene.one().state(), SwitchLogin::State::Disabled);
    QVERIFY(!isLetIn(access));
    taken(scene.logins.setDisabled(access.name, true)); // nothing changes, and nothing is recorded
    taken(scene.logins.setDisabled(access.name, false));
    QVERIFY(isLetIn(access));
    QCOMPARE(scene.one().state(), SwitchLogin::State::Enabled);
    QCOMPARE(
        scene.deeds(), QStringList({QStringLiteral("create"), QStringLiteral("disable"), QStringLiteral("enable")}));
    QCOMPARE(faultOf(scene.logins.setDisabled(QStringLiteral("another"), true)), Fault::EntryUnknown);
}

void SwitchLoginServiceTest::aNewPasswordVoidsTheOneBefore()
{
    SwitchScene scene;
    const SwitchAccess before = scene.make();
    const SwitchLogin made = scene.one();
    PsqlSession session(before.url());
    const SwitchAccess after = taken(scene.logins.rekey(before.name));
    QTRY_COMPARE_WITH_TIMEOUT(scene.sessions(), 0, 5000);
    QVERIFY(after.password != before.password);
    QCOMPARE(after.login, before.login);
    QVERIFY(!isLetIn(before));
    QVERIFY(isLetIn(after));
    QVERIFY(scene.one().rekeyedAt >= made.rekeyedAt);
    QCOMPARE(scene.one().createdAt, made.createdAt);
    // A disabled one stays so.
    taken(scene.logins.setDisabled(before.name, true));
    const SwitchAccess third = taken(scene.logins.rekey(before.name));
    QVERIFY(!isLetIn(third));
    taken(scene.logins.setDisabled(before.name, false));
    QVERIFY(isLetIn(third));
    QCOMPARE(faultOf(scene.logins.rekey(QStringLiteral("another"))), Fault::EntryUnknown);
}

void SwitchLoginServiceTest::aRemovedOneIsGone()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    PsqlSession session(access.url());
    taken(scene.logins.remove(access.name));
    QVERIFY(scene.all().empty());
    QCOMPARE(
        scene.names(
            QStringLiteral("SELECT rolname FROM pg_roles WHERE starts_with(rolname, 'cvs_%1.')").arg(scene.database())),
        QStringList());
    QTRY_COMPARE_WITH_TIMEOUT(
        scene.look.number(QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE datname = '%1' AND usename IS "
                                         "NULL AND backend_type = 'client backend'")
                              .arg(scene.database())),
        0, 5000);
    QVERIFY(!isLetIn(access));
    QCOMPARE(
        scene.deeds(), QStringList({QStringLiteral("create"), QStringLiteral("disable"), QStringLiteral("remove")}));
    QCOMPARE(faultOf(scene.logins.remove(access.name)), Fault::EntryUnknown);
    QVERIFY(isLetIn(scene.make(access.name))); // the name is free again
}

void SwitchLoginServiceTest::aMissingOneIsMadeAnew()
{
    SwitchScene scene;
    const SwitchAccess lost = scene.make();
    scene.look.run(QStringLiteral("DROP ROLE \"%1\"").arg(lost.login));
    QCOMPARE(scene.one().state(), SwitchLogin::State::Missing);
    taken(scene.logins.setDisabled(lost.name, true));
    taken(scene.logins.setDisabled(lost.name, false));
    QCOMPARE(scene.one().state(), SwitchLogin::State::Missing);
    const SwitchAccess access = taken(scene.logins.rekey(lost.name));
    QCOMPARE(scene.one().state(), SwitchLogin::State::Enabled);
    PsqlSession psql(access.url());
    QCOMPARE(psql.run(QStringLiteral("SELECT action FROM switch_v1.route('', '')")), QStringLiteral("reject"));
    QCOMPARE(psql.run(QStringLiteral("SELECT current_setting('log_min_error_statement')")), QStringLiteral("panic"));
    scene.look.run(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%1'")
                       .arg(access.login));
    scene.look.run(QStringLiteral("DROP ROLE \"%1\"").arg(lost.login));
    taken(scene.logins.remove(lost.name));
    QVERIFY(scene.all().empty());
}

void SwitchLoginServiceTest::refusesNames()
{
    SwitchScene scene;
    static_cast<void>(scene.make());
    for (const char *name : {"", "Kamailio", "a b", "2nd", "x'; --", "a-name-that-is-far-too-long"})
        QCOMPARE(faultOf(scene.logins.make(QLatin1String(name))), Fault::SwitchNameInvalid);
    const Error number = errorOf(scene.logins.make(QStringLiteral("a447700900123")));
    QCOMPARE(number.fault, Fault::TextHoldsNumber);
    QVERIFY(!number.args.join(u' ').contains(QLatin1String("7700")) && !number.detail.contains(QLatin1String("7700")));
    const Error twice = errorOf(scene.logins.make(QStringLiteral("kamailio")));
    QCOMPARE(twice.fault, Fault::NameTaken);
    QCOMPARE(twice.args, QStringList({QStringLiteral("name"), QStringLiteral("kamailio")}));
    // Somebody else made it, and knows its password.
    const QString other = QStringLiteral("\"cvs_%1.other\"").arg(scene.database());
    scene.look.run(QStringLiteral("CREATE ROLE %1 LOGIN PASSWORD 'known'").arg(other));
    QCOMPARE(faultOf(scene.logins.make(QStringLiteral("other"))), Fault::NameTaken);
    scene.look.run(QStringLiteral("DROP ROLE ") + other);
    QCOMPARE(scene.all().size(), size_t(1));
}

void SwitchLoginServiceTest::isForWhoeverManagesUsersEverywhere()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    const ProcessId sales =
        scene.desk.organisation.addProcess(*scene.desk.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    const auto limited = scene.desk.hire(QStringLiteral("lim"), Role::Administrator, {sales});
    QCOMPARE(taken(SwitchLoginService(*limited).list()).size(), size_t(1));
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Supervisor);
    QCOMPARE(faultOf(SwitchLoginService(*ana).list()), Fault::NotPermitted);
    for (const auto &person : {limited, ana}) {
        SwitchLoginService logins(*person);
        QCOMPARE(faultOf(logins.make(QStringLiteral("mine"))), Fault::NotPermitted);
        QCOMPARE(faultOf(logins.rekey(access.name)), Fault::NotPermitted);
        QCOMPARE(faultOf(logins.setDisabled(access.name, true)), Fault::NotPermitted);
        QCOMPARE(faultOf(logins.remove(access.name)), Fault::NotPermitted);
        // A changed client gets no further.
        const qint64 id = scene.one().id.value;
        for (const QString &call :
            {QStringLiteral("switch_make('mine', '%1')").arg(verifier), QStringLiteral("switch_bar(%1)").arg(id),
                QStringLiteral("switch_rekey(%1, '%2')").arg(id).arg(verifier),
                QStringLiteral("switch_enable(%1, false)").arg(id), QStringLiteral("switch_remove(%1)").arg(id),
                QStringLiteral("switch_cut(%1)").arg(id)}) {
            const auto done = runWithDeed(*person, QStringLiteral("SELECT cv_api.") + call);
            QVERIFY2(!done && done.error().code == ErrorCode::Denied, qPrintable(call));
        }
    }
    QVERIFY(isLetIn(access));
    QCOMPARE(scene.one().name, access.name);
}

/// It may ask for any number, without a reason or a limit.
void SwitchLoginServiceTest::isLetInByWhoeverViewsActualNumbers()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    AccessService grants(*scene.desk.admin);
    static_cast<void>(taken(grants.grant(Role::Supervisor, {})));
    const auto holder = scene.desk.hire(QStringLiteral("holder"), Role::Supervisor);
    taken(grants.revoke(Role::Administrator, {}));
    const auto boss = scene.desk.organisation.signIn();
    SwitchLoginService logins(*boss);
    taken(logins.setDisabled(access.name, true)); // which takes nothing that he could gain
    const QStringList lacking{QStringLiteral("actual-numbers")};
    QCOMPARE(errorOf(logins.make(QStringLiteral("mine"))).args, lacking);
    QCOMPARE(errorOf(logins.rekey(access.name)).args, lacking);
    QCOMPARE(errorOf(logins.setDisabled(access.name, false)).args, lacking);
    QCOMPARE(errorOf(logins.setKeepsRoutes(access.name, true)).args, lacking);
    taken(logins.setKeepsRoutes(access.name, false));
    // A changed client gets no further.
    const qint64 id = scene.one().id.value;
    for (const QString &call : {QStringLiteral("switch_make('mine', '%1')").arg(verifier),
             QStringLiteral("switch_rekey(%1, '%2')").arg(id).arg(verifier),
             QStringLiteral("switch_cache(%1, true)").arg(id), QStringLiteral("switch_enable(%1, true)").arg(id),
             QStringLiteral("switch_enable(%1, NULL)").arg(id)}) {
        const auto done = runWithDeed(*boss, QStringLiteral("SELECT cv_api.") + call);
        QVERIFY2(!done && done.error().code == ErrorCode::Denied, qPrintable(call));
    }
    QVERIFY(!isLetIn(access));
    QCOMPARE(scene.one().state(), SwitchLogin::State::Disabled);
    taken(logins.remove(access.name));
    QVERIFY(scene.all().empty());
}

void SwitchLoginServiceTest::isRecordedWithoutThePassword()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    const SwitchAccess again = taken(scene.logins.rekey(access.name));
    taken(scene.logins.remove(access.name));
    QCOMPARE(scene.deeds(),
        QStringList(
            {QStringLiteral("create"), QStringLiteral("rekey"), QStringLiteral("disable"), QStringLiteral("remove")}));
    const auto rows = scene.look.run(QStringLiteral(
        "SELECT object, before, after FROM deed WHERE action IN ('switch-login.create', 'switch-login.remove') "
        "ORDER BY seq"));
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[0][0].toString().startsWith(QLatin1String("switch-login ")));
    QCOMPARE(rows[0][0], rows[1][0]);
    QCOMPARE(rows[0][2].toString(), QStringLiteral("name kamailio"));
    QCOMPARE(rows[1][1].toString(), QStringLiteral("name kamailio"));
    for (const SwitchAccess &one : {access, again})
        QVERIFY(!scene.look.dump().contains(one.password.toLatin1()));
    // No change without its entry.
    const auto bare = runAs(*scene.desk.admin, QStringLiteral("SELECT cv_api.switch_make('bare', '%1')").arg(verifier));
    QVERIFY(!bare);
    QVERIFY(scene.all().empty());
    QCOMPARE(scene.look.number(
                 QStringLiteral("SELECT count(*) FROM pg_roles WHERE rolname = 'cvs_%1.bare'").arg(scene.database())),
        0);
}

void SwitchLoginServiceTest::isNoPersonsLogin()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    const auto refused = [&](const QString &sql) {
        const auto done = runWithDeed(*scene.desk.admin, sql);
        if (done)
            return false;
        // Denied, or a name that no function takes (SQLSTATE 22023): not a mistake in the statement.
        return done.error().code == ErrorCode::Denied || done.error().detail.contains(QLatin1String("22023"));
    };
    QVERIFY(refused(QStringLiteral("INSERT INTO cv.person (name, login, display_name, role, state, all_processes, "
                                   "box_key, sign_key, certificate, created_at, created_by) VALUES ('kamailio', '%1', "
                                   "'x', 0, 0, 1, '', '', '', 0, cv_api.me())")
                        .arg(access.login)));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.login_create('%1', '%2', '{}')").arg(access.login, verifier)));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.login_groups('%1', '{users}')").arg(access.login)));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.login_verifier('%1', '%2')").arg(access.login, verifier)));
    QVERIFY(refused(QStringLiteral("SELECT cv_api.login_enabled('%1', false)").arg(access.login)));
    // Nor is a person's a switch's, whatever his name.
    const auto namesake = scene.desk.hire(QStringLiteral("kamailio"), Role::Administrator);
    const QString persons = namesake->identity()->login;
    QVERIFY(persons != access.login);
    QVERIFY(refused(QStringLiteral("SELECT cv_api.login_groups('%1', '{switch}')").arg(persons)));
    for (const QString &group : {QStringLiteral("cv_%1_switch").arg(scene.database()), access.login})
        QVERIFY(refused(QStringLiteral("GRANT \"%1\" TO \"%2\"").arg(group, persons)));
    QVERIFY(!runAs(*namesake, QStringLiteral("SELECT * FROM switch_v1.route('', '')")));
    taken(PeopleService(*scene.desk.admin).setDisabled(QStringLiteral("kamailio"), true));
    QVERIFY(isLetIn(access));
}

void SwitchLoginServiceTest::theServerEndsNoSessionsInVain()
{
    SwitchScene scene;
    const SwitchAccess access = scene.make();
    PsqlSession session(access.url());
    scene.look.run(QStringLiteral("UPDATE switch_login SET rekeyed_at = rekeyed_at - 61000"));
    QVERIFY(runAs(*scene.desk.admin, QStringLiteral("SELECT cv_api.switch_cut(%1)").arg(scene.one().id.value)));
    QCOMPARE(session.run(QStringLiteral("SELECT 1")), QStringLiteral("1")); // it was neither disabled nor given another
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::SwitchLoginServiceTest)
#include "tst_switch_login_service.moc"
