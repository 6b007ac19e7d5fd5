// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/masking/masking_service.h"
#include "services/security/security_service.h"

#include <QElapsedTimer>

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");

bool isDenied(const Result<void> &answer)
{
    return !answer && answer.error().code == ErrorCode::Denied;
}

QString insertRevision(int revision)
{
    return QStringLiteral("INSERT INTO cv.policy_revision (process_id, revision, kind, shown_leading, shown_trailing, "
                          "created_by, created_at, effective_at) VALUES (1, %1, 0, 0, 0, cv_api.me(), cv_api.now_ms(), "
                          "cv_api.now_ms())")
        .arg(revision);
}

} // namespace

/// What a server's database refuses to whoever sends it plain SQL under his own login, apart from the processes.
class AccessRulesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyChangeOfALoginNeedsAnEntry();
    void nobodyChangesHisOwnRights();
    void aSignInCannotBeMadeYounger();
    void anOldSignInFollowsTheSwitchAsItStands();
    void aNewPolicyWaitsForAPublishingImport();
    void policiesTakeTheirLocksInTheOrderOfProcesses();
    void makingProcessesIsNotConfiguringTheirMasking();
    void proxyNumbersAndVaultsNeedAnEntry();
    void laterVaultsAndSealsAreNobodysToAdd();
    void nobodyChoosesIdentifiers();
    void operationTokensAreTheirOwnersAlone();
    void anAnswerAboutACommitIsGivenInTime();
};

void AccessRulesTest::everyChangeOfALoginNeedsAnEntry()
{
    Desk desk(Engine::PostgreSql);
    const auto person = desk.hire(asha, Role::Analyst);
    const QString login = person->identity()->login;
    const QString verifier = QString::fromLatin1(scramVerifier("another password"));
    DatabaseLook(desk.organisation)
        .run(QStringLiteral("INSERT INTO person SELECT id + 100, name || 'x', login || 'x', display_name, role, state, "
                            "all_processes, box_key, sign_key, certificate, created_at, created_by FROM person "
                            "WHERE name = 'asha'"));
    const QStringList changes{QStringLiteral("SELECT cv_api.login_verifier('%1', '%2')").arg(login, verifier),
        QStringLiteral("SELECT cv_api.login_groups('%1', '{users}')").arg(login),
        QStringLiteral("SELECT cv_api.login_enabled('%1', false)").arg(login),
        QStringLiteral("SELECT cv_api.login_create('%1x', '%2', '{}')").arg(login, verifier)};
    for (const QString &sql : changes)
        QVERIFY2(isDenied(runAs(*desk.admin, sql)), qPrintable(sql));
    QVERIFY(isDenied(runAs(*person, changes.front())));
    QVERIFY(desk.organisation.trySignIn(asha, TestOrganisation::password()));
    const qint64 before = scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM login_change"));
    for (const QString &sql : changes)
        QVERIFY2(runWithDeed(*desk.admin, sql), qPrintable(sql));
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM login_change")), before + 5);
    QVERIFY(!DatabaseLook(desk.organisation).dump().contains(verifier.toLatin1()));
}

void AccessRulesTest::nobodyChangesHisOwnRights()
{
    Desk desk(Engine::PostgreSql);
    const QString login = desk.admin->identity()->login;
    for (const QString &sql : {QStringLiteral("UPDATE cv.person SET role = 5 WHERE id = cv_api.me()"),
             QStringLiteral("UPDATE cv.person SET all_processes = 0 WHERE id = cv_api.me()"),
             QStringLiteral("UPDATE cv.person SET state = 1 WHERE id = cv_api.me()"),
             QStringLiteral("SELECT cv_api.login_groups('%1', '{}')").arg(login),
             QStringLiteral("SELECT cv_api.login_enabled('%1', true)").arg(login)})
        QVERIFY2(isDenied(runWithDeed(*desk.admin, sql)), qPrintable(sql));
}

