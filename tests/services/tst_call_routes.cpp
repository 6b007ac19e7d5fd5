// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_scene.h"

#include "services/platform/gateway_service.h"
#include "services/platform/opt_out_service.h"

namespace callveil {

namespace {

constexpr int calleeColumn = 3;

/// As SwitchLook::all() answers.
QStringList columnsOf(const RouteAnswer &answer)
{
    return {routeActionKey(answer.action), QString::number(answer.sipCode), answer.reason, answer.calleeText(),
        answer.cli, answer.session, QString::number(answer.binding.value), sideKey(answer.side), answer.target,
        QString::number(answer.mostSeconds), answer.records ? QStringLiteral("true") : QStringLiteral("false"),
        QString::number(answer.expiresAt)};
}

QStringList columnsOf(const QVariantList &row)
{
    QStringList columns;
    for (const QVariant &column : row)
        columns.append(column.toString());
    columns[6] = QString::number(row[6].toLongLong());
    columns[10] = row[10].toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return columns;
}

} // namespace

/// What the service answers for a switch, and that it, people and a server's switches are all told the same.
class CallRoutesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void theServiceIsToldTheNumber();
    void ownNumbersAreReachedByAnybody();
    void aListedAgentIsReachedOverTheLineHeWasBoundWith();
    void countsLateCallbacks();
    void whoOptedOutIsNotCalled();
    void carriersAndRecordingAreChosen();
    void believesNoCopyThatIsNotTheirs();
    void whatASwitchSendsIsTakenAsItIs();
    void allAreToldTheSame();

private:
    /// What differs for one call between a switch, the service and a person.
    static QStringList differences(CallScene &scene, const SwitchLook &told, const QString &did, const QString &caller);
    static void addGateway(CallScene &scene, const QString &name, const QStringList &prefixes);
};

void CallRoutesTest::addGateway(CallScene &scene, const QString &name, const QStringList &prefixes)
{
    Gateway gateway;
    gateway.name = name;
    gateway.target = QStringLiteral("sip:%1.example.com").arg(name);
    gateway.prefixes = prefixes;
    taken(GatewayService(*scene.desk.admin).save(gateway));
}

void CallRoutesTest::theServiceIsToldTheNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding first = scene.bind(pool, 1, 1).binding, second = scene.bind(pool, 2, 2).binding;
    QCOMPARE(first.number, second.number); // routes need not be made
    QCOMPARE(scene.routed(first.number, scene.customer(1)), QStringLiteral("bridge ") + scene.line(1));
    QCOMPARE(scene.routed(first.number, scene.line(2)), QStringLiteral("bridge ") + scene.customer(2));
    const RouteAnswer answer = taken(scene.machine.route(first.number.mid(1), scene.customer(1).mid(1)));
    QCOMPARE(answer.binding, first.id);
    QCOMPARE(answer.side, std::optional(PartySide::Customer));
    QCOMPARE(answer.cli, first.number);
    QCOMPARE(answer.expiresAt, *first.expiresAt / 1000);
    QCOMPARE(scene.routed(QStringLiteral("999"), scene.line(1)), QStringLiteral("native 999"));
    QCOMPARE(scene.routed(first.number, scene.customer(3)), QStringLiteral("reject 404"));
    QCOMPARE(scene.routed(scene.customer(1), scene.line(1)), QStringLiteral("reject 404"));
    taken(scene.bindings.release(first));
    QCOMPARE(scene.routed(first.number, scene.customer(1)), QStringLiteral("reject 404"));
    const Binding moved = taken(scene.bindings.reassign(second, {{}, scene.line(5)}));
    QCOMPARE(scene.routed(moved.number, scene.customer(2)), QStringLiteral("bridge ") + scene.line(5));
    QCOMPARE(scene.routed(moved.number, scene.line(2)), QStringLiteral("reject 404"));
}

void CallRoutesTest::ownNumbersAreReachedByAnybody()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding first = scene.bind(pool, 1, 1, scene.of(BindingModel::Agent)).binding;
    const Binding second = scene.bind(pool, 2, 1, scene.of(BindingModel::Agent)).binding;
    const QString agent = QStringLiteral("bridge ") + scene.line(1);
    QCOMPARE(scene.routed(first.number, scene.customer(9)), agent);
    QCOMPARE(scene.routed(first.number, {}), agent);
    QCOMPARE(scene.routed(first.number, scene.customer(1)), agent);
    QCOMPARE(scene.routed(first.number, scene.line(1)), QStringLiteral("bridge ") + scene.customer(2)); // the newest
    taken(scene.bindings.release(second));
    QCOMPARE(scene.routed(first.number, scene.line(1)), QStringLiteral("bridge ") + scene.customer(1));
    taken(scene.bindings.release(scene.find(first.id)));
    QCOMPARE(scene.routed(first.number, scene.customer(9)), QStringLiteral("reject 404"));
}

