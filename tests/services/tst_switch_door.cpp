// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_scene.h"

#include "services/platform/emergency_service.h"
#include "services/platform/late_callback_service.h"
#include "storage/vault/route_keys.h"
#include "storage/vault/writer_keys.h"

namespace callveil {

namespace {
const QString unknown = QStringLiteral("reject 404");
} // namespace

/// The order in which a switch's question is answered, and that it may ask nothing else.
class SwitchDoorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmergencyIsNeverMasked();
    void onlyNumbersInServiceLeadSomewhere();
    void aLateCallbackHearsThePoolsAnswer();
    void aSwitchWaitsForNoOther();
    void whoOptedOutIsNotCalled();
    void whatASwitchSendsIsTakenAsItIs();
    void aSwitchSeesNothingElse();
    void theServerLogsNothingOfAService();
};

void SwitchDoorTest::anEmergencyIsNeverMasked()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const SwitchLook told(scene);
    for (const QString &caller : {scene.customer(1), scene.line(1), QString()})
        QCOMPARE(told.route(QStringLiteral("999"), caller), QStringLiteral("native 999"));
    QCOMPARE(told.all(QStringLiteral("999"), {})[4].toString(), QString()); // no proxy stands for the caller
    QCOMPARE(told.route(QStringLiteral("998"), scene.line(1)), unknown);
    QVERIFY(told.route(binding.number, scene.line(1)).startsWith(QLatin1String("bridge")));
}

void SwitchDoorTest::onlyNumbersInServiceLeadSomewhere()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding binding = scene.bound(pool, 1, 1);
    const SwitchLook told(scene);
    const DatabaseLook look(scene.desk.organisation);
    const auto state = [&](int state) {
        look.run(QStringLiteral("UPDATE did SET state = %1 WHERE id = %2").arg(state).arg(binding.did.value));
        return told.route(binding.number, scene.customer(1)).section(u' ', 0, 0);
    };
    QCOMPARE(state(int(DidState::Draining)), QStringLiteral("bridge")); // what is bound goes on
    QCOMPARE(state(int(DidState::Suspended)), QStringLiteral("reject"));
    QCOMPARE(state(int(DidState::Retired)), QStringLiteral("reject"));
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM late_tally")), 0); // these are no late callbacks
    QCOMPARE(state(int(DidState::InService)), QStringLiteral("bridge"));
    look.run(QStringLiteral("UPDATE pool SET voice = 0, sms = 1"));
    QCOMPARE(told.route(binding.number, scene.customer(1)), unknown);
}

void SwitchDoorTest::aLateCallbackHearsThePoolsAnswer()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) {
        made.lateAnswer = LateAnswer::Ivr;
        made.lateTarget = QStringLiteral("sip:late@ivr.example.com");
    });
    const Binding binding = scene.bound(pool, 1, 1);
    taken(scene.bindings.release(binding));
    const SwitchLook told(scene);
    QCOMPARE(told.route(binding.number, scene.customer(1)), QStringLiteral("ivr sip:late@ivr.example.com"));
    QCOMPARE(
        told.route(binding.number, QStringLiteral("+12125550100")), QStringLiteral("ivr sip:late@ivr.example.com"));
    QCOMPARE(told.route(binding.number, {}), QStringLiteral("ivr sip:late@ivr.example.com"));
    const DatabaseLook look(scene.desk.organisation);
    QStringList counted;
    for (const QVariantList &row : look.run(QStringLiteral("SELECT calling_code, sum(calls) FROM late_tally WHERE "
                                                           "did_id = %1 GROUP BY 1 ORDER BY 1")
                                                .arg(binding.did.value)))
        counted.append(row[0].toString() + u' ' + row[1].toString());
    QCOMPARE(counted, QStringList({QStringLiteral(" 1"), QStringLiteral("1 1"), QStringLiteral("44 1")}));
}

