// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_scene.h"

#include "domain/platform/call_record.h"
#include "services/records/event_service.h"
#include "support/task_names.h"

#include <QDateTime>

namespace callveil {

namespace {

const QString source = QStringLiteral("key");

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

/// Bindings, and what is kept of events of their calls.
struct EventScene : RecordScene {
    using RecordScene::RecordScene;

    /// Of each event in turn: state, binding, process, fault; "-" for none.
    [[nodiscard]] QStringList events() const
    {
        QStringList lines;
        for (const QVariantList &row : look.run(QStringLiteral("SELECT state, binding_id, process_id, fault FROM %1 "
                                                               "ORDER BY seq")
                                                    .arg(table(QStringLiteral("call_event")))))
            lines.append(QStringLiteral("%1 %2 %3 %4")
                             .arg(row[0].toString(), row[1].toString(), row[2].toString(),
                                 row[3].isNull() ? QStringLiteral("-") : row[3].toString()));
        return lines;
    }
    [[nodiscard]] QString event(CallState state, const Binding &binding) const
    {
        return QStringLiteral("%1 %2 %3 -").arg(int(state)).arg(binding.id.value).arg(binding.process.value);
    }
    [[nodiscard]] qint64 count(const QString &name, const QString &condition = QStringLiteral("1 = 1")) const
    {
        return look.number(QStringLiteral("SELECT count(*) FROM %1 WHERE %2").arg(table(name), condition));
    }
};

/// A switch that reports: "t", "f", or "null" for what cannot be read.
class Reporter final {
public:
    explicit Reporter(const EventScene &scene) : m_look(scene.desk.organisation)
    {
        m_look.run(QStringLiteral("SET ROLE \"cv_%1_switch\"").arg(scene.desk.organisation.address().database));
        m_look.run(QStringLiteral("SET timezone = 'UTC'"));
    }
    [[nodiscard]] QString call(const QString &arguments) const { return ask(QStringLiteral("call_event"), arguments); }
    [[nodiscard]] QString task(const QString &arguments) const
    {
        return ask(QStringLiteral("predictive_event"), arguments);
    }

private:
    [[nodiscard]] QString ask(const QString &function, const QString &arguments) const
    {
        return m_look
            .one(QStringLiteral("SELECT CASE switch_v1.%1(%2) WHEN true THEN 't' WHEN false THEN 'f' ELSE 'null' END")
                     .arg(function, arguments))
            .toString();
    }

    DatabaseLook m_look;
};

QString quoted(const QStringList &texts)
{
    return QStringLiteral("'%1'").arg(texts.join(QStringLiteral("', '")));
}

NewCallEvent eventOf(const QString &callRef, const Binding &binding, CallState state)
{
    return {callRef, binding.number, {}, state, {}};
}

} // namespace

/// Events of running calls and of tasks of a dialler: of switches on a server, and of programs on both engines.
class CallEventsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSwitchReportsHowACallGoes();
    void aSharedNumberNeedsTheSessionOnce();
    void nothingASwitchSendsIsRefused_data();
    void nothingASwitchSendsIsRefused();
    void aDiallersTaskIsCounted();
    void aTasksNameIsNoNumber();
    void aProgramReportsOnce_data() { addEngines(); }
    void aProgramReportsOnce();
    void aProgramsMistakesAreNamed_data() { addEngines(); }
    void aProgramsMistakesAreNamed();
    void aTalkKeepsAnIdleBinding_data() { addEngines(); }
    void aTalkKeepsAnIdleBinding();
    void oldEventsGo_data() { addEngines(); }
    void oldEventsGo();
    void onlyAServiceReports_data() { addEngines(); }
    void onlyAServiceReports();

private:
    static void addEngines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("sqlite") << Engine::Sqlite;
        QTest::newRow("postgresql") << Engine::PostgreSql;
    }
};

