// SPDX-License-Identifier: GPL-3.0-or-later
#include "rights_scene.h"
#include "vain_callback_calls.h"
#include "vain_leak_calls.h"
#include "vain_rate_calls.h"

#include "services/access/access_service.h"

#include <algorithm>

namespace callveil {

namespace {

/// A call that whoever holds the right may make; the others are made without arguments.
const QMap<QString, QString> plainCalls{
    {QStringLiteral("signed_in"), QStringLiteral("0")},
    {QStringLiteral("covers"), QStringLiteral("1")},
    {QStringLiteral("person_state"), QStringLiteral("CAST(0 AS smallint)")},
    {QStringLiteral("operation_claim"), QStringLiteral("'x', 100")},
    {QStringLiteral("deed_holds"), QStringLiteral("1, 1, 'x'")},
    {QStringLiteral("rotation_left"), QStringLiteral("1")},
    {QStringLiteral("due_months"), QStringLiteral("1")},
    {QStringLiteral("unswept_months"), QStringLiteral("1")},
    {QStringLiteral("retention_effect"), QStringLiteral("1, 30")},
    {QStringLiteral("import_discard"), QStringLiteral("'x'")},
    {QStringLiteral("limit_alarms"), QStringLiteral("0")},
    {QStringLiteral("leak_spans"), QStringLiteral("1, 1, 1")},
    {QStringLiteral("leak_conditions"), QStringLiteral("1, 1, 1, 1")},
    {QStringLiteral("leak_case_refs"), QStringLiteral("0, 0, 9")},
    {QStringLiteral("leak_deeds"), QStringLiteral("1, 0, 9, 9")},
    {QStringLiteral("leak_settle_unseen"), QStringLiteral("0, 0, 0")},
    {QStringLiteral("leak_mark_put"), QStringLiteral("1, 1, 0, 1")},
    {QStringLiteral("route_gaps"), QStringLiteral("NULL, 0, 0, 0, 0, 9")},
    {QStringLiteral("service_leave"), QStringLiteral("'x'")},
    {QStringLiteral("rate_list"), QStringLiteral("1")},
    {QStringLiteral("unrated_legs"), QStringLiteral("0, 0, 9, '{1}', 9")},
    {QStringLiteral("deed_page"), QStringLiteral("0, 9e15::bigint, 9e15::bigint, 0, 0, 0, '', '', 9")},
};

/// All that switches may call, some of them only when they may keep routes; and nobody else.
const QStringList forSwitches{QStringLiteral("switch_v1.call_event(text,text,text,text,text)"),
    QStringLiteral("switch_v1.call_request_state(bigint,text,text)"),
    QStringLiteral("switch_v1.call_requests_claim(integer)"),
    QStringLiteral("switch_v1.predictive_event(text,text,text,text)"), QStringLiteral("switch_v1.route(text,text)"),
    QStringLiteral("switch_v1.route_changes(bigint)"), QStringLiteral("switch_v1.route_epoch()"),
    QStringLiteral("switch_v1.sms_optout(text,text,text)")};

bool isForSwitches(const QString &function)
{
    const QString begin = QStringLiteral("switch_v1.%1(").arg(function);
    return std::any_of(
        forSwitches.begin(), forSwitches.end(), [&](const QString &each) { return each.startsWith(begin); });
}

} // namespace

/// The manual's table of functions, cell by cell through psql, and what all functions and logins have in common.
class RightsFunctionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_scene.reset(); }
    void everyFunctionHasItsLineAndEveryLineItsFunction();
    void aCellIsWhatTheServerAllows_data() { addRoles(); }
    void aCellIsWhatTheServerAllows();
    void aFunctionThatJudgesRefuses_data() { addRoles(); }
    void aFunctionThatJudgesRefuses();
    void searchingIsJudgedByItsPermission_data() { addRoles(); }
    void searchingIsJudgedByItsPermission();
    void anEditedGridMovesTheCells();
    void functionsAreClosedToEverybodyAndHaveAFixedPath();
    void functionsBelongToThoseWhoMay();
    void loginsOwnNothingAndAreNothingSpecial();
    void rolesOfTheDatabaseAreNoMoreThanTheyNeed();
    void everybodyHasNothing();
    void nothingElseIsInstalled();

private:
    static void addRoles();
    /// The answer within a transaction that is undone.
    [[nodiscard]] SqlAnswer tried(PsqlSession &psql, const QString &call);
    [[nodiscard]] QString filled(QString call) const;

    std::unique_ptr<RightsScene> m_scene;
    QMap<QString, QString> m_nulls; ///< arguments of each function, all null
};