/// A switch that keeps a transaction open, by mistake or on purpose.
void SwitchDoorTest::aSwitchWaitsForNoOther()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    taken(scene.bindings.release(binding));
    const auto ask = QStringLiteral("SELECT action FROM switch_v1.route('%1', '+447700900999')").arg(binding.number);
    const DatabaseLook slow(scene.desk.organisation), quick(scene.desk.organisation);
    quick.run(QStringLiteral("SET lock_timeout TO 1000")); // the test program ends when it comes to that
    slow.run(QStringLiteral("BEGIN"));
    QCOMPARE(slow.one(ask).toString(), QStringLiteral("reject"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(quick.one(ask).toString(), QStringLiteral("reject"));
    slow.run(QStringLiteral("COMMIT"));
    QCOMPARE(quick.one(ask).toString(), QStringLiteral("reject"));
    QCOMPARE(quick.number(QStringLiteral("SELECT sum(calls) FROM late_tally")), 5);
    QVERIFY(quick.number(QStringLiteral("SELECT count(*) FROM late_tally")) < 5); // not a row for each call
    QCOMPARE(taken(LateCallbackService(*scene.desk.admin).list()).front().day, 5);
    // What is older than 90 days goes when the service looks.
    quick.run(QStringLiteral("UPDATE late_tally SET hour = hour - 91 * 24"));
    quick.run(QStringLiteral("INSERT INTO cv_route.due (did_id) VALUES (%1)").arg(binding.did.value));
    static_cast<void>(scene.project());
    QCOMPARE(quick.number(QStringLiteral("SELECT count(*) FROM late_tally")), 0);
}

void SwitchDoorTest::whoOptedOutIsNotCalled()
{
    RouteScene scene(Engine::PostgreSql);
    const auto brand = [](const QString &name) { return [name](Pool &made) { made.brand = name; }; };
    const Pool ours = scene.pool(Sharing::PairUnique, 1, brand(QStringLiteral("Acme")));
    const Pool other = scene.pool(Sharing::PairUnique, 1, brand(QStringLiteral("Other")));
    const Binding binding = scene.bound(ours, 1, 1), elsewhere = scene.bound(other, 1, 2);
    const auto &key = scene.service->identity()->writerKey;
    const QByteArray party =
        RouteKeys(key).optOut(QStringLiteral("ACME"), WriterKeys(key).agentIndex(scene.customer(1)));
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("INSERT INTO opt_out (key, brand, created_at) VALUES ('\\x%1', 'Acme', 1)")
                 .arg(QString::fromLatin1(party.toHex())));
    const SwitchLook told(scene);
    QCOMPARE(told.route(binding.number, scene.line(1)), QStringLiteral("reject 480"));
    QVERIFY(told.route(binding.number, scene.customer(1)).startsWith(QLatin1String("bridge"))); // he may call
    QVERIFY(told.route(elsewhere.number, scene.line(2)).startsWith(QLatin1String("bridge"))); // another brand
    // A pool that comes to another brand brings its own opt-outs.
    Pool renamed = scene.get(other.id);
    renamed.brand = QStringLiteral("acme");
    taken(scene.pools.save(renamed));
    static_cast<void>(scene.project());
    QCOMPARE(told.route(elsewhere.number, scene.line(2)), QStringLiteral("reject 480"));
}

void SwitchDoorTest::whatASwitchSendsIsTakenAsItIs()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const SwitchLook told(scene);
    for (const char *odd : {"", "+", "anonymous", "sip:1@2", "0", "''", "%", "+44 7700", "999999999999999999999999"}) {
        QCOMPARE(told.route(QString::fromLatin1(odd).replace(u'\'', QLatin1String("''")), scene.line(1)), unknown);
        QCOMPARE(told.route(binding.number, QString::fromLatin1(odd).replace(u'\'', QLatin1String("''"))), unknown);
    }
    const DatabaseLook look(scene.desk.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM switch_v1.route(NULL, NULL)")), 1);
}