void CallEventsTest::aSwitchReportsHowACallGoes()
{
    EventScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::Exclusive, 1), 1, 1);
    const Reporter kamailio(scene);
    const QString number = scene.customer(1); // some devices put it into the names of their calls
    const QString at = QString::number(now() / 1000);
    QCOMPARE(kamailio.call(quoted({number, binding.number, QStringLiteral("ringing"), at})), QStringLiteral("t"));
    QCOMPARE(kamailio.call(quoted({number, binding.number, QStringLiteral("Ringing"), at})), QStringLiteral("f"));
    QCOMPARE(kamailio.call(quoted({number, binding.number.mid(1), QStringLiteral(" ANSWERED ")})), QStringLiteral("t"));
    QCOMPARE(kamailio.call(QStringLiteral("'%1', '%2', 'disconnected', now()::text").arg(number, binding.number)),
        QStringLiteral("t"));
    QCOMPARE(scene.events(),
        QStringList({scene.event(CallState::Ringing, binding), scene.event(CallState::Answered, binding),
            scene.event(CallState::Disconnected, binding)}));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT min(at) FROM cv_route.call_event")), at.toLongLong() * 1000);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(DISTINCT call_key) FROM cv_route.call_event")), 1);
    QCOMPARE(scene.count(QStringLiteral("call_event"),
                 QStringLiteral("strpos(encode(call_key, 'escape'), '%1') > 0").arg(number.mid(4))),
        0);
    // What another login calls so is another call.
    scene.look.run(QStringLiteral("CREATE ROLE \"%1_other\" LOGIN IN ROLE \"cv_%1_switch\"")
                       .arg(scene.desk.organisation.address().database));
    scene.look.run(
        QStringLiteral("SET SESSION AUTHORIZATION \"%1_other\"").arg(scene.desk.organisation.address().database));
    QVERIFY(scene.look
                .one(QStringLiteral("SELECT switch_v1.call_event(%1)")
                         .arg(quoted({number, binding.number, QStringLiteral("ringing")})))
                .toBool());
    scene.look.run(QStringLiteral("RESET SESSION AUTHORIZATION"));
    scene.look.run(QStringLiteral("DROP ROLE \"%1_other\"").arg(scene.desk.organisation.address().database));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(DISTINCT call_key) FROM cv_route.call_event")), 2);
}

void CallEventsTest::aSharedNumberNeedsTheSessionOnce()
{
    EventScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding one = scene.bound(pool, 1, 1), two = scene.bound(pool, 2, 2);
    QCOMPARE(one.did, two.did);
    const Reporter kamailio(scene);
    const auto report = [&](const char *call, const char *state, const QString &session = {}) {
        return kamailio.call(quoted({QLatin1String(call), one.number, QLatin1String(state), QString(), session}));
    };
    QCOMPARE(report("1", "ringing", EventScene::session(two)), QStringLiteral("t"));
    QCOMPARE(report("1", "answered"), QStringLiteral("t"));
    taken(scene.bindings.release(two)); // while they talk
    QCOMPARE(report("1", "disconnected"), QStringLiteral("t"));
    QCOMPARE(scene.events(),
        QStringList({scene.event(CallState::Ringing, two), scene.event(CallState::Answered, two),
            scene.event(CallState::Disconnected, two)}));
    // One is left, and can be meant alone; a third pair, and nobody knows.
    QCOMPARE(report("2", "ringing"), QStringLiteral("t"));
    const Binding three = scene.bound(pool, 3, 3);
    QCOMPARE(report("3", "ringing"), QStringLiteral("t"));
    QCOMPARE(scene.events().mid(3),
        QStringList({scene.event(CallState::Ringing, one), QStringLiteral("1 0 %1 -").arg(three.process.value)}));
    // A session of another number counts for nothing.
    const Binding elsewhere = scene.bound(scene.pool(Sharing::Exclusive, 1), 4, 4);
    QCOMPARE(kamailio.call(quoted({QStringLiteral("4"), elsewhere.number, QStringLiteral("ringing"), QString(),
                 EventScene::session(one)})),
        QStringLiteral("t"));
    QCOMPARE(scene.events().last(), scene.event(CallState::Ringing, elsewhere));
}