void RightsFunctionsTest::initTestCase()
{
    m_scene = std::make_unique<RightsScene>();
    for (const QVariantList &row : m_scene->look.run(
             QStringLiteral("SELECT p.proname, coalesce((SELECT string_agg('CAST(NULL AS ' || format_type(t, NULL) || "
                            "')', ', ') FROM unnest(p.proargtypes) t), '') FROM pg_proc p JOIN pg_namespace n "
                            "ON n.oid = p.pronamespace WHERE n.nspname IN %1")
                 .arg(ownSchemas))) {
        if (m_nulls.contains(row.at(0).toString()))
            QFAIL(qPrintable(row.at(0).toString() + QStringLiteral(" is the name of two functions")));
        m_nulls.insert(row.at(0).toString(), row.at(1).toString());
    }
}

void RightsFunctionsTest::addRoles()
{
    QTest::addColumn<Role>("role");
    for (const Role role : allRoles)
        QTest::newRow(qPrintable(roleKey(role))) << role;
}

SqlAnswer RightsFunctionsTest::tried(PsqlSession &psql, const QString &call)
{
    psql.run(QStringLiteral("BEGIN"));
    const SqlAnswer answer = psql.ask(QStringLiteral("SELECT ") + call);
    psql.run(QStringLiteral("ROLLBACK"));
    return answer;
}

QString RightsFunctionsTest::filled(QString call) const
{
    call.replace(QLatin1String("{admin}"), m_scene->scene.desk.admin->identity()->login);
    call.replace(QLatin1String("{sign_in}"),
        m_scene->look.one(QStringLiteral("SELECT max(id) FROM sign_in WHERE person_id = 1")).toString());
    call.replace(QLatin1String("{number}"),
        m_scene->look
            .one(QStringLiteral("SELECT n.id FROM number n JOIN epoch e ON e.id = n.epoch_id WHERE "
                                "e.process_id = 2"))
            .toString());
    call.replace(QLatin1String("{epoch}"),
        m_scene->look.one(QStringLiteral("SELECT id FROM epoch WHERE process_id = 2")).toString());
    return call;
}

void RightsFunctionsTest::everyFunctionHasItsLineAndEveryLineItsFunction()
{
    QCOMPARE(difference(m_scene->page.functions().keys(), m_nulls.keys()), QString());
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n "
                                           "ON n.oid = p.pronamespace WHERE n.nspname IN %1 AND n.nspname <> 'cv_api' "
                                           "ORDER BY p.proname")
                                .arg(ownSchemas)),
        forSwitches);
}

void RightsFunctionsTest::aCellIsWhatTheServerAllows()
{
    QFETCH(Role, role);
    QStringList mistakes;
    for (auto function = m_scene->page.functions().begin(); function != m_scene->page.functions().end(); ++function) {
        const bool isSwitchs = isForSwitches(function.key());
        const QString name = (isSwitchs ? QStringLiteral("switch_v1.") : QStringLiteral("cv_api.")) + function.key();
        const RightsPage::Call call = function->value(role);
        const bool isPlain = call == RightsPage::Call::Yes;
        const QString arguments = isPlain ? plainCalls.value(function.key()) : m_nulls.value(function.key());
        const SqlAnswer answer = tried(m_scene->as(role), QStringLiteral("%1(%2)").arg(name, arguments));
        // Of what is refused, the server says itself that the function is.
        const bool isClosed = answer.isDenied()
            && answer.text.contains(isSwitchs ? QStringLiteral("permission denied for schema switch_v1")
                                              : QStringLiteral("permission denied for function ") + function.key());
        if (isClosed != (call == RightsPage::Call::No) || (isPlain && !answer.succeeded()))
            mistakes.append(name + QStringLiteral(": ") + answer.text);
        if (m_scene->look
                .one(QStringLiteral("SELECT has_function_privilege('%1', p.oid, 'execute') FROM pg_proc p "
                                    "WHERE p.oid = CAST('%2' AS regproc)")
                         .arg(m_scene->loginOf(role), name))
                .toBool()
            != (call != RightsPage::Call::No))
            mistakes.append(name + QStringLiteral(": the catalogue says otherwise"));
    }
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n')));
}

void RightsFunctionsTest::aFunctionThatJudgesRefuses()
{
    QFETCH(Role, role);
    QMap<QString, VainCall> calls = vainCalls();
    calls.insert(vainRateCalls());
    calls.insert(vainLeakCalls());
    calls.insert(vainCallbackCalls());
    QStringList mistakes;
    for (auto function = m_scene->page.functions().begin(); function != m_scene->page.functions().end(); ++function) {
        if (function->value(role) != RightsPage::Call::Judged)
            continue;
        if (!calls.contains(function.key()))
            QFAIL(qPrintable(function.key() + QStringLiteral(" has no vain call here")));
        const VainCall call = calls.value(function.key());
        const bool isScalar = !call.sql.contains(QLatin1String(" FROM "));
        const SqlAnswer answer =
            tried(m_scene->as(role), filled((isScalar ? QStringLiteral("cv_api.") : QString()) + call.sql));
        const bool isRefused =
            call.answer == refused ? answer.isDenied() : answer.succeeded() && answer.text == call.answer;
        if (!isRefused)
            mistakes.append(function.key() + QStringLiteral(": ") + answer.state + u' ' + answer.text);
    }
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n')));
}