void SwitchDoorTest::aSwitchSeesNothingElse()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const QString database = scene.desk.organisation.address().database;
    const DatabaseLook look(scene.desk.organisation);
    const QString group = QStringLiteral("cv_%1_switch").arg(database);
    const auto names = [&](const QString &sql) {
        QStringList found;
        for (const QVariantList &row : look.run(sql))
            found.append(row.front().toString());
        return found;
    };
    QCOMPARE(names(QStringLiteral("SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = "
                                  "c.relnamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND "
                                  "c.relkind IN ('r', 'v', 'S', 'm', 'p') AND has_table_privilege('%1', c.oid, "
                                  "'select, insert, update, delete, truncate') ORDER BY c.oid::regclass::text")
                       .arg(group)),
        QStringList({QStringLiteral("switch_v1.asterisk_cdr"), QStringLiteral("switch_v1.emergency"),
            QStringLiteral("switch_v1.fs_cdr"), QStringLiteral("switch_v1.gateways"),
            QStringLiteral("switch_v1.kam_cdr"), QStringLiteral("switch_v1.kam_missed"),
            QStringLiteral("switch_v1.osips_acc")}));
    QCOMPARE(names(QStringLiteral("SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = "
                                  "p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND "
                                  "has_function_privilege('%1', p.oid, 'execute') ORDER BY p.proname")
                       .arg(group)),
        QStringList({QStringLiteral("switch_v1.call_event(text,text,text,text,text)"),
            QStringLiteral("switch_v1.call_request_state(bigint,text,text)"),
            QStringLiteral("switch_v1.call_requests_claim(integer)"),
            QStringLiteral("switch_v1.predictive_event(text,text,text,text)"),
            QStringLiteral("switch_v1.route(text,text)"), QStringLiteral("switch_v1.sms_optout(text,text,text)")}));
    QCOMPARE(
        names(QStringLiteral("SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                             "WHERE n.nspname LIKE 'cv%' AND c.relkind IN ('r', 'v') AND "
                             "has_any_column_privilege('")
            + group + QStringLiteral("', c.oid, 'select, insert, update')")),
        QStringList());
    look.run(QStringLiteral("SET ROLE \"%1\"").arg(group));
    QVERIFY(look.number(QStringLiteral("SELECT count(*) FROM switch_v1.emergency WHERE digits = '999'")) > 0);
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM switch_v1.gateways")), 0);
    Q_UNUSED(binding)
}

void SwitchDoorTest::theServerLogsNothingOfAService()
{
    RouteScene scene(Engine::PostgreSql);
    const QString login = scene.service->identity()->login;
    const DatabaseLook look(scene.desk.organisation);
    const QString settings =
        look.one(QStringLiteral("SELECT array_to_string(s.setconfig, ' ') FROM pg_db_role_setting s JOIN pg_roles r ON "
                                "r.oid = s.setrole WHERE r.rolname = '%1'")
                     .arg(login))
            .toString();
    for (const char *setting : {"log_statement=none", "log_min_duration_statement=-1", "log_min_duration_sample=-1",
             "log_transaction_sample_rate=0", "log_min_error_statement=panic", "log_min_messages=fatal",
             "track_activities=off"})
        QVERIFY2(settings.contains(QLatin1String(setting)), setting);
    QVERIFY(holdsFor(*scene.service, QStringLiteral("current_setting('log_min_error_statement') = 'panic'")));
    QVERIFY(!holdsFor(*scene.desk.admin, QStringLiteral("current_setting('log_min_error_statement') = 'panic'")));
    // Nobody can make himself so quiet.
    const QString quiet = QStringLiteral("SELECT cv_api.login_quiet('%1')");
    QVERIFY(!runWithDeed(*scene.desk.admin, quiet.arg(scene.desk.admin->identity()->login)));
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QVERIFY(!runWithDeed(*ana, quiet.arg(login)));
    QVERIFY(!runAs(*ana, QStringLiteral("SET log_statement = 'none'")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::SwitchDoorTest)
#include "tst_switch_door.moc"