void CallEventsTest::nothingASwitchSendsIsRefused_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("fault");
    const auto add = [](const char *name, const char *call, const char *said, RecordFault fault) {
        QTest::newRow(name) << QString::fromLatin1(call) << QString::fromLatin1(said) << int(fault);
    };
    add("nothing", "NULL, NULL, NULL, NULL, NULL", "null", RecordFault::Damaged);
    add("no name", "'', '+442079460000', 'ringing'", "null", RecordFault::Damaged);
    add("another word", "'1', '+442079460000', 'busy'", "null", RecordFault::Damaged);
    add("no time", "'1', '+442079460000', 'ringing', 'yesterday'", "null", RecordFault::Damaged);
    add("the far future", "'1', '+442079460000', 'ringing', '2999-01-01 00:00:00'", "null", RecordFault::Damaged);
    add("numbers everywhere", "'+447700999999', '+447700999999', '+447700999999', '+447700999999', '+447700999999'",
        "null", RecordFault::Damaged);
    add("very long", "repeat('9', 100000), repeat('9', 100000), 'ringing', '', repeat('9', 100000)", "t",
        RecordFault::UnknownDid);
    add("none of ours", "'1', '+447700999999', 'ringing'", "t", RecordFault::UnknownDid);
    add("of no process", "'1', '+442079460000', 'ringing'", "t", RecordFault::NoProcess);
}

void CallEventsTest::nothingASwitchSendsIsRefused()
{
    QFETCH(QString, call);
    QFETCH(QString, said);
    QFETCH(int, fault);
    EventScene scene(Engine::PostgreSql);
    static_cast<void>(scene.pool(Sharing::PairUnique, 1));
    QCOMPARE(scene.look.one(QStringLiteral("SELECT number FROM did WHERE pool_id IS NOT NULL")).toString(),
        QStringLiteral("+442079460000"));
    QCOMPARE(Reporter(scene).call(call), said);
    QCOMPARE(scene.count(QStringLiteral("call_event")), 1);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT fault FROM cv_route.call_event")), fault);
    QVERIFY(!scene.look.one(QStringLiteral("SELECT CAST(e.* AS text) FROM cv_route.call_event e"))
                 .toString()
                 .contains(QLatin1String("7700999999")));
}

void CallEventsTest::aDiallersTaskIsCounted()
{
    EventScene scene(Engine::PostgreSql);
    const Reporter dialler(scene);
    const QString running = QStringLiteral("'spring-2024-06-15', 'Running', '{\"successful\": 3, \"unanswered\": 7}', "
                                           "'1750000000'");
    QCOMPARE(dialler.task(running), QStringLiteral("t"));
    QCOMPARE(dialler.task(running), QStringLiteral("f"));
    QCOMPARE(dialler.task(QStringLiteral("'spring-2024-06-15', 'completed'")), QStringLiteral("t"));
    QCOMPARE(scene.look.one(QStringLiteral("SELECT counts FROM cv_route.task_event ORDER BY seq LIMIT 1")).toString(),
        QStringLiteral("{\"successful\": 3, \"unanswered\": 7}"));
    const QStringList wrong{QStringLiteral("NULL, NULL"), QStringLiteral("'447700900123', 'running'"),
        QStringLiteral("'212-555-0100', 'running'"), QStringLiteral("'two words', 'running'"),
        QStringLiteral("'t', 'over'"), QStringLiteral("'t', 'running', 'no json'"),
        QStringLiteral("'t', 'running', '[1]'"), QStringLiteral("'t', 'running', '{\"number\": 1}'"),
        QStringLiteral("'t', 'running', '{\"total\": -1}'"), QStringLiteral("'t', 'running', '{\"total\": \"1\"}'"),
        QStringLiteral("'t', 'running', '{\"total\": 12345678901}'"),
        QStringLiteral("'t', 'running', '{}', 'yesterday'"), QStringLiteral("'t', 'running', repeat('[', 100000)")};
    for (const QString &call : wrong)
        QVERIFY2(dialler.task(call) == QLatin1String("null"), qPrintable(call));
    QCOMPARE(scene.count(QStringLiteral("task_event"), QStringLiteral("fault = 3 AND task = '' AND counts = '{}'")),
        wrong.size());
    QCOMPARE(scene.count(QStringLiteral("task_event"), QStringLiteral("fault IS NULL")), 2);
}

