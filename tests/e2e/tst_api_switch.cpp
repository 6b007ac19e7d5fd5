// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scenes.h"

#include <QDateTime>

namespace callveil {

/// What a voice platform asks and hands in over the HTTP API, and what callveild tells of itself.
class ApiSwitchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanup() { QVERIFY2(m_scenes.journalsHoldNoNumber(), "the journal holds a number"); }
    void tellsASwitchWhereACallGoes();
    void notesWhoWantsNoCalls();
    void takesCallRecordsOnce();
    void tellsHowFullPoolsAre();
    void countsItself();

private:
    [[nodiscard]] ApiAnswer bound(int customerIndex)
    {
        return m_scene->post("/v1/bindings",
            ApiScene::order(QStringLiteral("Wide"), customerIndex, QStringLiteral("t%1").arg(customerIndex)));
    }
    [[nodiscard]] ApiAnswer route(const QString &did, const QByteArray &caller)
    {
        return m_scene->post(
            "/v1/route", {{QStringLiteral("did"), did}, {QStringLiteral("caller"), QString::fromLatin1(caller)}});
    }
    [[nodiscard]] ApiAnswer optOut(const QJsonObject &more)
    {
        QJsonObject members = more;
        members.insert(QStringLiteral("number"), QString::fromLatin1(ApiScene::customer(5)));
        return m_scene->post("/v1/optouts", members);
    }
    [[nodiscard]] static QJsonObject record(const ApiAnswer &binding, const QString &ref)
    {
        const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-600);
        return {{QStringLiteral("call_ref"), ref}, {QStringLiteral("leg"), QStringLiteral("customer")},
            {QStringLiteral("did"), binding.text("did")}, {QStringLiteral("session"), binding.text("session")},
            {QStringLiteral("caller"), QString::fromLatin1(ApiScene::customer(1))},
            {QStringLiteral("started_at"), start.toString(Qt::ISODate)},
            {QStringLiteral("answered_at"), start.addSecs(5).toString(Qt::ISODate)},
            {QStringLiteral("ended_at"), start.addSecs(65).toString(Qt::ISODate)},
            {QStringLiteral("billable_seconds"), 60}, {QStringLiteral("disposition"), QStringLiteral("answered")}};
    }
    /// How many numbers of the pool Wide are bound now.
    [[nodiscard]] int boundOfWide()
    {
        const QJsonArray pools = m_scene->get("/v1/pools").json.value(QLatin1String("pools")).toArray();
        return pools.last().toObject().value(QLatin1String("bound")).toInt(-1);
    }
    [[nodiscard]] ApiAnswer handIn(const QByteArray &body)
    {
        return m_scene->send("POST", "/v1/cdr", body, m_scene->bearer());
    }

    ApiScenes m_scenes;
    ApiScene *m_scene = nullptr; ///< of the engine under test
};

void ApiSwitchTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = m_scenes.running(engine);
    QVERIFY(m_scene);
}

void ApiSwitchTest::tellsASwitchWhereACallGoes()
{
    const ApiAnswer binding = bound(2);
    QVERIFY2(binding.status == 201, binding.body.constData());
    const QString did = binding.text("did");
    QTRY_COMPARE_WITH_TIMEOUT(route(did, ApiScene::customer(2)).text("action"), QStringLiteral("bridge"), patienceMs);
    const ApiAnswer call = route(did, ApiScene::customer(2));
    QCOMPARE(call.status, 200);
    QCOMPARE(call.text("callee"), QString::fromLatin1(ApiScene::line(1)));
    QCOMPARE(call.text("cli"), did);
    QCOMPARE(call.text("session_id"), binding.text("session"));
    QCOMPARE(call.text("side"), QStringLiteral("customer"));
    QCOMPARE(route(did, ApiScene::line(1)).text("callee"), QString::fromLatin1(ApiScene::customer(2)));
    const ApiAnswer stranger = route(did, ApiScene::customer(9));
    QCOMPARE(stranger.text("action"), QStringLiteral("reject"));
    QCOMPARE(stranger.json.value(QLatin1String("sip_code")).toInt(), 404);
    QCOMPARE(route(QStringLiteral("999"), ApiScene::customer(2)).text("action"), QStringLiteral("native"));
    QCOMPARE(m_scene->post("/v1/route", {{QStringLiteral("caller"), QStringLiteral("1")}}).status, 422);
    // A key for bindings is told no number.
    m_scene->key = m_scene->newKey(QStringLiteral("narrow"), QStringLiteral("bindings"));
    const ApiAnswer denied = route(did, ApiScene::customer(2));
    QCOMPARE(denied.status, 403);
    QVERIFY(!ApiScene::tellsNumbers(denied.body));
}

