// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/access/access_service.h"
#include "services/masking/masking_service.h"
#include "services/reveal/reveal_service.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");
const QString number = QStringLiteral("+447700900123");
const QString why = QStringLiteral("the customer asked to be called back");

GenericRow callAt(const QByteArray &id, const QByteArray &caller, const QByteArray &callee, int second = 0)
{
    GenericRow row;
    row.id = id;
    row.caller = caller;
    row.callee = callee;
    row.second = second;
    return row;
}

const QByteArray did = "+442079460100";

} // namespace

/// Reading real numbers: who may, why, how often, what is recorded; and finding sessions by them.
class RevealServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void revealsAndRecords();
    void needsAReasonWithoutNumbers();
    void refusesWhoeverWasNotGranted();
    void refusesFromTheRevocationOn();
    void waitsForTheKey();
    void limitsTheHourAndTheDay();
    void saysThatANumberIsGone();
    void revealsNothingWithoutARecord();
    void rawSqlRevealsNothing();
    void findsSessionsByNumber();
    void findsAcrossRevisionsAndProcesses();
    void limitsAndRecordsSearches();
    void searchesOnlyOwnProcesses();

private:
    /// The customer's number of the newest session.
    static NumberId customer(Workspace &workspace);
    static RevealOrder orderOf(Workspace &workspace) { return {customer(workspace), why, {}}; }
    static ProcessId addCall(Desk &desk, const QString &process, const QByteArray &caller);
};

NumberId RevealServiceTest::customer(Workspace &workspace)
{
    const auto log = logOf(workspace);
    return taken(CallLogService(workspace).legs(log.front().id)).front().customer.number;
}

ProcessId RevealServiceTest::addCall(Desk &desk, const QString &process, const QByteArray &caller)
{
    const ProcessId id = desk.organisation.addProcess(*desk.admin, process, QStringLiteral("GB"));
    import(desk, genericFile({callAt("c-" + process.toUtf8(), caller, did)}), id);
    return id;
}

void RevealServiceTest::revealsAndRecords()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    const NumberId id = customer(*desk.admin);
    QVERIFY(id.isSet());
    const auto revealed = taken(RevealService(*desk.admin).reveal({id, why, QStringLiteral("INC-77")}));
    QCOMPARE(revealed->text(), number);
    const DatabaseLook look(desk.organisation);
    const auto deeds =
        look.run(QStringLiteral("SELECT object, after, reason FROM deed WHERE action = 'number.reveal'"));
    QCOMPARE(deeds.size(), 1);
    QCOMPARE(deeds[0][0].toString(), QStringLiteral("number %1").arg(id.value));
    QCOMPARE(deeds[0][1].toString(), QStringLiteral("granted"));
    QCOMPARE(deeds[0][2].toString(), why + QStringLiteral(" (ticket INC-77)"));
    QVERIFY(!look.dump().contains("7700900123"));
}

void RevealServiceTest::needsAReasonWithoutNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    RevealService service(*desk.admin);
    const NumberId id = customer(*desk.admin);
    QCOMPARE(faultOf(service.reveal({id, QStringLiteral("  "), {}})), Fault::ReasonNeeded);
    QCOMPARE(faultOf(service.reveal({id, QStringLiteral("call +44 7700 900123 back"), {}})), Fault::TextHoldsNumber);
    QCOMPARE(faultOf(service.reveal({id, why, QStringLiteral("+44 7700 900123")})), Fault::TextHoldsNumber);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM request")), 0);
}

void RevealServiceTest::refusesWhoeverWasNotGranted()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    const auto workspace = desk.hire(asha, Role::Supervisor);
    QCOMPARE(faultOf(RevealService(*workspace).reveal(orderOf(*workspace))), Fault::RevealRefused);
    QCOMPARE(scalar(desk.organisation,
                 QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'number.reveal' AND actor_id = 2 AND "
                                "after = 'refused: not permitted'")),
        1);
}