void RightsFunctionsTest::searchingIsJudgedByItsPermission()
{
    QFETCH(Role, role);
    const SqlAnswer answer =
        tried(m_scene->as(role), QStringLiteral("outcome FROM cv_api.number_request(1, '{1}', '{a}', 'why')"));
    const bool may = m_scene->page.permissions().value(Permission::SearchByNumber).roles.contains(role);
    QCOMPARE(answer.text, may ? QStringLiteral("0") : QStringLiteral("1"));
}

void RightsFunctionsTest::anEditedGridMovesTheCells()
{
    AccessService access(*m_scene->scene.desk.admin);
    PsqlSession &psql = m_scene->as(Role::Executive);
    const QStringList asked{QStringLiteral("count(*) FROM cv.call_row"), QStringLiteral("count(*) FROM cv.shown_leg"),
        QStringLiteral("count(*) FROM cv_api.deed_actors()")};
    for (const bool given : {true, false}) {
        taken(access.setPermissions(
            {{Role::Executive, Permission::ViewCallLog, given}, {Role::Executive, Permission::ViewAudit, given}}));
        for (const QString &call : asked) {
            const SqlAnswer answer = tried(psql, call);
            QVERIFY2(given ? answer.text.toInt() > 0 : answer.isDenied(), qPrintable(call + answer.text));
        }
    }
}

void RightsFunctionsTest::functionsAreClosedToEverybodyAndHaveAFixedPath()
{
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n "
                                           "ON n.oid = p.pronamespace WHERE n.nspname IN %1 "
                                           "AND (has_function_privilege('public', p.oid, 'execute') OR p.proconfig IS "
                                           "NULL OR NOT 'search_path=pg_catalog, pg_temp' = ANY (p.proconfig))")
                                .arg(ownSchemas)),
        QStringList());
    // Those with rights of their own are everywhere the same: none is outside.
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n "
                                           "ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname <> 'cv_api' "
                                           "ORDER BY p.proname")),
        forSwitches);
}

void RightsFunctionsTest::functionsBelongToThoseWhoMay()
{
    // Whoever may create logins owns what does so, and nothing else.
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner "
                                           "WHERE r.rolname = '%1' ORDER BY 1")
                                .arg(m_scene->group(QStringLiteral("people")))),
        QStringList({QStringLiteral("login_bar"), QStringLiteral("login_create"), QStringLiteral("login_cut"),
            QStringLiteral("login_enabled"), QStringLiteral("login_end"), QStringLiteral("login_groups"),
            QStringLiteral("login_holds"), QStringLiteral("login_hush"), QStringLiteral("login_judge"),
            QStringLiteral("login_note"), QStringLiteral("login_put_out"), QStringLiteral("login_quiet"),
            QStringLiteral("login_verifier"), QStringLiteral("switch_bar"), QStringLiteral("switch_cache"),
            QStringLiteral("switch_cut"), QStringLiteral("switch_enable"), QStringLiteral("switch_forget"),
            QStringLiteral("switch_judge"), QStringLiteral("switch_let_in"), QStringLiteral("switch_logins"),
            QStringLiteral("switch_make"), QStringLiteral("switch_put_out"), QStringLiteral("switch_rekey"),
            QStringLiteral("switch_remove")}));
    QCOMPARE(m_scene->names(QStringLiteral("SELECT DISTINCT r.rolname FROM pg_proc p JOIN pg_roles r "
                                           "ON r.oid = p.proowner JOIN pg_namespace n ON n.oid = p.pronamespace "
                                           "WHERE n.nspname IN %1 ORDER BY 1")
                                .arg(ownSchemas)),
        QStringList({m_scene->group(QStringLiteral("definer")), m_scene->group(QStringLiteral("people"))}));
    // And the only SQL that is put together while it runs is theirs.
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = "
                                           "p.pronamespace JOIN pg_roles r ON r.oid = p.proowner WHERE n.nspname IN %1 "
                                           "AND p.prosrc ~* '\\mexecute\\M' AND r.rolname <> '%2'")
                                .arg(ownSchemas, m_scene->group(QStringLiteral("people")))),
        QStringList());
}