void CallRoutesTest::aListedAgentIsReachedOverTheLineHeWasBoundWith()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    AgentForm form = scene.ann(1);
    AgentService agents(*scene.desk.admin);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding binding = scene.bind(pool, 1, 1, [&](BindingOrder &order) { order.agent = {form.id, {}}; }).binding;
    static_cast<void>(scene.project());
    QCOMPARE(scene.routed(binding.number, scene.customer(1)), QStringLiteral("bridge ") + scene.line(1));
    QCOMPARE(scene.binding(binding.number, scene.customer(1)), CallFinding::Bound);
    form.number = scene.line(8);
    taken(agents.save(form));
    static_cast<void>(scene.project());
    QCOMPARE(scene.routed(binding.number, scene.customer(1)), QStringLiteral("reject 404"));
    QCOMPARE(scene.tested(binding.number, scene.customer(1)).answer.sipCode, 404);
}

void CallRoutesTest::countsLateCallbacks()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) {
        made.lateAnswer = LateAnswer::Ivr;
        made.lateTarget = QStringLiteral("sip:late@ivr.example.com");
    });
    const Binding binding = scene.bind(pool, 1, 1).binding;
    for (const QString &caller :
        {scene.customer(5), scene.customer(6), QStringLiteral("+12125550100"), QString(), QStringLiteral("anonymous")})
        QCOMPARE(scene.routed(binding.number, caller), QStringLiteral("ivr sip:late@ivr.example.com"));
    static_cast<void>(scene.routed(binding.number, scene.customer(1))); // is put through
    static_cast<void>(scene.routed(QStringLiteral("+442079469999"), scene.customer(1))); // is none of ours
    const DatabaseLook look(scene.desk.organisation);
    const QString table = engine == Engine::Sqlite ? QStringLiteral("late_call") : QStringLiteral("late_tally");
    QStringList counted;
    for (const QVariantList &row : look.run(QStringLiteral("SELECT calling_code, SUM(calls) FROM %1 WHERE "
                                                           "did_id = %2 GROUP BY 1 ORDER BY 1")
                                                .arg(table)
                                                .arg(binding.did.value)))
        counted.append(row[0].toString() + u' ' + row[1].toString());
    QCOMPARE(counted, QStringList({QStringLiteral(" 2"), QStringLiteral("1 1"), QStringLiteral("44 2")}));
    const qint64 hour = QDateTime::currentMSecsSinceEpoch() / 3600000;
    QVERIFY(qAbs(look.number(QStringLiteral("SELECT MAX(hour) FROM ") + table) - hour) <= 1);
}

void CallRoutesTest::whoOptedOutIsNotCalled()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) { made.brand = QStringLiteral("Acme"); });
    const Binding binding = scene.bind(pool, 1, 1).binding;
    OptOutService optOuts(*scene.desk.admin);
    QVERIFY(taken(optOuts.add(QStringLiteral("Acme"), scene.customer(1))));
    QCOMPARE(scene.routed(binding.number, scene.line(1)), QStringLiteral("reject 480"));
    QCOMPARE(scene.routed(binding.number, scene.customer(1)), QStringLiteral("bridge ") + scene.line(1));
    taken(optOuts.remove(QStringLiteral("Acme"), scene.customer(1)));
    QCOMPARE(scene.routed(binding.number, scene.line(1)), QStringLiteral("bridge ") + scene.customer(1));
}

void CallRoutesTest::carriersAndRecordingAreChosen()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1, [](Pool &made) { made.records = true; });
    const Binding binding = scene.bind(pool, 1, 1).binding;
    addGateway(scene, QStringLiteral("every"), {});
    addGateway(scene, QStringLiteral("british"), {QStringLiteral("+44")});
    const RouteAnswer answer = taken(scene.machine.route(binding.number, scene.customer(1)));
    QCOMPARE(answer.target, QStringLiteral("sip:british.example.com"));
    QVERIFY(answer.records);
    taken(scene.bindings.record(binding, RecordingChoice::No));
    QVERIFY(!taken(scene.machine.route(binding.number, scene.customer(1))).records);
}

void CallRoutesTest::believesNoCopyThatIsNotTheirs()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding first = scene.bind(pool, 1, 1).binding, second = scene.bind(pool, 2, 2).binding;
    // Somebody puts the copy of another agent in the place of this one's: his calls would go there.
    scene.tampered({QStringLiteral("UPDATE route_copy SET sealed = (SELECT o.sealed FROM route_copy o WHERE "
                                   "o.binding_id = %1 AND o.side = 1) WHERE binding_id = %2 AND side = 1")
                        .arg(second.id.value)
                        .arg(first.id.value)});
    QCOMPARE(scene.routed(first.number, scene.customer(1)), QStringLiteral("reject 404"));
    QCOMPARE(scene.routed(second.number, scene.customer(2)), QStringLiteral("bridge ") + scene.line(2));
}

void CallRoutesTest::whatASwitchSendsIsTakenAsItIs()
{
    QFETCH_GLOBAL(Engine, engine);
    CallScene scene(engine);
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    for (const char *odd : {"", "+", "anonymous", "sip:1@2", "0", "''", "%", "+44 7700", "999999999999999999999999"}) {
        QCOMPARE(scene.routed(QString::fromLatin1(odd), scene.line(1)), QStringLiteral("reject 404"));
        QCOMPARE(scene.routed(binding.number, QString::fromLatin1(odd)), QStringLiteral("reject 404"));
    }
}

