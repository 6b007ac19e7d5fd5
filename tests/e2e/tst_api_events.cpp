// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scenes.h"

#include <QDateTime>

namespace callveil {

/// What programs report of running calls and of tasks of a dialler over the HTTP API.
class ApiEventsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanup() { QVERIFY2(m_scenes.journalsHoldNoNumber(), "the journal holds a number"); }
    void takesEventsOfACallOnce();
    void takesEventsOfATask();
    void saysWhatDoesNotFit();
    void needsItsScope();

private:
    [[nodiscard]] static QJsonObject call(const QString &ref, const QString &state)
    {
        return {{QStringLiteral("kind"), QStringLiteral("call")}, {QStringLiteral("call_ref"), ref},
            {QStringLiteral("did"), QStringLiteral("+442079460100")}, {QStringLiteral("state"), state}};
    }
    [[nodiscard]] static QJsonObject task(const QJsonObject &counts)
    {
        return {{QStringLiteral("kind"), QStringLiteral("task")}, {QStringLiteral("task"), QStringLiteral("spring")},
            {QStringLiteral("state"), QStringLiteral("running")}, {QStringLiteral("counts"), counts}};
    }
    [[nodiscard]] static QJsonObject with(QJsonObject object, const char *member, const QJsonValue &value)
    {
        object.insert(QLatin1String(member), value);
        return object;
    }
    [[nodiscard]] ApiAnswer report(const QJsonObject &event) { return m_scene->post("/v1/events", event); }
    /// "1 0": accepted and known.
    [[nodiscard]] QString outcome(const QJsonObject &event)
    {
        const ApiAnswer answer = report(event);
        return QStringLiteral("%1 %2")
            .arg(answer.json.value(QLatin1String("accepted")).toInt(-1))
            .arg(answer.json.value(QLatin1String("known")).toInt(-1));
    }
    [[nodiscard]] qint64 count(const QString &table, const QString &condition) const
    {
        const QString schema = m_scene->engine == Engine::PostgreSql ? QStringLiteral("cv_route.") : QString();
        return m_scene->look()->integer(
            QStringLiteral("SELECT COUNT(*) FROM %1%2 WHERE %3").arg(schema, table, condition));
    }

    ApiScenes m_scenes;
    ApiScene *m_scene = nullptr; ///< of the engine under test
};

void ApiEventsTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = m_scenes.fresh(engine);
    QVERIFY(m_scene);
}

void ApiEventsTest::takesEventsOfACallOnce()
{
    const ApiAnswer binding =
        m_scene->post("/v1/bindings", ApiScene::order(QStringLiteral("London"), 1, QStringLiteral("t1")));
    QVERIFY2(binding.status == 201, binding.body.constData());
    const QString ref = QString::fromLatin1(ApiScene::customer(1)); // named by a number
    QJsonObject ringing = with(call(ref, QStringLiteral("ringing")), "session", binding.text("session"));
    ringing.remove(QStringLiteral("did"));
    const ApiAnswer first = report(ringing);
    QVERIFY2(first.status == 200, first.body.constData());
    QCOMPARE(first.json.value(QLatin1String("accepted")).toInt(), 1);
    QCOMPARE(outcome(ringing), QStringLiteral("0 1"));
    const auto later = [&](const QString &state) {
        return with(with(call(ref, state), "did", binding.text("did")), "at",
            QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    };
    QCOMPARE(outcome(later(QStringLiteral("answered"))), QStringLiteral("1 0"));
    QCOMPARE(outcome(later(QStringLiteral("disconnected"))), QStringLiteral("1 0"));
    QCOMPARE(outcome(later(QStringLiteral("disconnected"))), QStringLiteral("0 1"));
    const qint64 id = binding.json.value(QLatin1String("id")).toInteger();
    QCOMPARE(count(QStringLiteral("call_event"), QStringLiteral("binding_id = %1 AND fault IS NULL").arg(id)), 3);
}

void ApiEventsTest::takesEventsOfATask()
{
    const QJsonObject counts{{QStringLiteral("successful"), 3}, {QStringLiteral("unanswered"), 7}};
    const QJsonObject event = with(task(counts), "at", QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    QCOMPARE(outcome(event), QStringLiteral("1 0"));
    QCOMPARE(outcome(event), QStringLiteral("0 1"));
    QJsonObject bare = task({});
    bare.remove(QStringLiteral("counts"));
    QCOMPARE(outcome(bare), QStringLiteral("1 0"));
    QCOMPARE(count(QStringLiteral("task_event"), QStringLiteral("task = 'spring' AND state = 2")), 2);
}

void ApiEventsTest::saysWhatDoesNotFit()
{
    const QString ringing = QStringLiteral("ringing"), one = QStringLiteral("1");
    const auto field = [&](const QJsonObject &event) {
        const ApiAnswer answer = report(event);
        return answer.status == 422 ? answer.text("field") : QString::number(answer.status);
    };
    QCOMPARE(field({{QStringLiteral("state"), ringing}}), QStringLiteral("kind"));
    QCOMPARE(field(with(call(one, ringing), "kind", QStringLiteral("song"))), QStringLiteral("kind"));
    QCOMPARE(field(call({}, ringing)), QStringLiteral("call_ref"));
    QCOMPARE(field(call(one, QStringLiteral("busy"))), QStringLiteral("state"));
    QCOMPARE(field(with(call(one, ringing), "at", QStringLiteral("yesterday"))), QStringLiteral("at"));
    QCOMPARE(field(with(call(one, ringing), "at", QStringLiteral("1970-01-01T00:00:01Z"))), QStringLiteral("at"));
    QCOMPARE(field(with(call(one, ringing), "session", one)), QStringLiteral("session"));
    QCOMPARE(field(with(call(one, ringing), "did", QString())), QStringLiteral("did"));
    QCOMPARE(field(task({{QStringLiteral("total"), -1}})), QStringLiteral("counts.total"));
    QCOMPARE(field(task({{QStringLiteral("total"), one}})), QStringLiteral("counts.total"));
    QCOMPARE(field(with(task({}), "counts", one)), QStringLiteral("counts"));
    const QString number = QString::fromLatin1(ApiScene::customer(1)).mid(1);
    QCOMPARE(field(with(task({}), "task", number)), QStringLiteral("task"));
    QCOMPARE(report(with(task({}), "customer", number)).problem(), QStringLiteral("field")); // none that it knows
    QCOMPARE(report(task({{QStringLiteral("sold"), 1}})).problem(), QStringLiteral("field"));
    const ApiAnswer foreign = report(with(call(one, ringing), "did", QString::fromLatin1(ApiScene::customer(1))));
    QCOMPARE(foreign.problem(), QStringLiteral("did-unknown"));
    QVERIFY(!ApiScene::tellsNumbers(foreign.body));
    QCOMPARE(m_scene->send("POST", "/v1/events", "[]", m_scene->bearer()).status, 400);
    QCOMPARE(m_scene->get("/v1/events").status, 405);
    QCOMPARE(count(QStringLiteral("call_event"), QStringLiteral("1 = 1")), 0);
}

void ApiEventsTest::needsItsScope()
{
    m_scene->key = m_scene->newKey(QStringLiteral("narrow"), QStringLiteral("bindings"));
    QCOMPARE(report(task({})).status, 403);
    m_scene->key = m_scene->newKey(QStringLiteral("dialler"), QStringLiteral("records"));
    QCOMPARE(report(task({})).status, 200);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiEventsTest)
#include "tst_api_events.moc"