void RightsFunctionsTest::loginsOwnNothingAndAreNothingSpecial()
{
    const QString logins = QStringLiteral("starts_with(r.rolname::text, 'cvu_%1.')").arg(m_scene->database());
    QCOMPARE(m_scene->look.number(QStringLiteral("SELECT count(*) FROM pg_roles r WHERE ") + logins), 7);
    QCOMPARE(m_scene->names(QStringLiteral("SELECT r.rolname FROM pg_roles r WHERE %1 AND (r.rolsuper OR "
                                           "r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication)")
                                .arg(logins)),
        QStringList());
    // Neither owns anything, nor has a right given to him alone.
    QCOMPARE(m_scene->names(QStringLiteral("SELECT r.rolname || ' ' || d.classid::regclass FROM pg_shdepend d "
                                           "JOIN pg_roles r ON r.oid = d.refobjid WHERE d.refclassid = "
                                           "'pg_authid'::regclass AND ")
                 + logins),
        QStringList());
    // Nobody is in a group that owns something, or can put others into his.
    QCOMPARE(m_scene->names(
                 QStringLiteral("SELECT r.rolname || ' ' || g.rolname FROM pg_auth_members a JOIN pg_roles "
                                "r ON r.oid = a.member JOIN pg_roles g ON g.oid = a.roleid WHERE %1 AND "
                                "(a.admin_option OR g.rolname IN ('%2', '%3', '%4', '%5'))")
                     .arg(logins, m_scene->group(QStringLiteral("owner")), m_scene->group(QStringLiteral("definer")),
                         m_scene->group(QStringLiteral("reader")), m_scene->group(QStringLiteral("people")))),
        QStringList());
}

void RightsFunctionsTest::rolesOfTheDatabaseAreNoMoreThanTheyNeed()
{
    const QString groups = QStringLiteral("r.rolname ~ '^cv_%1_[a-z]+$'").arg(m_scene->database());
    QCOMPARE(m_scene->look.number(QStringLiteral("SELECT count(*) FROM pg_roles r WHERE ") + groups), 14);
    QCOMPARE(
        m_scene->names(QStringLiteral("SELECT r.rolname FROM pg_roles r WHERE %1 AND (r.rolsuper OR r.rolbypassrls "
                                      "OR r.rolcreatedb OR r.rolreplication OR r.rolcanlogin)")
                           .arg(groups)),
        QStringList());
    QCOMPARE(m_scene->names(QStringLiteral("SELECT r.rolname FROM pg_roles r WHERE r.rolcreaterole AND ") + groups),
        QStringList(m_scene->group(QStringLiteral("people"))));
    // Only while the schema is changed may anybody make something in it.
    QCOMPARE(m_scene->names(QStringLiteral("SELECT r.rolname || ' ' || n.nspname FROM pg_roles r, pg_namespace n WHERE "
                                           "%1 AND n.nspname IN %2 AND n.nspowner <> r.oid AND "
                                           "has_schema_privilege(r.oid, n.oid, 'create')")
                                .arg(groups, ownSchemas)),
        QStringList());
}

void RightsFunctionsTest::everybodyHasNothing()
{
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p FROM unnest('{connect,temporary,create}'::text[]) p WHERE "
                                           "has_database_privilege('public', current_database(), p)")),
        QStringList());
    QCOMPARE(m_scene->names(QStringLiteral("SELECT n.nspname || ' ' || p FROM pg_namespace n, "
                                           "unnest('{usage,create}'::text[]) p WHERE n.nspname NOT LIKE 'pg\\_%' AND "
                                           "n.nspname <> 'information_schema' AND "
                                           "has_schema_privilege('public', n.oid, p)")),
        QStringList());
    QCOMPARE(m_scene->names(QStringLiteral("SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = "
                                           "c.relnamespace, aclexplode(c.relacl) a WHERE a.grantee = 0 AND n.nspname "
                                           "IN %1")
                                .arg(ownSchemas)),
        QStringList());
}

void RightsFunctionsTest::nothingElseIsInstalled()
{
    QCOMPARE(
        m_scene->names(QStringLiteral("SELECT extname FROM pg_extension")), QStringList(QStringLiteral("plpgsql")));
    // What the server itself lets everybody make; large objects would be the one thing kept outside the tables.
    QCOMPARE(m_scene->names(QStringLiteral("SELECT p.oid::regprocedure FROM pg_proc p WHERE p.proname IN ('lo_creat', "
                                           "'lo_create', 'lo_from_bytea', 'lo_import', 'lo_export') AND "
                                           "has_function_privilege('public', p.oid, 'execute')")),
        QStringList());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RightsFunctionsTest)
#include "tst_rights_functions.moc"
