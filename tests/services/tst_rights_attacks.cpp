// SPDX-License-Identifier: GPL-3.0-or-later
#include "rights_scene.h"

namespace callveil {

namespace {

/// Each is refused to everybody. {me} and {admin} are logins, {p} begins the names of the database's roles.
const char *const makings[] = {"CREATE TEMP TABLE t (a integer)", "CREATE TEMP VIEW t AS SELECT 1",
    "CREATE TEMP SEQUENCE t", "CREATE FUNCTION pg_temp.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "SELECT 1 AS a INTO TEMP t", "CREATE SCHEMA s", "CREATE TABLE public.t (a integer)",
    "CREATE TABLE cv.t (a integer)", "CREATE TABLE cv_vault.t (a integer)", "CREATE TABLE cv_audit.t (a integer)",
    "CREATE TABLE cv_stage.t (a integer)", "CREATE TABLE cv_route.t (a integer)",
    "CREATE TABLE switch_v1.t (a integer)", "CREATE VIEW cv.t AS SELECT 1",
    "CREATE FUNCTION cv_api.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'", "CREATE DOMAIN cv.d AS integer",
    "CREATE OPERATOR cv.@@@ (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = int8pl)",
    "CREATE OR REPLACE FUNCTION cv_api.me() RETURNS bigint LANGUAGE sql AS 'SELECT CAST(1 AS bigint)'",
    "ALTER FUNCTION cv_api.me() RESET search_path", "ALTER FUNCTION cv_api.me() SECURITY INVOKER",
    "DROP FUNCTION cv_api.require_deed() CASCADE", "ALTER TABLE cv.process DISABLE TRIGGER ALL",
    "ALTER TABLE cv.process DISABLE ROW LEVEL SECURITY", "ALTER TABLE cv.sign_in ADD COLUMN a integer",
    "DROP POLICY own_processes ON cv.process", "CREATE POLICY p ON cv.process USING (true)",
    "CREATE TRIGGER t BEFORE INSERT ON cv.process FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed()",
    "CREATE RULE r AS ON SELECT TO cv.shown_leg DO INSTEAD NOTHING", "CREATE INDEX i ON cv.process (name)",
    "DROP TABLE cv.saved_view", "ALTER VIEW cv.shown_leg OWNER TO CURRENT_USER", "COMMENT ON TABLE cv.process IS 'x'",
    "GRANT SELECT ON cv_vault.number TO CURRENT_USER", "GRANT EXECUTE ON FUNCTION cv_api.may(integer) TO CURRENT_USER",
    "CREATE DATABASE d", "CREATE ROLE r", "CREATE LANGUAGE l HANDLER int4in", "CREATE PUBLICATION p FOR ALL TABLES",
    "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION cv_api.me()", "CREATE TABLESPACE t LOCATION '/tmp'",
    "CREATE FOREIGN DATA WRAPPER w", "CREATE CAST (text AS bytea) WITHOUT FUNCTION"};

const char *const reachings[] = {"COPY (SELECT 1) TO PROGRAM 'true'", "COPY (SELECT 1) TO '/tmp/callveil-copy'",
    "COPY cv.saved_view FROM PROGRAM 'true'", "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_read_binary_file('/etc/passwd')", "SELECT pg_ls_dir('.')", "SELECT pg_stat_file('.')",
    "SELECT lo_import('/etc/passwd')", "SELECT lo_export(1, '/tmp/callveil-copy')", "SELECT lo_create(0)",
    "SELECT lo_creat(-1)", "SELECT lo_from_bytea(0, 'x')", "TABLE pg_largeobject", "TABLE pg_authid", "TABLE pg_shadow",
    "TABLE pg_statistic", "SELECT subconninfo FROM pg_subscription", "TABLE pg_hba_file_rules",
    "TABLE pg_file_settings", "SHOW data_directory", "SET session_replication_role = replica",
    "SET log_statement = 'none'", "SET zero_damaged_pages = on", "SET log_min_messages = 'panic'",
    "SET lc_messages = 'C'", "SELECT pg_reload_conf()", "SELECT pg_rotate_logfile()", "SELECT pg_switch_wal()",
    "SELECT pg_stat_reset()", "SELECT pg_create_restore_point('x')", "SELECT pg_backup_start('x')",
    "SELECT pg_create_logical_replication_slot('x', 'pgoutput')", "SELECT pg_terminate_backend({pid})",
    "SELECT pg_cancel_backend({pid})", "ALTER SYSTEM SET log_statement = 'all'",
    "ALTER DATABASE \"{db}\" SET row_security = off", "ALTER DATABASE \"{db}\" RENAME TO x", "DROP DATABASE postgres",
    "ALTER ROLE ALL SET row_security = off"};

const char *const loginChanges[] = {"ALTER ROLE \"{me}\" SUPERUSER", "ALTER ROLE \"{me}\" CREATEROLE",
    "ALTER ROLE \"{me}\" CREATEDB", "ALTER ROLE \"{me}\" BYPASSRLS", "ALTER ROLE \"{me}\" REPLICATION",
    "ALTER ROLE \"{me}\" CONNECTION LIMIT 99", "ALTER ROLE \"{me}\" VALID UNTIL 'infinity'",
    "ALTER ROLE \"{admin}\" RENAME TO \"{me}x\"", "ALTER ROLE \"{me}\" SET session_replication_role = replica",
    "ALTER ROLE \"{admin}\" PASSWORD 'x'", "ALTER ROLE \"{admin}\" SET search_path = pg_temp",
    "ALTER ROLE \"{p}_definer\" LOGIN", "DROP ROLE \"{admin}\"", "DROP OWNED BY \"{p}_definer\"",
    "REASSIGN OWNED BY \"{p}_owner\" TO \"{me}\"", "GRANT \"{me}\" TO \"{admin}\""};

} // namespace

/// What people try past the functions and tables that are theirs, each role under its own login.
class RightsAttacksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_scene = std::make_unique<RightsScene>(); }
    void cleanupTestCase() { m_scene.reset(); }
    void nobodyMakesOrChangesAnything_data() { addRoles(); }
    void nobodyMakesOrChangesAnything();
    void nobodyReachesTheServer_data() { addRoles(); }
    void nobodyReachesTheServer();
    void nobodyChangesLogins_data() { addRoles(); }
    void nobodyChangesLogins();
    void nobodyBecomesSomebodyElse_data() { addRoles(); }
    void nobodyBecomesSomebodyElse();
    void noWayOfReadingAvoidsTheRight_data() { addRoles(); }
    void noWayOfReadingAvoidsTheRight();
    void rowPoliciesCannotBeTurnedOff_data() { addRoles(); }
    void rowPoliciesCannotBeTurnedOff();
    void aSignInOfSomebodyElseIsNotBelieved_data() { addRoles(); }
    void aSignInOfSomebodyElseIsNotBelieved();
    void statementsOfOthersAreHidden_data() { addRoles(); }
    void statementsOfOthersAreHidden();
    void nothingTravelsThroughChannels();

