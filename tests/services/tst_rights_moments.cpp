// SPDX-License-Identifier: GPL-3.0-or-later
#include "two_processes.h"

#include "support/psql.h"
#include "support/psql_session.h"
#include "workspace/rights_page.h"

namespace callveil {

namespace {

/// An entry in the record, as deedEntry() of the desk; with the words that a request for a number needs.
QString revealEntry(const QString &number)
{
    return deedEntry().replace(QLatin1String("'x', 'x', '', '', ''"),
        QStringLiteral("'number.reveal', 'number %1', '', 'granted', 'why'").arg(number));
}

const QString fetchSql = QStringLiteral("SELECT count(*) FROM cv_api.reveal_fetch(decode('%1', 'hex'))");
const QString none = QStringLiteral("0");
const QString one = QStringLiteral("1");

} // namespace

/// What people try with time: transactions undone, snapshots, cursors and statements from before a revocation, and
/// what a condition of their own gets to see. Mallory, an administrator of the first process, tries it all.
class RightsMomentsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init() { m_mallory = std::make_unique<PsqlSession>(psqlUrl(*m_scene->limited)); }
    void aRequestIsFetchedOnceItIsRecorded();
    void aRequestUndoneYieldsNothing_data();
    void aRequestUndoneYieldsNothing();
    void nothingIsFetchedWithinTheRequestsTransaction();
    void anEntryCannotBeTakenBackUnderItsChange();
    void noRequestWhereNothingCanBeWritten();
    void aTokenIsItsOwnersAlone();
    void manyRequestsInOneStatementMeetTheLimit();
    void whatWasPreparedBeforeARevocationYieldsNothing();
    void anOldViewOfTheDatabaseYieldsNoNumber();
    void aFilledCursorKeepsItsRowsAndGetsNoMore();
    void aSavepointDoesNotLeaveAVaultToTheKitAlone();
    void aConditionOfOnesOwnSeesNothingHidden();
    void anErrorTellsNothingHidden();
    void objectsOfOnesOwnAreNotTakenForTheDatabases();
    void aPasswordChangedPastTheProductLocksItsOwnerOut();

private:
    /// Asks for the number of the first process within an open transaction; answers the token in hex.
    [[nodiscard]] QString request();
    /// Takes Mallory's rights away and gives them back, as another session does.
    void revoke() { m_look->run(QStringLiteral("UPDATE person SET role = 3, state = 2 WHERE name = 'mallory'")); }
    void restore() { m_look->run(QStringLiteral("UPDATE person SET role = 0, state = 0 WHERE name = 'mallory'")); }

    std::unique_ptr<TwoProcesses> m_scene;
    std::unique_ptr<DatabaseLook> m_look;
    std::unique_ptr<PsqlSession> m_mallory;
    QString m_number, m_database;
};

void RightsMomentsTest::initTestCase()
{
    m_scene = std::make_unique<TwoProcesses>();
    m_look = std::make_unique<DatabaseLook>(m_scene->desk.organisation);
    m_database = m_scene->desk.organisation.address().database;
    m_number = m_look
                   ->one(QStringLiteral("SELECT n.id FROM number n JOIN epoch e ON e.id = n.epoch_id WHERE "
                                        "e.process_id = 1"))
                   .toString();
    m_look->run(QStringLiteral("ANALYZE"));
}

void RightsMomentsTest::cleanupTestCase()
{
    m_mallory.reset();
    m_look.reset();
    m_scene.reset();
}

QString RightsMomentsTest::request()
{
    const QStringList answer =
        m_mallory
            ->run(QStringLiteral("SELECT outcome, encode(token, 'hex') FROM cv_api.reveal_request(%1, 'why')")
                      .arg(m_number))
            .split(u'|');
    if (answer.value(0) != none)
        qFatal("a request that should be granted is not: %s", qPrintable(answer.join(u' ')));
    return answer.value(1);
}

void RightsMomentsTest::aRequestIsFetchedOnceItIsRecorded()
{
    m_mallory->run(QStringLiteral("BEGIN"));
    const QString token = request();
    m_mallory->run(revealEntry(m_number));
    m_mallory->run(QStringLiteral("COMMIT"));
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), one);
}