QStringList CallRoutesTest::differences(
    CallScene &scene, const SwitchLook &told, const QString &did, const QString &caller)
{
    const auto own = [](const QString &text) { return QString(text.constData(), text.size()); };
    QStringList ofSwitch = columnsOf(told.all(did, caller));
    const QStringList ofService = columnsOf(taken(scene.machine.route(own(did), own(caller))));
    QStringList ofPerson = columnsOf(scene.tested(did, caller).answer);
    QStringList found;
    if (ofService != ofSwitch)
        found.append(QStringLiteral("service: %1 / %2").arg(ofService.join(u'|'), ofSwitch.join(u'|')));
    ofSwitch.removeAt(calleeColumn);
    ofPerson.removeAt(calleeColumn);
    if (ofPerson != ofSwitch)
        found.append(QStringLiteral("person: %1 / %2").arg(ofPerson.join(u'|'), ofSwitch.join(u'|')));
    return found;
}

void CallRoutesTest::allAreToldTheSame()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // a file has no switches
    CallScene scene(engine);
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("INSERT INTO setting VALUES ('searches_per_hour', '100000', 1, 0)"));
    addGateway(scene, QStringLiteral("every"), {});
    addGateway(scene, QStringLiteral("british"), {QStringLiteral("+44"), QStringLiteral("+4477")});
    const Pool plain = scene.pool(Sharing::PairUnique, 3, [](Pool &made) { made.brand = QStringLiteral("Acme"); });
    const Pool other = scene.pool(Sharing::Exclusive, 4, [](Pool &made) {
        made.records = true;
        made.lateAnswer = LateAnswer::Ivr;
        made.lateTarget = QStringLiteral("sip:late@ivr.example.com");
    });
    const Pool own = scene.pool(Sharing::PairUnique, 4);
    const auto bind = [&](const Pool &pool, int customer, int line, BindingModel model = BindingModel::Session) {
        return scene.bind(pool, customer, line, scene.of(model)).binding;
    };
    const Binding pair = bind(plain, 1, 1);
    bind(plain, 2, 2);
    bind(plain, 3, 1);
    const Binding unrecorded = bind(other, 1, 1), released = bind(other, 2, 2), expired = bind(other, 3, 3);
    const Binding suspended = bind(other, 4, 4);
    bind(own, 1, 1, BindingModel::Agent);
    const Binding newer = bind(own, 2, 1, BindingModel::Agent);
    bind(own, 5, 5, BindingModel::Customer);
    bind(own, 5, 6, BindingModel::Customer);
    taken(scene.bindings.record(unrecorded, RecordingChoice::No));
    taken(scene.bindings.extend(newer, {ExpiryOrder::Kind::Never, 0, QStringLiteral("He asked")}));
    static_cast<void>(scene.project());
    taken(scene.bindings.release(released));
    QVERIFY(taken(OptOutService(*scene.desk.admin).add(QStringLiteral("Acme"), scene.customer(2))));
    const qint64 past = QDateTime::currentMSecsSinceEpoch() - 60000;
    scene.tampered({QStringLiteral("UPDATE binding SET expires_at = %1 WHERE id = %2").arg(past).arg(expired.id.value),
        QStringLiteral("UPDATE cv_route.route SET expires_at = %1 WHERE binding_id = %2")
            .arg(past)
            .arg(expired.id.value)});
    scene.setState(suspended.did, DidState::Suspended);
    QStringList dids{QStringLiteral("999"), QStringLiteral("+442079469999")};
    for (const QVariantList &row : look.run(QStringLiteral("SELECT number FROM did WHERE pool_id IS NOT NULL")))
        dids.append(row.front().toString());
    QStringList callers{QString(), scene.customer(9), QStringLiteral("+33612345678")};
    for (int i : {1, 2, 3, 4, 5, 6})
        callers.append({scene.customer(i), scene.line(i)});
    const SwitchLook told(scene);
    QStringList mistakes;
    QSet<QString> answers;
    for (const QString &did : dids)
        for (const QString &caller : callers) {
            mistakes.append(differences(scene, told, did, caller));
            answers.insert(told.route(did, caller).section(u' ', 0, 0));
        }
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n')));
    QCOMPARE(answers.size(), 4); // each of them was there
    QCOMPARE(told.route(pair.number, scene.customer(1)), QStringLiteral("bridge ") + scene.line(1));
    // Without routes, people and switches are told that none are made.
    look.run(QStringLiteral("TRUNCATE cv_route.route, cv_route.standing"));
    QCOMPARE(told.route(pair.number, scene.customer(1)), QStringLiteral("reject 503"));
    QCOMPARE(scene.tested(pair.number, scene.customer(1)).answer.sipCode, 503);
    QCOMPARE(scene.routed(pair.number, scene.customer(1)), QStringLiteral("bridge ") + scene.line(1));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallRoutesTest)
#include "tst_call_routes.moc"