private:
    static void addRoles();
    void expectRefused(Role role, const QStringList &statements);
    [[nodiscard]] QString filled(Role role, const char *statement) const;
    template <std::size_t size>
    [[nodiscard]] QStringList filled(Role role, const char *const (&statements)[size]) const;

    std::unique_ptr<RightsScene> m_scene;
};

void RightsAttacksTest::addRoles()
{
    QTest::addColumn<Role>("role");
    for (const Role role : allRoles)
        QTest::newRow(qPrintable(roleKey(role))) << role;
}

void RightsAttacksTest::expectRefused(Role role, const QStringList &statements)
{
    QStringList mistakes;
    for (const QString &sql : statements) {
        const SqlAnswer answer = m_scene->as(role).ask(sql);
        if (!answer.isDenied())
            mistakes.append(sql + QStringLiteral(" -> ") + answer.state + u' ' + answer.text);
    }
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n')));
}

QString RightsAttacksTest::filled(Role role, const char *statement) const
{
    return QString(QLatin1String(statement))
        .replace(QLatin1String("{me}"), m_scene->loginOf(role))
        .replace(QLatin1String("{admin}"), m_scene->scene.desk.admin->identity()->login)
        .replace(QLatin1String("{p}"), QStringLiteral("cv_") + m_scene->database())
        .replace(QLatin1String("{db}"), m_scene->database())
        .replace(QLatin1String("{pid}"), m_scene->admin->run(QStringLiteral("SELECT pg_backend_pid()")));
}

template <std::size_t size>
QStringList RightsAttacksTest::filled(Role role, const char *const (&statements)[size]) const
{
    QStringList list;
    for (const char *statement : statements)
        list.append(filled(role, statement));
    return list;
}