void RightsMomentsTest::aRequestUndoneYieldsNothing_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    const auto add = [](const char *name, const QStringList &before, const QStringList &after) {
        QTest::newRow(name) << before << after;
    };
    const QString entry = QStringLiteral("{entry}"), commit = QStringLiteral("COMMIT"),
                  s = QStringLiteral("SAVEPOINT s"), back = QStringLiteral("ROLLBACK TO s"),
                  now = QStringLiteral("SET CONSTRAINTS ALL IMMEDIATE");
    add("rolled back", {}, {entry, QStringLiteral("ROLLBACK")});
    add("without an entry", {}, {commit});
    add("with some other entry", {}, {deedEntry(), commit});
    add("rolled back to before", {s}, {entry, back, commit});
    add("rolled back, entered then", {s}, {back, entry, commit});
    add("its entry rolled back", {}, {s, entry, back, commit});
    add("its entry checked and rolled back", {}, {s, entry, now, back, commit});
    add("released without an entry", {s}, {QStringLiteral("RELEASE s"), commit});
    add("cancelled", {},
        {entry, QStringLiteral("SET LOCAL statement_timeout = 10"), QStringLiteral("SELECT pg_sleep(9)"), commit});
    add("prepared", {}, {entry, QStringLiteral("PREPARE TRANSACTION 'x'")});
}

void RightsMomentsTest::aRequestUndoneYieldsNothing()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    m_mallory->run(QStringLiteral("BEGIN"));
    for (const QString &sql : before)
        m_mallory->run(sql);
    const QString token = request();
    const qint64 entries = m_look->number(QStringLiteral("SELECT count(*) FROM deed"));
    for (QString sql : after)
        static_cast<void>(m_mallory->ask(sql.replace(QLatin1String("{entry}"), revealEntry(m_number))));
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), none);
    QCOMPARE(m_look->number(QStringLiteral("SELECT count(*) FROM request WHERE token = '\\x%1'").arg(token)), 0);
    // What is entered for nothing stays entered; it never is the other way round.
    QVERIFY(m_look->number(QStringLiteral("SELECT count(*) FROM deed")) >= entries);
}

void RightsMomentsTest::nothingIsFetchedWithinTheRequestsTransaction()
{
    m_mallory->run(QStringLiteral("BEGIN"));
    m_mallory->run(QStringLiteral("SAVEPOINT s"));
    const QString token = request();
    m_mallory->run(QStringLiteral("RELEASE s"));
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), none);
    m_mallory->run(revealEntry(m_number));
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), none);
    m_mallory->run(QStringLiteral("SET CONSTRAINTS ALL IMMEDIATE"));
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), none);
    QCOMPARE(PsqlSession(psqlUrl(*m_scene->limited)).run(fetchSql.arg(token)), none);
    m_mallory->run(QStringLiteral("ROLLBACK"));
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), none);
}

void RightsMomentsTest::anEntryCannotBeTakenBackUnderItsChange()
{
    m_mallory->run(QStringLiteral("BEGIN"));
    m_mallory->run(QStringLiteral("UPDATE cv.process SET country = 'FR' WHERE id = 1"));
    m_mallory->run(QStringLiteral("SAVEPOINT s"));
    m_mallory->run(deedEntry());
    m_mallory->run(QStringLiteral("SET CONSTRAINTS ALL IMMEDIATE"));
    m_mallory->run(QStringLiteral("ROLLBACK TO s"));
    QVERIFY(m_mallory->ask(QStringLiteral("COMMIT")).isDenied());
    QCOMPARE(m_look->number(QStringLiteral("SELECT count(*) FROM process WHERE country = 'FR'")), 0);
}

void RightsMomentsTest::noRequestWhereNothingCanBeWritten()
{
    m_mallory->run(QStringLiteral("BEGIN READ ONLY"));
    const QString sql = QStringLiteral("SELECT * FROM cv_api.reveal_request(%1, 'why')").arg(m_number);
    QCOMPARE(m_mallory->ask(sql).state, QStringLiteral("25006"));
    m_mallory->run(QStringLiteral("ROLLBACK"));
}