void RevealServiceTest::refusesFromTheRevocationOn()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    const auto workspace = desk.hire(asha, Role::Supervisor);
    QCOMPARE(taken(RevealService(*workspace).reveal(orderOf(*workspace)))->text(), number);
    taken(AccessService(*desk.admin).revoke(Role::Supervisor, {}));
    QCOMPARE(faultOf(RevealService(*workspace).reveal(orderOf(*workspace))), Fault::RevealRefused);
}

void RevealServiceTest::waitsForTheKey()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    const auto holder = desk.hire(asha, Role::Supervisor);
    taken(AccessService(*desk.admin).revoke(Role::Administrator, {}));
    taken(AccessService(*desk.admin).grant(Role::Administrator, {}));
    QCOMPARE(faultOf(RevealService(*desk.admin).reveal(orderOf(*desk.admin))), Fault::VaultNotReadable);
    taken(AccessService(*holder).completeWaiting());
    QCOMPARE(taken(RevealService(*desk.admin).reveal(orderOf(*desk.admin)))->text(), number);
}

void RevealServiceTest::limitsTheHourAndTheDay()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    const DatabaseLook look(desk.organisation);
    look.run(
        QStringLiteral("INSERT INTO setting VALUES ('reveals_per_hour', '2', 1, 0), ('reveals_per_day', '3', 1, 0)"));
    RevealService service(*desk.admin);
    const RevealOrder order = orderOf(*desk.admin);
    taken(service.reveal(order));
    taken(service.reveal(order));
    const Error hourly = errorOf(service.reveal(order));
    QCOMPARE(hourly.fault, Fault::RevealLimit);
    QCOMPARE(hourly.args, (QStringList{QStringLiteral("2"), QStringLiteral("hour")}));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE after = 'refused: limit'")), 1);
    const auto alarms = taken(service.alarms(0));
    QCOMPARE(alarms.size(), 1U);
    QCOMPARE(alarms[0].person, PersonId{1});

    look.run(QStringLiteral("UPDATE request SET asked_at = asked_at - 7200000"));
    taken(service.reveal(order));
    const Error daily = errorOf(service.reveal(order));
    QCOMPARE(daily.args, (QStringList{QStringLiteral("3"), QStringLiteral("day")}));
}

void RevealServiceTest::saysThatANumberIsGone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    DatabaseLook(desk.organisation).run(QStringLiteral("DELETE FROM epoch"));
    QCOMPARE(faultOf(RevealService(*desk.admin).reveal(orderOf(*desk.admin))), Fault::NumberGone);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE after = 'refused: gone'")), 1);
}

void RevealServiceTest::revealsNothingWithoutARecord()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    const RevealOrder order = orderOf(*desk.admin);
    const DatabaseLook look(desk.organisation);
    look.run(engine == Engine::Sqlite
            ? QStringLiteral("CREATE TRIGGER full BEFORE INSERT ON deed BEGIN SELECT raise(ABORT, 'full'); END")
            : QStringLiteral("ALTER TABLE cv_audit.deed ADD CONSTRAINT full_disk CHECK (actor_id < 0) NOT VALID"));
    const auto answer = RevealService(*desk.admin).reveal(order).result();
    QVERIFY(!answer);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM request")), 0);
}