void ApiSwitchTest::notesWhoWantsNoCalls()
{
    const QString wide = QStringLiteral("Wide");
    const auto changed = [](const ApiAnswer &answer) { return answer.json.value(QLatin1String("changed")).toBool(); };
    const ApiAnswer out = optOut({{QStringLiteral("brand"), wide}, {QStringLiteral("action"), QStringLiteral("out")}});
    QVERIFY2(out.status == 200, out.body.constData());
    QVERIFY(changed(out));
    QVERIFY(!ApiScene::tellsNumbers(out.body));
    // The words of a message to one of the brand's numbers say the same.
    const QString did = QStringLiteral("+441273496003");
    const auto message = [&](const char *text) {
        return optOut({{QStringLiteral("did"), did}, {QStringLiteral("text"), QLatin1String(text)}});
    };
    const ApiAnswer stop = message("Stop!");
    QVERIFY2(stop.status == 200, stop.body.constData());
    QCOMPARE(stop.text("action"), QStringLiteral("out"));
    QCOMPARE(stop.text("brand"), wide);
    QVERIFY(!changed(stop));
    QCOMPARE(message("when do you come?").text("action"), QStringLiteral("none"));
    QVERIFY(changed(message("START")));
    QVERIFY(!changed(message("START")));
    QCOMPARE(m_scene->look()->integer(m_scene->engine == Engine::PostgreSql
                     ? QStringLiteral("SELECT COUNT(*) FROM cv_vault.opt_out")
                     : QStringLiteral("SELECT COUNT(*) FROM opt_out")),
        0);
    QCOMPARE(optOut({{QStringLiteral("brand"), wide}}).status, 422);
    QCOMPARE(optOut({{QStringLiteral("action"), QStringLiteral("out")}}).status, 422);
    QCOMPARE(optOut({{QStringLiteral("brand"), wide}, {QStringLiteral("action"), QStringLiteral("off")}}).status, 422);
    QCOMPARE(
        optOut({{QStringLiteral("brand"), QStringLiteral("Nobody")}, {QStringLiteral("action"), QStringLiteral("out")}})
            .problem(),
        QStringLiteral("brand-unknown"));
    QCOMPARE(optOut({{QStringLiteral("did"), QStringLiteral("+441273496999")},
                        {QStringLiteral("action"), QStringLiteral("out")}})
                 .problem(),
        QStringLiteral("did-unknown"));
}

void ApiSwitchTest::takesCallRecordsOnce()
{
    const ApiAnswer binding = bound(1);
    QVERIFY2(binding.status == 201, binding.body.constData());
    const auto count = [](const ApiAnswer &answer, const char *key) {
        return answer.json.value(QLatin1String(key)).toInt(-1);
    };
    const ApiAnswer first = handIn(QJsonDocument(record(binding, QStringLiteral("c1"))).toJson());
    QVERIFY2(first.status == 200, first.body.constData());
    QCOMPARE(count(first, "accepted"), 1);
    const QJsonArray several{record(binding, QStringLiteral("c1")), record(binding, QStringLiteral("c2"))};
    const ApiAnswer second = handIn(QJsonDocument(several).toJson());
    QCOMPARE(count(second, "accepted"), 1);
    QCOMPARE(count(second, "known"), 1);
    // One that does not fit says which, and none is kept.
    QJsonObject wrong = record(binding, QStringLiteral("c4"));
    wrong.insert(QStringLiteral("leg"), QStringLiteral("both"));
    const ApiAnswer refused = handIn(QJsonDocument(QJsonArray{record(binding, QStringLiteral("c3")), wrong}).toJson());
    QVERIFY2(refused.status == 422, refused.body.constData());
    QCOMPARE(refused.text("field"), QStringLiteral("[1].leg"));
    QCOMPARE(refused.json.value(QLatin1String("index")).toInt(), 1);
    QVERIFY(!ApiScene::tellsNumbers(refused.body));
    QCOMPARE(count(handIn(QJsonDocument(record(binding, QStringLiteral("c3"))).toJson()), "accepted"), 1);
    QJsonArray many;
    for (int i = 0; i <= 100; ++i)
        many.append(record(binding, QStringLiteral("m%1").arg(i)));
    QCOMPARE(handIn(QJsonDocument(many).toJson()).status, 422);
    QCOMPARE(handIn("[]").status, 422);
    QCOMPARE(handIn("[1]").status, 422);
}