void AccessRulesTest::aSignInCannotBeMadeYounger()
{
    Desk desk(Engine::PostgreSql);
    const auto person = desk.hire(asha, Role::Analyst);
    const DatabaseLook look(desk.organisation);
    const auto cell = [&](const char *column) {
        return look.number(QStringLiteral("SELECT coalesce(%1, -1) FROM sign_in WHERE id = %2")
                               .arg(QLatin1String(column))
                               .arg(person->identity()->signInId));
    };
    QVERIFY(isDenied(runAs(*person, QStringLiteral("UPDATE cv.sign_in SET hide_clear = 0"))));
    QVERIFY(isDenied(runAs(*person, QStringLiteral("UPDATE cv.sign_in SET signed_in_at = 9000000000000000"))));
    QVERIFY(runAs(*person, QStringLiteral("UPDATE cv.sign_in SET last_seen_at = 9000000000000000")));
    QVERIFY(cell("last_seen_at") < 9000000000000000);
    QVERIFY(runAs(*person, QStringLiteral("UPDATE cv.sign_in SET ended_at = 5")));
    QVERIFY(cell("ended_at") > 5);
    QVERIFY(isDenied(runAs(*person, QStringLiteral("UPDATE cv.sign_in SET ended_at = NULL"))));
    QVERIFY(isDenied(runAs(*person, QStringLiteral("UPDATE cv.sign_in SET last_seen_at = 0"))));
    QVERIFY(runAs(*person,
        QStringLiteral("INSERT INTO cv.sign_in (person_id, console, signed_in_at, last_seen_at, hide_clear) "
                       "VALUES (cv_api.me(), 'x', 9000000000000000, 9000000000000000, 0)")));
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM sign_in WHERE signed_in_at >= 9000000000000000")), 0);
}

void AccessRulesTest::anOldSignInFollowsTheSwitchAsItStands()
{
    Desk desk(Engine::PostgreSql);
    const auto person = desk.hire(asha, Role::Analyst);
    const DatabaseLook look(desk.organisation);
    const QString hides = QStringLiteral("cv_api.hides_clear()");
    taken(SecurityService(*desk.admin).save({}, {.hidesClearNumbers = true}));
    QVERIFY(!holdsFor(*person, hides)); // he sees the change at his next sign-in
    look.run(QStringLiteral("UPDATE sign_in SET last_seen_at = last_seen_at - 600000"));
    QVERIFY(holdsFor(*person, hides));
    taken(SignInService::touch(*person)); // the laptop is awake again
    QVERIFY(!holdsFor(*person, hides));
    look.run(QStringLiteral("UPDATE sign_in SET signed_in_at = signed_in_at - 86500000"));
    taken(SignInService::touch(*person));
    QVERIFY(holdsFor(*person, hides));
    look.run(QStringLiteral("UPDATE sign_in SET signed_in_at = signed_in_at + 86500000"));
    QVERIFY(!holdsFor(*person, hides));
    taken(SignInService::signOut(*person));
    QVERIFY(holdsFor(*person, hides));
}