void RightsMomentsTest::aTokenIsItsOwnersAlone()
{
    m_mallory->run(QStringLiteral("BEGIN"));
    const QString token = request();
    m_mallory->run(revealEntry(m_number));
    m_mallory->run(QStringLiteral("COMMIT"));
    QCOMPARE(PsqlSession(psqlUrl(*m_scene->desk.admin)).run(fetchSql.arg(token)), none);
    m_look->run(QStringLiteral("UPDATE request SET asked_at = asked_at - 60000 WHERE token = '\\x%1'").arg(token));
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), none);
}

void RightsMomentsTest::manyRequestsInOneStatementMeetTheLimit()
{
    m_mallory->run(QStringLiteral("BEGIN"));
    const QString most = m_mallory->run(QStringLiteral("SELECT count(*) FROM generate_series(1, 99), LATERAL "
                                                       "cv_api.reveal_request(%1 + 0 * generate_series, 'why') "
                                                       "WHERE outcome = 0")
                                            .arg(m_number));
    m_mallory->run(QStringLiteral("ROLLBACK"));
    QVERIFY2(most.toInt() > 0 && most.toInt() <= 30, qPrintable(most));
}

void RightsMomentsTest::whatWasPreparedBeforeARevocationYieldsNothing()
{
    for (const char *sql : {"PREPARE legs AS SELECT count(*) FROM cv.shown_leg",
             "PREPARE signs AS SELECT count(*) FROM cv.sign_in", "PREPARE people AS SELECT count(*) FROM cv.person",
             "PREPARE seals AS SELECT count(*) FROM cv_api.my_vault_seals()",
             "PREPARE change AS UPDATE cv.process SET country = 'FR'"})
        m_mallory->run(QLatin1String(sql));
    for (const char *name : {"legs", "signs", "people"})
        QVERIFY(m_mallory->run(QStringLiteral("EXECUTE %1").arg(QLatin1String(name))).toInt() > 0);
    m_mallory->run(QStringLiteral("BEGIN"));
    const QString token = request();
    m_mallory->run(revealEntry(m_number));
    m_mallory->run(QStringLiteral("COMMIT"));
    m_mallory->run(QStringLiteral("PREPARE number AS %1").arg(fetchSql.arg(token)));
    m_mallory->run(QStringLiteral("BEGIN"));
    m_mallory->run(QStringLiteral("DECLARE number CURSOR FOR ") + fetchSql.arg(token));
    revoke();
    const QString fetched = m_mallory->run(QStringLiteral("FETCH ALL FROM number"));
    const QString changed = m_mallory->ask(QStringLiteral("EXECUTE change")).state;
    m_mallory->run(QStringLiteral("ROLLBACK"));
    QStringList seen;
    for (const char *name : {"legs", "signs", "people", "seals", "number"})
        seen.append(m_mallory->ask(QStringLiteral("EXECUTE %1").arg(QLatin1String(name))).text);
    restore();
    QCOMPARE(fetched, none);
    QVERIFY(changed == QLatin1String("00000") || changed == QLatin1String("42501")); // no row of his is left
    QCOMPARE(seen, QStringList({none, none, none, none, none}));
    QCOMPARE(m_mallory->run(QStringLiteral("EXECUTE number")), one);
    // A group that is taken away closes what was prepared with it.
    m_mallory->run(QStringLiteral("PREPARE calls AS SELECT count(*) FROM cv.call_row"));
    QVERIFY(m_mallory->run(QStringLiteral("EXECUTE calls")).toInt() > 0);
    QVERIFY(m_mallory->run(QStringLiteral("EXECUTE signs")).toInt() > 1);
    const QString login = m_scene->limited->credentials()->login();
    m_look->run(QStringLiteral("REVOKE \"cv_%1_calls\", \"cv_%1_users\" FROM \"%2\"").arg(m_database, login));
    const SqlAnswer calls = m_mallory->ask(QStringLiteral("EXECUTE calls"));
    const QString others = m_mallory->run(QStringLiteral("SELECT count(*) FROM cv.sign_in"));
    const QString signs = m_mallory->run(QStringLiteral("EXECUTE signs"));
    m_look->run(QStringLiteral("GRANT \"cv_%1_calls\", \"cv_%1_users\" TO \"%2\"").arg(m_database, login));
    QVERIFY(calls.isDenied());
    QCOMPARE(signs, others);
}