void ApiSwitchTest::tellsHowFullPoolsAre()
{
    const int before = boundOfWide();
    QCOMPARE(bound(3).status, 201);
    const ApiAnswer answer = m_scene->get("/v1/pools");
    QVERIFY2(answer.status == 200, answer.body.constData());
    const QJsonArray pools = answer.json.value(QLatin1String("pools")).toArray();
    QCOMPARE(pools.size(), 2);
    QCOMPARE(pools[0].toObject().value(QLatin1String("name")).toString(), QStringLiteral("London"));
    const QJsonObject wide = pools[1].toObject();
    QCOMPARE(wide.value(QLatin1String("bound")).toInt(), before + 1);
    QCOMPARE(wide.value(QLatin1String("free")).toInt(), 9 - before);
    QVERIFY(wide.value(QLatin1String("left")).toInt(-1) >= 9 - before); // bound numbers serve others too
    QCOMPARE(m_scene->get("/v1/pools?customer=1").problem(), QStringLiteral("query"));
}

void ApiSwitchTest::countsItself()
{
    const QByteArray made = "callveil_http_requests_total{route=\"POST /v1/bindings\",status=\"201\"}",
                     unknown = "callveil_http_requests_total{route=\"GET -\",status=\"404\"}";
    const auto metrics = [this] { return m_scene->send("GET", "/metrics", {}, {}).body; };
    const qint64 madeBefore = metricOf(metrics(), made).value_or(0);
    const qint64 unknownBefore = metricOf(metrics(), unknown).value_or(0);
    QCOMPARE(bound(4).status, 201);
    QCOMPARE(m_scene->get("/nowhere/" + ApiScene::customer(4)).status, 404);
    const auto tells = [this](const QByteArray &line) {
        const ApiAnswer metrics = m_scene->send("GET", "/metrics", {}, {});
        if (ApiScene::tellsNumbers(metrics.body))
            qFatal("the metrics hold a number");
        return metrics.status == 200 && metrics.body.contains(line);
    };
    QTRY_VERIFY_WITH_TIMEOUT(tells("\ncallveil_leader 1\n"), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(tells("callveil_duty_age_seconds{duty=\"bindings\"} "), patienceMs);
    QVERIFY(tells("callveil_database_up 1\n"));
    QCOMPARE(metricOf(metrics(), made), std::optional(madeBefore + 1));
    QCOMPARE(metricOf(metrics(), unknown), std::optional(unknownBefore + 1));
    QVERIFY(tells("callveil_records_waiting "));
    const int inUse = boundOfWide();
    QVERIFY(inUse >= 1);
    const QByteArray pool = "callveil_pool_numbers{pool=\"Wide\",state=\"bound\"} " + QByteArray::number(inUse) + '\n';
    QTRY_VERIFY_WITH_TIMEOUT(tells(pool), patienceMs);
    QVERIFY(tells("callveil_pool_left{pool=\"Wide\"} "));
    // Nobody who comes through a proxy is told.
    const QByteArray forwarded =
        m_scene->raw("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n\r\n");
    QVERIFY2(forwarded.startsWith("HTTP/1.1 404"), forwarded.constData());
    QCOMPARE(m_scene->send("POST", "/metrics", {}, {}).status, 405);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiSwitchTest)
#include "tst_api_switch.moc"