void AccessRulesTest::aNewPolicyWaitsForAPublishingImport()
{
    Desk desk(Engine::PostgreSql);
    QCOMPARE(desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB")).value, 1);
    const QString wait = QStringLiteral("SET LOCAL lock_timeout TO 200; ");
    {
        const DatabaseLook import(desk.organisation); // a publishing import holds the row like this
        import.run(QStringLiteral("BEGIN"));
        import.run(QStringLiteral("SELECT id FROM process WHERE id = 1 FOR NO KEY UPDATE"));
        const Result<void> refused = runWithDeed(*desk.admin, wait + insertRevision(2));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        QCOMPARE(refused.error().fault, Fault::DatabaseBusy);
        import.run(QStringLiteral("COMMIT"));
    }
    QVERIFY(runWithDeed(*desk.admin, wait + insertRevision(2)));
}

void AccessRulesTest::policiesTakeTheirLocksInTheOrderOfProcesses()
{
    Desk desk(Engine::PostgreSql);
    const ProcessId first = desk.organisation.addProcess(*desk.admin, QStringLiteral("Zeta"), QStringLiteral("GB"));
    const ProcessId second = desk.organisation.addProcess(*desk.admin, QStringLiteral("Alpha"), QStringLiteral("GB"));
    const QString lock = QStringLiteral("SELECT FROM cv.process WHERE id = %1 FOR NO KEY UPDATE NOWAIT");
    const auto import = desk.organisation.superConnection();
    const auto look = desk.organisation.superConnection();
    QVERIFY(import->begin());
    QVERIFY(import->runScript(lock.arg(first.value)));
    // As the window hands them over: by name.
    const auto applied = MaskingService(*desk.admin)
                             .apply({{{second, 1}, {first, 1}}, MaskingPolicy::random(), QStringLiteral("why"), {}});
    const QString waits = QStringLiteral("SELECT 1 / count(*) FROM pg_locks WHERE NOT granted");
    QTRY_VERIFY_WITH_TIMEOUT(look->runScript(waits), 10000); // he gives up after 15 s
    QVERIFY(look->runScript(lock.arg(second.value))); // an import that has the first can go on to the second
    const QString deeds = QStringLiteral("SELECT FROM cv_audit.deed_head FOR UPDATE NOWAIT");
    QVERIFY(look->runScript(deeds)); // and to its deed
    QVERIFY(import->commit());
    taken(applied);
}

void AccessRulesTest::makingProcessesIsNotConfiguringTheirMasking()
{
    Desk desk(Engine::PostgreSql);
    QCOMPARE(desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB")).value, 1);
    const auto person = desk.hire(asha, Role::Analyst);
    const QString groups = QStringLiteral("SELECT cv_api.login_groups('%1', '{%2}')").arg(person->identity()->login);
    QVERIFY(runWithDeed(*desk.admin, groups.arg(QStringLiteral("processes"))));
    QVERIFY(isDenied(runWithDeed(*person, insertRevision(2))));
    QVERIFY(runWithDeed(*desk.admin, groups.arg(QStringLiteral("masking"))));
    QVERIFY(runWithDeed(*person, insertRevision(2)));
}

void AccessRulesTest::proxyNumbersAndVaultsNeedAnEntry()
{
    Desk desk(Engine::PostgreSql);
    QCOMPARE(desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB")).value, 1);
    for (const char *sql : {"INSERT INTO cv.did (number, created_at) VALUES ('+1', 0)",
             "INSERT INTO cv.process (name, name_key, country, time_zone, created_at) VALUES ('v', 'v', 'GB', 'UTC', "
             "0); "
             "INSERT INTO cv.vault SELECT id, 1, 'x', 'x', 0 FROM cv.process WHERE name = 'v'",
             "SELECT cv_api.vault_seal_add((SELECT id FROM cv.process WHERE name = 'v'), 1, 0, 'x')",
             "SELECT cv_api.key_store(cv_api.me(), 3, 67108864, 'x')"}) {
        QVERIFY2(isDenied(runAs(*desk.admin, QLatin1String(sql))), sql);
        QVERIFY2(runWithDeed(*desk.admin, QLatin1String(sql)), sql);
    }
}

void AccessRulesTest::laterVaultsAndSealsAreNobodysToAdd()
{
    Desk desk(Engine::PostgreSql);
    QCOMPARE(desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB")).value, 1);
    const QString insert = QStringLiteral("INSERT INTO cv.vault VALUES (1, %1, 'x', 'x', 0)");
    for (const int generation : {-1, 0, 2, 3, 2147483647})
        QVERIFY(isDenied(runWithDeed(*desk.admin, insert.arg(generation))));
    for (const char *sql : {"SELECT cv_api.vault_seal_add(1, 2, 1, 'x')", "SELECT cv_api.vault_seal_add(1, 1, 99, 'x')",
             "SELECT cv_api.root_seal_add(7, 'x')", "SELECT cv_api.writer_seal_add(7, 'x')"})
        QVERIFY2(isDenied(runWithDeed(*desk.admin, QLatin1String(sql))), sql);
}

void AccessRulesTest::nobodyChoosesIdentifiers()
{
    Desk desk(Engine::PostgreSql);
    QCOMPARE(desk.organisation.addProcess(*desk.admin, QStringLiteral("Mine"), QStringLiteral("GB")).value, 1);
    for (const char *sql :
        {"INSERT INTO cv.process ({id}name, name_key, country, time_zone, created_at) VALUES ({7}'x', 'x', 'GB', "
         "'UTC', 0)",
            "INSERT INTO cv.campaign ({id}process_id, name, name_key, created_at) VALUES ({7}1, 'x', 'x', 0)",
            "INSERT INTO cv.did ({id}number, created_at) VALUES ({7}'+1', 0)",
            "INSERT INTO cv.agent ({id}code, code_key, name, created_at) VALUES ({7}'x', 'x', 'x', 0)",
            "INSERT INTO cv.saved_view ({id}person_id, page, name, body) VALUES ({7}cv_api.me(), 'x', 'x', 'x')",
            "INSERT INTO cv.sign_in ({id}person_id, console, signed_in_at, last_seen_at, hide_clear) VALUES "
            "({7}cv_api.me(), 'x', 0, 0, 0)",
            "INSERT INTO cv.policy_revision ({id}process_id, revision, kind, shown_leading, shown_trailing, "
            "created_by, created_at, effective_at) VALUES ({7}1, 2, 0, 0, 0, cv_api.me(), 0, cv_api.now_ms())",
            "INSERT INTO cv.person ({id}name, login, display_name, role, state, all_processes, box_key, sign_key, "
            "certificate, created_at, created_by) VALUES ({7}'x', 'cvu_{db}.x', 'x', 2, 0, 1, 'x', 'x', 'x', 0, "
            "cv_api.me())"}) {
        const QString text =
            QString(QLatin1String(sql)).replace(QLatin1String("{db}"), desk.organisation.address().database);
        QString chosen = text;
        chosen.replace(QLatin1String("{id}"), QLatin1String("id, "))
            .replace(QLatin1String("{7}"), QLatin1String("7, "));
        QVERIFY2(isDenied(runWithDeed(*desk.admin, chosen)), sql);
        QString given = text;
        given.remove(QLatin1String("{id}")).remove(QLatin1String("{7}"));
        QVERIFY2(runWithDeed(*desk.admin, given), sql);
    }
}

void AccessRulesTest::operationTokensAreTheirOwnersAlone()
{
    Desk desk(Engine::PostgreSql);
    QVERIFY(isDenied(runAs(*desk.admin, QStringLiteral("SELECT * FROM cv.operation"))));
    QVERIFY(isDenied(runAs(*desk.admin, QStringLiteral("INSERT INTO cv.operation (token, at) VALUES ('x', 0)"))));
    QVERIFY(isDenied(runAs(*desk.admin, QStringLiteral("DELETE FROM cv.operation"))));
    QVERIFY(runAs(*desk.admin, QStringLiteral("INSERT INTO cv.operation (token) VALUES ('x')")));
    QVERIFY(scalar(desk.organisation, QStringLiteral("SELECT at FROM operation WHERE token = 'x'")) > 1000000000000);
}

void AccessRulesTest::anAnswerAboutACommitIsGivenInTime()
{
    Desk desk(Engine::PostgreSql);
    const QString committed = QStringLiteral("cv_api.operation_claim('%1', 200)");
    {
        const DatabaseLook running(desk.organisation);
        running.run(QStringLiteral("BEGIN"));
        running.run(QStringLiteral("INSERT INTO operation (token) VALUES ('one')"));
        QElapsedTimer clock;
        clock.start();
        const Result<void> busy = runAs(*desk.admin, QStringLiteral("SELECT ") + committed.arg(QLatin1String("one")));
        QVERIFY(!busy);
        QCOMPARE(busy.error().code, ErrorCode::Busy);
        QVERIFY(clock.elapsed() < 10000); // others wait 15 s
        running.run(QStringLiteral("COMMIT"));
    }
    QVERIFY(holdsFor(*desk.admin, committed.arg(QLatin1String("one"))));
    // Asking twice, because the first answer was lost, answers the same.
    QVERIFY(!holdsFor(*desk.admin, committed.arg(QLatin1String("two"))));
    QVERIFY(!holdsFor(*desk.admin, committed.arg(QLatin1String("two"))));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::AccessRulesTest)
#include "tst_access_rules.moc"