void RightsMomentsTest::anOldViewOfTheDatabaseYieldsNoNumber()
{
    m_mallory->run(QStringLiteral("BEGIN"));
    const QString token = request();
    m_mallory->run(revealEntry(m_number));
    m_mallory->run(QStringLiteral("COMMIT"));
    for (const char *level : {"REPEATABLE READ", "SERIALIZABLE"}) {
        m_mallory->run(QStringLiteral("BEGIN ISOLATION LEVEL %1").arg(QLatin1String(level)));
        m_mallory->run(QStringLiteral("SELECT cv_api.me()")); // from here on he sees what there was now
        revoke();
        const QString fetched = m_mallory->run(fetchSql.arg(token));
        restore();
        m_mallory->run(QStringLiteral("ROLLBACK"));
        QCOMPARE(fetched, none);
    }
    QCOMPARE(m_mallory->run(fetchSql.arg(token)), one);
}

void RightsMomentsTest::aFilledCursorKeepsItsRowsAndGetsNoMore()
{
    m_mallory->run(QStringLiteral("BEGIN"));
    m_mallory->run(QStringLiteral("DECLARE kept CURSOR WITH HOLD FOR SELECT process_id FROM cv.shown_leg"));
    m_mallory->run(QStringLiteral("COMMIT"));
    revoke();
    const QString kept = m_mallory->run(QStringLiteral("FETCH ALL FROM kept"));
    const QString asked = m_mallory->run(QStringLiteral("SELECT process_id FROM cv.shown_leg"));
    restore();
    QCOMPARE(kept, one); // what he read already is his; the manual says so
    QCOMPARE(asked, QString());
}

void RightsMomentsTest::aSavepointDoesNotLeaveAVaultToTheKitAlone()
{
    PsqlSession admin(psqlUrl(*m_scene->desk.admin));
    for (const bool inSavepoint : {false, true}) {
        admin.run(QStringLiteral("BEGIN"));
        admin.run(deedEntry());
        if (inSavepoint)
            admin.run(QStringLiteral("SAVEPOINT s"));
        const SqlAnswer revoked = admin.ask(QStringLiteral("DELETE FROM cv.actual_grant"));
        admin.run(QStringLiteral("ROLLBACK"));
        QCOMPARE(revoked.state, QStringLiteral("23001"));
    }
}

void RightsMomentsTest::aConditionOfOnesOwnSeesNothingHidden()
{
    // Mallory may make nothing; here he may, to see that the row policies hold without that too.
    const QString login = m_scene->limited->credentials()->login();
    m_look->run(QStringLiteral("GRANT TEMPORARY ON DATABASE \"%1\" TO \"%2\"").arg(m_database, login));
    m_mallory->run(
        QStringLiteral("CREATE FUNCTION pg_temp.leak(value text) RETURNS boolean LANGUAGE plpgsql STRICT COST "
                       "0.0001 AS $$ BEGIN RAISE NOTICE 'leak %', value; RETURN true; END $$"));
    int conditions = 0;
    const RightsPage page;
    for (auto relation = page.relations().begin(); relation != page.relations().end(); ++relation) {
        if (!relation->rights.value(Role::Administrator).contains(u'S'))
            continue;
        const QStringList columns = m_mallory
                                        ->run(QStringLiteral("SELECT attname FROM pg_attribute WHERE attrelid = "
                                                             "'%1'::regclass AND attnum > 0 AND NOT attisdropped")
                                                  .arg(relation.key()))
                                        .split(u'\n');
        for (const QString &column : columns) {
            const QString sql = QStringLiteral("SELECT DISTINCT CAST(%1 AS text) FROM %2").arg(column, relation.key());
            const QStringList visible = m_mallory->run(sql).split(u'\n');
            const QString answer =
                m_mallory->run(QStringLiteral("SELECT count(*) FROM %1 WHERE pg_temp.leak(CAST(%2 AS text))")
                                   .arg(relation.key(), column));
            for (const QString &line : answer.split(u'\n')) {
                const QString value = line.section(QStringLiteral("leak "), 1);
                ++conditions;
                QVERIFY2(value.isEmpty() || value == QLatin1String("<NULL>") || visible.contains(value),
                    qPrintable(relation.key() + u' ' + column + u' ' + value));
            }
        }
    }
    m_look->run(QStringLiteral("REVOKE TEMPORARY ON DATABASE \"%1\" FROM \"%2\"").arg(m_database, login));
    QVERIFY(conditions > 200);
}