void CallEventsTest::aTasksNameIsNoNumber()
{
    EventScene scene(Engine::PostgreSql);
    const Reporter dialler(scene);
    for (const auto &[name, fits] : taskNames())
        QVERIFY2(
            (dialler.task(quoted({name, QStringLiteral("running")})) == QLatin1String("t")) == fits, qPrintable(name));
}

void CallEventsTest::aProgramReportsOnce()
{
    QFETCH(Engine, engine);
    EventScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding one = scene.bound(pool, 1, 1), two = scene.bound(pool, 2, 2);
    EventService events(*scene.service);
    const QString call = scene.customer(1); // named by a number
    NewCallEvent ringing{call, {}, two.publicId, CallState::Ringing, now() - 5000};
    QVERIFY(taken(events.addCall(ringing, source)));
    QVERIFY(!taken(events.addCall(ringing, source)));
    QVERIFY(taken(events.addCall(ringing, QStringLiteral("another key"))));
    QVERIFY(taken(events.addCall(eventOf(call, two, CallState::Answered), source))); // the first event knows
    taken(scene.bindings.release(two));
    QVERIFY(taken(events.addCall(eventOf(call, two, CallState::Disconnected), source)));
    QVERIFY(taken(events.addCall(eventOf(QStringLiteral("2"), one, CallState::Ringing), source)));
    QCOMPARE(scene.events(),
        QStringList({scene.event(CallState::Ringing, two), scene.event(CallState::Ringing, two),
            scene.event(CallState::Answered, two), scene.event(CallState::Disconnected, two),
            scene.event(CallState::Ringing, one)}));
    QVERIFY(!scene.look.run(QStringLiteral("SELECT call_key FROM ") + scene.table(QStringLiteral("call_event")))
                 .front()
                 .front()
                 .toByteArray()
                 .contains(call.mid(4).toLatin1()));
    NewTaskEvent task{QStringLiteral("spring"), TaskState::Running, {{QStringLiteral("successful"), 3}}, now()};
    QVERIFY(taken(events.addTask(task, source)));
    QVERIFY(!taken(events.addTask(task, source)));
    task.at = now() + 1000;
    task.counts[QStringLiteral("unanswered")] = 7;
    QVERIFY(taken(events.addTask(task, source)));
    QCOMPARE(scene.count(QStringLiteral("task_event"), QStringLiteral("task = 'spring' AND state = 2")), 2);
}

void CallEventsTest::aProgramsMistakesAreNamed()
{
    QFETCH(Engine, engine);
    EventScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    EventService events(*scene.service);
    const auto call = [&](const std::function<void(NewCallEvent &)> &edit) {
        NewCallEvent event = eventOf(QStringLiteral("1"), binding, CallState::Answered);
        edit(event);
        return errorOf(events.addCall(std::move(event), source));
    };
    const Error foreign = call([&](NewCallEvent &event) { event.did = scene.customer(7); });
    QCOMPARE(foreign.fault, Fault::DidUnknown);
    QVERIFY(foreign.args.isEmpty() && foreign.detail.isEmpty());
    QCOMPARE(call([](NewCallEvent &event) { event.callRef.clear(); }).fault, Fault::NameEmpty);
    QCOMPARE(call([](NewCallEvent &event) { event.at = 0; }).fault, Fault::TimeNotUnderstood);
    QCOMPARE(
        call([](NewCallEvent &event) { event.at = now() + qint64(2) * 86400000; }).fault, Fault::TimeNotUnderstood);
    QCOMPARE(call([](NewCallEvent &event) {
        event.did.clear();
        event.session = QByteArray(16, 'x');
    }).fault,
        Fault::BindingUnknown);
    const auto task = [&](const QString &name, const TaskCounts &counts = {}) {
        return faultOf(events.addTask({name, TaskState::Running, counts, {}}, source));
    };
    QCOMPARE(task({}), Fault::NameEmpty);
    QCOMPARE(task(QStringLiteral("447700900123")), Fault::TextHoldsNumber);
    QCOMPARE(task(QStringLiteral("t"), {{QStringLiteral("number"), 1}}), Fault::ChoiceUnknown);
    QCOMPARE(task(QStringLiteral("t"), {{QStringLiteral("total"), -1}}), Fault::ChoiceUnknown);
    QCOMPARE(scene.count(QStringLiteral("call_event")) + scene.count(QStringLiteral("task_event")), 0);
}