void RightsAttacksTest::nobodyMakesOrChangesAnything()
{
    QFETCH(Role, role);
    expectRefused(role, filled(role, makings));
    // Refused for lack of the right, or because the server does not have it.
    QVERIFY(!m_scene->as(role).ask(QStringLiteral("CREATE EXTENSION pgcrypto SCHEMA cv")).succeeded());
}

void RightsAttacksTest::nobodyReachesTheServer()
{
    QFETCH(Role, role);
    expectRefused(role, filled(role, reachings));
    // There is no way to other servers either, nor a list of what was asked.
    QCOMPARE(m_scene->as(role).ask(QStringLiteral("SELECT dblink('', 'SELECT 1')")).state, QStringLiteral("42883"));
    QCOMPARE(m_scene->as(role).ask(QStringLiteral("TABLE pg_stat_statements")).state, QStringLiteral("42P01"));
}

void RightsAttacksTest::nobodyChangesLogins()
{
    QFETCH(Role, role);
    expectRefused(role, filled(role, loginChanges));
}

void RightsAttacksTest::nobodyBecomesSomebodyElse()
{
    QFETCH(Role, role);
    PsqlSession &psql = m_scene->as(role);
    QStringList own{m_scene->group(QStringLiteral("person"))};
    for (const QString &group : m_scene->page.groupsOf(role))
        own.append(m_scene->group(group));
    const QString me = psql.run(QStringLiteral("SELECT cv_api.me()"));
    QStringList refused;
    for (const QString &other : m_scene->names(QStringLiteral("SELECT rolname FROM pg_roles"))) {
        if (other == m_scene->loginOf(role))
            continue;
        refused.append(QStringLiteral("SET SESSION AUTHORIZATION \"%1\"").arg(other));
        refused.append(QStringLiteral("GRANT \"%1\" TO CURRENT_USER").arg(other));
        if (!own.contains(other))
            refused.append(QStringLiteral("SET ROLE \"%1\"").arg(other));
    }
    QVERIFY(refused.size() > 50);
    expectRefused(role, refused);
    // A group of his own he may put on: he is who he was, and sees no more.
    for (const QString &group : own) {
        psql.run(QStringLiteral("SET ROLE \"%1\"").arg(group));
        const SqlAnswer answer = psql.ask(QStringLiteral("SELECT cv_api.me()"));
        QVERIFY2(answer.text == me || answer.isDenied(), qPrintable(group + u' ' + answer.text));
        for (const char *relation : {"cv.shown_leg", "cv.call_row", "cv.campaign", "cv.agent_process"}) {
            const SqlAnswer seen =
                psql.ask(QStringLiteral("SELECT process_id FROM %1 WHERE process_id = 2").arg(QLatin1String(relation)));
            QVERIFY2(seen.text.isEmpty() || seen.isDenied(), qPrintable(group + u' ' + seen.text));
        }
        psql.run(QStringLiteral("RESET ROLE"));
    }
}

void RightsAttacksTest::noWayOfReadingAvoidsTheRight()
{
    QFETCH(Role, role);
    PsqlSession &psql = m_scene->as(role);
    QStringList mistakes;
    const auto &relations = m_scene->page.relations();
    for (auto relation = relations.begin(); relation != relations.end(); ++relation) {
        const bool reads = relation->rights.value(role).contains(u'S');
        const qint64 oid =
            m_scene->look.number(QStringLiteral("SELECT CAST('%1' AS regclass)::oid").arg(relation.key()));
        for (const QString &sql :
            {QStringLiteral("COPY (TABLE %1) TO STDOUT"), QStringLiteral("EXPLAIN ANALYZE TABLE %1"),
                QStringLiteral("SELECT query_to_xml('TABLE %1', true, true, '')"),
                QStringLiteral("SELECT table_to_xml(%2, true, true, '')"),
                QStringLiteral("DO $$ BEGIN PERFORM * FROM %1; END $$"),
                QStringLiteral("SELECT count(*) FROM %1 a JOIN cv.process b ON a.* IS NOT NULL"),
                QStringLiteral("WITH x AS MATERIALIZED (TABLE %1) SELECT count(*) FROM x")}) {
            QString filledSql = sql;
            filledSql.replace(QLatin1String("%1"), relation.key()).replace(QLatin1String("%2"), QString::number(oid));
            const SqlAnswer answer = psql.ask(filledSql);
            if (reads ? !answer.succeeded() : !answer.isDenied())
                mistakes.append(filledSql + QStringLiteral(" -> ") + answer.state + u' ' + answer.text);
        }
        psql.run(QStringLiteral("BEGIN"));
        if (psql.ask(QStringLiteral("DECLARE c CURSOR WITH HOLD FOR TABLE %1").arg(relation.key())).succeeded()
            && psql.ask(QStringLiteral("FETCH ALL FROM c")).succeeded() != reads)
            mistakes.append(QStringLiteral("a cursor of ") + relation.key());
        psql.run(QStringLiteral("ROLLBACK"));
    }
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n')));
}