void RightsMomentsTest::anErrorTellsNothingHidden()
{
    for (const char *column : {"process", "campaign", "agent_code", "agent_name", "proxy", "customer_text"})
        for (const char *type : {"date", "inet", "uuid"}) {
            const SqlAnswer answer = m_mallory->ask(QStringLiteral("SELECT count(*) FROM cv.call_row WHERE "
                                                                   "CAST(%1 AS %2) IS NOT NULL")
                                                        .arg(QLatin1String(column), QLatin1String(type)));
            for (const char *hidden : {"\"Other\"", "\"a2\"", "\"+442079460002\"", "Spring"})
                QVERIFY2(!answer.text.contains(QLatin1String(hidden)), qPrintable(answer.text));
        }
}

void RightsMomentsTest::objectsOfOnesOwnAreNotTakenForTheDatabases()
{
    const QString login = m_scene->limited->credentials()->login();
    const auto answers = [this] {
        return m_mallory->run(QStringLiteral("SELECT cv_api.me(), cv_api.sees_all(), cv_api.my_processes(), "
                                             "cv_api.covers(1), (SELECT array_agg(h) FROM cv_api.hidden_agents() h), "
                                             "(SELECT count(*) FROM cv.shown_leg)"));
    };
    const QString before = answers();
    m_look->run(QStringLiteral("GRANT TEMPORARY ON DATABASE \"%1\" TO \"%2\"").arg(m_database, login));
    for (const char *sql : {"CREATE TEMP TABLE person AS SELECT 1 AS id, session_user AS login, 0 AS state, "
                            "1 AS all_processes, 0 AS role",
             "CREATE TEMP TABLE person_process AS SELECT 1 AS person_id, 2 AS process_id",
             "CREATE TEMP TABLE actual_grant AS SELECT 0 AS role, 2 AS process_id",
             "CREATE TEMP TABLE pg_roles AS SELECT session_user AS rolname",
             "CREATE FUNCTION pg_temp.me() RETURNS bigint LANGUAGE sql AS 'SELECT CAST(1 AS bigint)'",
             "CREATE FUNCTION pg_temp.pg_has_role(name, text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
             "CREATE FUNCTION pg_temp.same(bigint, bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
             "CREATE OPERATOR pg_temp.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = pg_temp.same)",
             "SET search_path = pg_temp, cv, pg_catalog"})
        m_mallory->run(QLatin1String(sql));
    const QString after = answers();
    m_look->run(QStringLiteral("REVOKE TEMPORARY ON DATABASE \"%1\" FROM \"%2\"").arg(m_database, login));
    QCOMPARE(after, before);
    QVERIFY(m_mallory->ask(QStringLiteral("CREATE TEMP TABLE t (a integer)")).isDenied());
}

void RightsMomentsTest::aPasswordChangedPastTheProductLocksItsOwnerOut()
{
    const QString name = QStringLiteral("ann");
    const auto ann = m_scene->desk.hire(name, Role::Analyst);
    const qint64 changes = m_look->number(QStringLiteral("SELECT count(*) FROM login_change"));
    PsqlSession psql(psqlUrl(*ann));
    psql.run(QStringLiteral("ALTER ROLE \"%1\" PASSWORD 'another'").arg(ann->credentials()->login()));
    // The server lets him, and the record knows nothing of it; but no password that he types is of use to the console.
    QCOMPARE(m_look->number(QStringLiteral("SELECT count(*) FROM login_change")), changes);
    for (const QString &password : {TestOrganisation::password(), QStringLiteral("another")}) {
        const auto answer = m_scene->desk.organisation.trySignIn(name, password);
        QVERIFY(!answer);
        QCOMPARE(answer.error().fault, Fault::SignInRefused);
    }
    static_cast<void>(taken(PeopleService(*m_scene->desk.admin).reset(name)));
    QUrl url(psqlUrl(*ann));
    url.setPassword(QStringLiteral("another"));
    QVERIFY(!Psql(url.toString(QUrl::FullyEncoded)).run({QStringLiteral("SELECT 1")}));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RightsMomentsTest)
#include "tst_rights_moments.moc"