void RevealServiceTest::rawSqlRevealsNothing()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights on it
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    const QString id = QString::number(customer(*desk.admin).value);
    const auto denied = [&](const QString &sql) {
        const auto done = runAs(*desk.admin, sql);
        return !done && done.error().code == ErrorCode::Denied;
    };
    // A request without its entry, and one with another entry, are undone at COMMIT.
    QVERIFY(denied(QStringLiteral("SELECT * FROM cv_api.reveal_request(%1, 'why')").arg(id)));
    QVERIFY(denied(deedEntry() + QStringLiteral("; SELECT * FROM cv_api.reveal_request(%1, 'why')").arg(id)));
    QVERIFY(denied(QStringLiteral("SELECT * FROM cv_api.reveal_request(%1, ' ')").arg(id)));
    // Within its own transaction a token fetches nothing.
    QVERIFY(denied(
        QStringLiteral("DO $$ DECLARE t bytea; BEGIN SELECT r.token INTO t FROM cv_api.reveal_request(%1, 'why') r; "
                       "IF EXISTS (SELECT FROM cv_api.reveal_fetch(t)) THEN RAISE EXCEPTION 'leak'; "
                       "ELSE RAISE insufficient_privilege; END IF; END $$")
            .arg(id)));
    QVERIFY(denied(QStringLiteral("SELECT * FROM cv_api.number_request(1, '{1}', '{\"\\\\x00\"}', '')")));
    QVERIFY(denied(QStringLiteral("SELECT * FROM cv_api.search_fetch('\\x00', '{1}', '{\"\\\\x00\"}', 10)")));
    for (const char *table : {"number", "number_index", "epoch", "request", "vault_seal"})
        QVERIFY(denied(QStringLiteral("SELECT * FROM cv_vault.%1").arg(QLatin1String(table))));
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM request")), 0);
}

void RevealServiceTest::findsSessionsByNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process = addCall(desk, QStringLiteral("One"), "07700 900123");
    import(desk, genericFile({callAt("c2", "07700 900124", did, 60), callAt("c3", did, "07700900123", 120)}), process);
    RevealService service(*desk.admin);
    for (const QString &typed : {number, QStringLiteral("07700 900123"), QStringLiteral("(07700) 900-123")}) {
        const SearchOutcome found = taken(service.search(typed));
        QCOMPARE(found.sessions.size(), 2U);
        QVERIFY(found.sessions[0].startedAt > found.sessions[1].startedAt);
        QVERIFY(!found.more);
    }
    QVERIFY(taken(service.search(QStringLiteral("07700 900999"))).sessions.empty());
    QCOMPARE(faultOf(service.search(QStringLiteral("12"))), Fault::NumberNotPossible);
    QCOMPARE(faultOf(service.search(QStringLiteral("+44xxxxxxxx23"))), Fault::NumberNotPossible);
}

void RevealServiceTest::findsAcrossRevisionsAndProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = addCall(desk, QStringLiteral("One"), "07700 900123");
    addCall(desk, QStringLiteral("Two"), "+447700900123");
    MaskingService masking(*desk.admin);
    PolicyOrder order;
    order.targets = {{one, 1}};
    order.policy = MaskingPolicy::random();
    taken(masking.apply(order));
    import(desk, genericFile({callAt("c9", "07700 900123", did, 600)}), one);
    QCOMPARE(taken(RevealService(*desk.admin).search(number)).sessions.size(), 3U);
}

void RevealServiceTest::limitsAndRecordsSearches()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk, QStringLiteral("One"), "07700 900123");
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("INSERT INTO setting VALUES ('searches_per_hour', '2', 1, 0)"));
    RevealService service(*desk.admin);
    taken(service.search(number));
    taken(service.search(number));
    QCOMPARE(faultOf(service.search(number)), Fault::SearchLimit);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'number.search'")), 3);
    QVERIFY(!look.dump().contains("7700900123"));
    const auto analyst = desk.hire(asha, Role::Analyst);
    QCOMPARE(faultOf(RevealService(*analyst).search(number)), Fault::NotPermitted);
}

void RevealServiceTest::searchesOnlyOwnProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId one = addCall(desk, QStringLiteral("One"), "07700 900123");
    addCall(desk, QStringLiteral("Two"), "07700 900123");
    const auto workspace = desk.hire(asha, Role::Supervisor, {one});
    QCOMPARE(taken(RevealService(*workspace).search(number)).sessions.size(), 1U);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RevealServiceTest)
#include "tst_reveal_service.moc"