void CallEventsTest::aTalkKeepsAnIdleBinding()
{
    QFETCH(Engine, engine);
    EventScene scene(engine);
    const Binding binding =
        scene.bound(scene.pool(Sharing::Exclusive, 1, [](Pool &pool) { pool.idleMinutes = 60; }), 1, 1);
    const auto expires = [&] {
        static_cast<void>(scene.project()); // on a server it notes who talked
        return *scene.find(binding.id).expiresAt;
    };
    if (engine == Engine::PostgreSql)
        scene.look.run(QStringLiteral("SET session_replication_role = replica"));
    scene.look.run(QStringLiteral("UPDATE binding SET expires_at = expires_at - 1800000, idle_since = idle_since - "
                                  "1800000 WHERE id = %1")
                       .arg(binding.id.value)); // it was made half an hour ago
    const qint64 before = expires();
    EventService events(*scene.service);
    QVERIFY(taken(events.addCall(eventOf(QStringLiteral("1"), binding, CallState::Ringing), source)));
    QCOMPARE(expires(), before); // nobody answers yet
    QVERIFY(taken(events.addCall(eventOf(QStringLiteral("1"), binding, CallState::Answered), source)));
    QVERIFY(expires() > before + 1700000);
    const qint64 answered = expires();
    NewCallEvent early = eventOf(QStringLiteral("2"), binding, CallState::Disconnected);
    early.at = now() - 3600000;
    QVERIFY(taken(events.addCall(early, source)));
    QCOMPARE(expires(), answered); // never backwards
}

void CallEventsTest::oldEventsGo()
{
    QFETCH(Engine, engine);
    EventScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    EventService events(*scene.service);
    for (const char *call : {"1", "2"})
        QVERIFY(taken(events.addCall(eventOf(QLatin1String(call), binding, CallState::Ringing), source)));
    QVERIFY(taken(events.addTask({QStringLiteral("t"), TaskState::Running, {}, {}}, source)));
    const auto age = [&](const char *name, int days, const QString &which) {
        scene.look.run(QStringLiteral("UPDATE %1 SET received_at = received_at - %2 WHERE %3")
                           .arg(scene.table(QLatin1String(name)))
                           .arg(days * qint64(86400000))
                           .arg(which));
    };
    age("call_event", 6, QStringLiteral("1 = 1"));
    age("task_event", 8, QStringLiteral("1 = 1"));
    QCOMPARE(taken(events.thin()), 1);
    age("call_event", 2,
        QStringLiteral("seq = (SELECT min(seq) FROM %1)").arg(scene.table(QStringLiteral("call_event"))));
    QCOMPARE(taken(events.thin()), 1);
    QCOMPARE(taken(events.thin()), 0);
    QCOMPARE(scene.count(QStringLiteral("call_event")), 1);
}

void CallEventsTest::onlyAServiceReports()
{
    QFETCH(Engine, engine);
    EventScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    EventService events(*scene.desk.admin);
    QCOMPARE(faultOf(events.addCall(eventOf(QStringLiteral("1"), binding, CallState::Ringing), source)),
        Fault::NotPermitted);
    QCOMPARE(faultOf(events.addTask({QStringLiteral("t"), TaskState::Running, {}, {}}, source)), Fault::NotPermitted);
    QCOMPARE(faultOf(events.thin()), Fault::NotPermitted);
    if (engine == Engine::Sqlite)
        return;
    for (const char *call : {"call_event_put(int8send(1) || int8send(1), 1, '', 1, cv_api.now_ms())",
             "task_event_put(int8send(1) || int8send(1), 't', 1, '{}', cv_api.now_ms())", "event_thin(9)",
             "call_event_add(int8send(1), 1, '', 1, 1)"})
        QVERIFY2(!runAs(*scene.desk.admin, QStringLiteral("SELECT cv_api.") + QLatin1String(call)), call);
    QCOMPARE(scene.count(QStringLiteral("call_event")) + scene.count(QStringLiteral("task_event")), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallEventsTest)
#include "tst_call_events.moc"