void RightsAttacksTest::rowPoliciesCannotBeTurnedOff()
{
    QFETCH(Role, role);
    PsqlSession &psql = m_scene->as(role);
    const QStringList tables = m_scene->names(QStringLiteral("SELECT relname FROM pg_class WHERE relrowsecurity"));
    QVERIFY(tables.size() > 20);
    psql.run(QStringLiteral("SET row_security = off"));
    for (const QString &table : tables + QStringList{QStringLiteral("shown_leg"), QStringLiteral("call_row")})
        QVERIFY2(psql.ask(QStringLiteral("TABLE cv.") + table).isDenied(), qPrintable(table));
    QVERIFY(psql.ask(QStringLiteral("SELECT cv_api.my_processes()")).isDenied());
    psql.run(QStringLiteral("RESET row_security"));
}

void RightsAttacksTest::aSignInOfSomebodyElseIsNotBelieved()
{
    QFETCH(Role, role);
    PsqlSession &psql = m_scene->as(role);
    const auto hides = [&](const QString &signIn) {
        psql.run(QStringLiteral("SELECT set_config('callveil.sign_in', '%1', false)").arg(signIn));
        return psql.run(QStringLiteral("SELECT cv_api.hides_clear()")) == QLatin1String("t");
    };
    const QString newest = QStringLiteral("SELECT max(id) FROM sign_in WHERE person_id = %1");
    const QString me = psql.run(QStringLiteral("SELECT cv_api.me()"));
    m_scene->look.run(QStringLiteral("INSERT INTO setting VALUES ('hide_clear_numbers', '1', 1, 0)"));
    // His own sign-in is older than the switch, and so is the administrator's.
    const bool own = hides(m_scene->look.one(newest.arg(me)).toString());
    const bool other = hides(m_scene->look.one(newest.arg(1)).toString());
    const bool none = hides(QString());
    m_scene->look.run(QStringLiteral("DELETE FROM setting WHERE name = 'hide_clear_numbers'"));
    QVERIFY(!own);
    QVERIFY(other);
    QVERIFY(none);
    QCOMPARE(psql.run(QStringLiteral("SELECT cv_api.me()")), me);
}

void RightsAttacksTest::statementsOfOthersAreHidden()
{
    QFETCH(Role, role);
    m_scene->look.run(QStringLiteral("ANALYZE"));
    m_scene->admin->run(QStringLiteral("SELECT 'what somebody looked for'"));
    const QString others =
        QStringLiteral("SELECT DISTINCT query FROM pg_stat_activity WHERE usename <> session_user AND "
                       "usename IS NOT NULL");
    QCOMPARE(m_scene->as(role).run(others), QStringLiteral("<insufficient privilege>"));
    QVERIFY(m_scene->look.number(QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE query LIKE "
                                                "'%what somebody looked for%' AND usename <> session_user"))
        == 1);
    // Values that statistics have collected of tables with row policies are not shown, nor those of the vault.
    QCOMPARE(
        m_scene->as(role).run(QStringLiteral(
            "SELECT DISTINCT tablename FROM pg_stats WHERE schemaname LIKE 'cv%' AND tablename <> 'schema_version'")),
        QString());
}

void RightsAttacksTest::nothingTravelsThroughChannels()
{
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = "
                                           "p.pronamespace WHERE n.nspname IN %1 AND p.prosrc ~* "
                                           "'notify|advisory|raise (notice|info|log|warning|debug)'")
                                .arg(ownSchemas)),
        QStringList());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RightsAttacksTest)
#include "tst_rights_attacks.moc"
