// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scenes.h"

#include <QDateTime>

namespace callveil {

/// Bindings over the HTTP API of a callveild that runs.
class ApiBindingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanup() { QVERIFY2(m_scenes.journalsHoldNoNumber(), "the journal holds a number"); }
    void makesOneBindingOfOneToken();
    void refusesWhatDoesNotFit();
    void showsChangesAndEnds();
    void tellsWhenANumberIsFreeAgain();
    void masksAlsoWithoutAPolicy();
    void speaksLikeExotel();
    void saysWhatTheServiceLacks();

private:
    [[nodiscard]] ApiAnswer create(const QString &pool, int customerIndex, const QString &token)
    {
        return m_scene->post("/v1/bindings", ApiScene::order(pool, customerIndex, token));
    }
    /// The order with one member changed, or taken out.
    [[nodiscard]] ApiAnswer createWith(const char *member, const QJsonValue &value)
    {
        QJsonObject order = ApiScene::order(QStringLiteral("Wide"), 1, QStringLiteral("odd"));
        order.insert(QLatin1String(member), value);
        return m_scene->post("/v1/bindings", order);
    }
    [[nodiscard]] static QByteArray pathOf(const ApiAnswer &binding)
    {
        return "/v1/bindings/" + QByteArray::number(binding.json.value(QLatin1String("id")).toInteger());
    }
    [[nodiscard]] ApiAnswer patch(const QByteArray &path, const QJsonObject &change)
    {
        return m_scene->send("PATCH", path, QJsonDocument(change).toJson(), m_scene->bearer());
    }
    [[nodiscard]] qint64 bindings() const
    {
        return m_scene->look()->integer(QStringLiteral("SELECT COUNT(*) FROM binding"));
    }

    ApiScenes m_scenes;
    ApiScene *m_scene = nullptr; ///< of the engine under test
};

void ApiBindingsTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = m_scenes.running(engine);
    QVERIFY(m_scene);
}

void ApiBindingsTest::makesOneBindingOfOneToken()
{
    const qint64 before = bindings();
    const ApiAnswer made = create(QStringLiteral("Wide"), 11, QStringLiteral("order-1"));
    QVERIFY2(made.status == 201, made.body.constData());
    QVERIFY(made.json.value(QLatin1String("new")).toBool());
    QVERIFY(made.text("session").startsWith(QLatin1String("sess_")));
    QVERIFY(made.text("did").startsWith(QLatin1String("+44127349600")));
    QVERIFY2(!ApiScene::tellsNumbers(made.body), made.body.constData());
    QVERIFY(made.text("customer").contains(u'x'));
    QCOMPARE(made.text("agent"), QStringLiteral("A1"));
    QVERIFY(!made.text("explanation").isEmpty());
    QVERIFY(!made.json.contains(QLatin1String("hint")));
    QVERIFY(made.json.contains(QLatin1String("next_end")));
    const ApiAnswer again = create(QStringLiteral("Wide"), 11, QStringLiteral("order-1"));
    QVERIFY2(again.status == 200, again.body.constData());
    QCOMPARE(again.json.value(QLatin1String("id")), made.json.value(QLatin1String("id")));
    QVERIFY(!again.json.value(QLatin1String("new")).toBool());
    // Two at once are one, too.
    const QByteArray body =
        QJsonDocument(ApiScene::order(QStringLiteral("Wide"), 12, QStringLiteral("order-2"))).toJson();
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 6; ++i)
        replies.append(m_scene->begin("POST", "/v1/bindings", body, m_scene->bearer(), "application/json"));
    QSet<qint64> ids;
    for (QNetworkReply *reply : replies) {
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patienceMs);
        ids.insert(ApiClient::answerOf(reply).json.value(QLatin1String("id")).toInteger());
    }
    QCOMPARE(ids.size(), 1);
    QCOMPARE(bindings(), before + 2);
    // Another client's token is another token.
    m_scene->key = m_scene->newKey(QStringLiteral("other"), QStringLiteral("bindings"));
    const ApiAnswer others = create(QStringLiteral("Wide"), 13, QStringLiteral("order-1"));
    QVERIFY2(others.status == 201, others.body.constData());
}

void ApiBindingsTest::refusesWhatDoesNotFit()
{
    const qint64 before = bindings();
    const auto refusedFor = [&](const char *member, const QJsonValue &value, const char *field) {
        const ApiAnswer answer = createWith(member, value);
        const bool fits = answer.status == 422 && answer.text("field") == QLatin1String(field)
            && answer.type == "application/problem+json" && !ApiScene::tellsNumbers(answer.body);
        if (!fits)
            qWarning("%s: %d %s", member, answer.status, answer.body.constData());
        return fits;
    };
    QVERIFY(refusedFor("process", {}, "process"));
    QVERIFY(refusedFor("operation_token", {}, "operation_token"));
    QVERIFY(refusedFor("operation_token", QString(201, u'x'), "operation_token"));
    QVERIFY(refusedFor("customer", 447700900101.0, "customer"));
    QVERIFY(refusedFor("customer", QStringLiteral("12"), "customer"));
    QVERIFY(refusedFor("customer", QStringLiteral("call me"), "customer"));
    QVERIFY(refusedFor("did", QStringLiteral("+441273496000"), "pool"));
    QVERIFY(refusedFor("agent_number", QString::fromLatin1(ApiScene::line(2)), "agent_number"));
    QVERIFY(refusedFor("model", QStringLiteral("pair"), "model"));
    QVERIFY(refusedFor("recording", QStringLiteral("maybe"), "recording"));
    QVERIFY(refusedFor("expires_in", 1, "expires_in"));
    QVERIFY(refusedFor("expires_in", 10.5, "expires_in"));
    QVERIFY(refusedFor("expires_at", QStringLiteral("2020-01-01T00:00:00Z"), "expires_at"));
    QVERIFY(refusedFor("expires_at", QStringLiteral("2120-01-01T00:00:00"), "expires_at"));
    QVERIFY(refusedFor("case_id", QString::fromLatin1("call " + ApiScene::customer(5)), "case_id"));
    QCOMPARE(createWith("process", QStringLiteral("Nowhere")).problem(), QStringLiteral("process-unknown"));
    QCOMPARE(createWith("pool", QStringLiteral("Nowhere")).problem(), QStringLiteral("pool-unknown"));
    QCOMPARE(createWith("agent", QStringLiteral("A9")).problem(), QStringLiteral("agent-unknown"));
    // A number in the wrong place is not repeated, nor is the name of a member that is none.
    for (const char *member : {"process", "pool", "agent"}) {
        const ApiAnswer answer = createWith(member, QString::fromLatin1(ApiScene::customer(4)));
        QCOMPARE(answer.status, 422);
        QVERIFY2(!ApiScene::tellsNumbers(answer.body), answer.body.constData());
    }
    const ApiAnswer unknown = createWith("+447700900104", true);
    QCOMPARE(unknown.status, 422);
    QVERIFY2(!ApiScene::tellsNumbers(unknown.body), unknown.body.constData());
    const ApiAnswer noJson = m_scene->send("POST", "/v1/bindings", "{\"customer\": +447700900101}", m_scene->bearer());
    QCOMPARE(noJson.status, 400);
    QVERIFY2(!ApiScene::tellsNumbers(noJson.body), noJson.body.constData());
    QCOMPARE(m_scene->send("POST", "/v1/bindings", "[]", m_scene->bearer()).status, 400);
    QCOMPARE(m_scene->send("POST", "/v1/bindings", "a=b", m_scene->bearer(), "text/plain").status, 415);
    QCOMPARE(bindings(), before);
    QVERIFY(m_scene->service->runs());
}

void ApiBindingsTest::showsChangesAndEnds()
{
    const ApiAnswer made = create(QStringLiteral("Wide"), 21, QStringLiteral("one"));
    QVERIFY2(made.status == 201, made.body.constData());
    const ApiAnswer shown = m_scene->get(pathOf(made));
    QCOMPARE(shown.status, 200);
    QCOMPARE(shown.text("state"), QStringLiteral("active"));
    QCOMPARE(m_scene->get("/v1/bindings/" + made.text("session").toLatin1()).json, shown.json);
    for (const QByteArray name : {"999", "0", "x", "sess_ABC", "447700900101", "-1", "1%2F2"})
        QVERIFY2(m_scene->get("/v1/bindings/" + name).status == 404, name.constData());
    const QString when = QDateTime::currentDateTimeUtc().addDays(3).toString(Qt::ISODate);
    const ApiAnswer extended = patch(pathOf(made), {{QStringLiteral("expires_at"), when}});
    QVERIFY2(extended.status == 200, extended.body.constData());
    const QDateTime ends = QDateTime::fromString(extended.text("expires_at"), Qt::ISODate);
    QVERIFY2(qAbs(ends.secsTo(QDateTime::fromString(when, Qt::ISODate))) < 120, extended.body.constData());
    QCOMPARE(patch(pathOf(made), {{QStringLiteral("recording"), QStringLiteral("yes")}}).text("recording"),
        QStringLiteral("yes"));
    const ApiAnswer other =
        patch(pathOf(made), {{QStringLiteral("agent_number"), QString::fromLatin1(ApiScene::line(3))}});
    QVERIFY2(other.status == 200, other.body.constData());
    QVERIFY(other.text("agent").isEmpty());
    QVERIFY2(!ApiScene::tellsNumbers(other.body), other.body.constData());
    QVERIFY(m_scene->done(QStringLiteral("agent add A2 --process Support --number-on-stdin"), ApiScene::line(4)));
    QCOMPARE(
        patch(pathOf(made), {{QStringLiteral("agent"), QStringLiteral("A2")}}).text("agent"), QStringLiteral("A2"));
    QCOMPARE(patch(pathOf(made), {}).problem(), QStringLiteral("one-change"));
    QCOMPARE(
        patch(pathOf(made), {{QStringLiteral("expires_in"), 60}, {QStringLiteral("recording"), QStringLiteral("no")}})
            .problem(),
        QStringLiteral("one-change"));
    const ApiAnswer ended = m_scene->send("DELETE", pathOf(made), {}, m_scene->bearer());
    QVERIFY2(ended.status == 200, ended.body.constData());
    QCOMPARE(ended.text("state"), QStringLiteral("cooling"));
    QCOMPARE(m_scene->send("DELETE", pathOf(made), {}, m_scene->bearer()).status, 200); // a second try
    QCOMPARE(patch(pathOf(made), {{QStringLiteral("expires_in"), 60}}).status, 409);
    QCOMPARE(m_scene->send("PUT", pathOf(made), {}, m_scene->bearer()).status, 405);
    QVERIFY(m_scene->done(QStringLiteral("audit verify")));
}

void ApiBindingsTest::tellsWhenANumberIsFreeAgain()
{
    for (int i : {1, 2})
        QCOMPARE(create(QStringLiteral("London"), 30 + i, QStringLiteral("t%1").arg(i)).status, 201);
    const ApiAnswer refused = create(QStringLiteral("London"), 33, QStringLiteral("t3"));
    QVERIFY2(refused.status == 409, refused.body.constData());
    QCOMPARE(refused.problem(), QStringLiteral("pool-exhausted"));
    QVERIFY(!refused.text("reason").isEmpty());
    const qint64 wait = refused.json.value(QLatin1String("retry_after")).toInteger();
    QVERIFY2(wait > 0, refused.body.constData());
    QCOMPARE(refused.retryAfter.toLongLong(), wait);
    QVERIFY(QDateTime::fromString(refused.text("next_free_at"), Qt::ISODate).isValid());
}

/// A process whose policy is Off stores numbers in the clear: the API shows them starred even so.
void ApiBindingsTest::masksAlsoWithoutAPolicy()
{
    QVERIFY(m_scene->done(QStringLiteral("process add Clear --country GB")));
    QVERIFY(m_scene->done(QStringLiteral("policy set Clear off --note test")));
    QVERIFY(m_scene->done(QStringLiteral("agent add A5 --process Clear --number-on-stdin"), ApiScene::line(5)));
    QJsonObject order = ApiScene::order(QStringLiteral("Wide"), 41, QStringLiteral("clear"));
    order.insert(QStringLiteral("process"), QStringLiteral("Clear"));
    order.insert(QStringLiteral("agent"), QStringLiteral("A5"));
    const ApiAnswer made = m_scene->post("/v1/bindings", order);
    QVERIFY2(made.status == 201, made.body.constData());
    QVERIFY2(!ApiScene::tellsNumbers(QByteArray(made.body).replace(' ', "")), made.body.constData());
    QVERIFY2(made.text("customer").contains(u'*'), made.body.constData());
}

void ApiBindingsTest::speaksLikeExotel()
{
    const QByteArray path = "/v1/Accounts/acme/CustomerNumbers/allocate";
    const QByteArray form = "VirtualNumber=%2B441273496005&CustomerNumber=%2B447700900151&AgentNumber=07700900206";
    const QByteArray type = "application/x-www-form-urlencoded";
    const QByteArray asKey = ApiClient::basic("key", m_scene->key);
    const ApiAnswer made = m_scene->send("POST", path, form, asKey, type);
    QVERIFY2(made.status == 200, made.body.constData());
    QCOMPARE(made.text("VirtualNumber"), QStringLiteral("+441273496005"));
    QVERIFY(made.text("Sid").startsWith(QLatin1String("sess_")));
    QVERIFY2(!ApiScene::tellsNumbers(made.body), made.body.constData());
    const ApiAnswer again = m_scene->send("POST", path, form, ApiClient::basic("crm", m_scene->key), type);
    QCOMPARE(again.text("Sid"), made.text("Sid")); // the pair has it already
    QCOMPARE(m_scene->send("POST", path, form, ApiClient::basic("somebody", m_scene->key), type).status, 401);
    QCOMPARE(m_scene->send("POST", path, form, m_scene->bearer(), type).status, 200);
    QCOMPARE(m_scene->send("POST", "/v1/Accounts/Support/CustomerNumbers/allocate", form, asKey, type).status, 200);
    QCOMPARE(m_scene->send("POST", "/v1/Accounts/nobody/CustomerNumbers/allocate", form, asKey, type).status, 422);
    QCOMPARE(m_scene->send("POST", path, form + "&Extra=1", asKey, type).status, 422);
    QCOMPARE(m_scene->send("POST", path, "VirtualNumber=1", asKey, type).status, 422);
    QCOMPARE(m_scene->send("POST", path, "{}", asKey).status, 415);
    // A password is a key for this call alone.
    QCOMPARE(m_scene->send("GET", "/v1/pools", {}, asKey).status, 401);
}

/// As of an agent whose number was entered before the service was enrolled.
void ApiBindingsTest::saysWhatTheServiceLacks()
{
    QVERIFY(m_scene->done(QStringLiteral("agent add A6 --process Support --number-on-stdin"), ApiScene::line(6)));
    QVERIFY(m_scene->done(QStringLiteral("pool add Spare --country GB")));
    QVERIFY(m_scene->done(QStringLiteral("pool add-numbers Spare"), "+441273496020 .. +441273496022\n"));
    const auto ask = [this](int customerIndex, const QString &token) {
        QJsonObject order = ApiScene::order(QStringLiteral("Spare"), customerIndex, token);
        order.insert(QStringLiteral("agent"), QStringLiteral("A6"));
        return m_scene->post("/v1/bindings", order);
    };
    const auto look = m_scene->look();
    if (m_scene->engine == Engine::PostgreSql)
        look->run(QStringLiteral("SET session_replication_role = replica")); // this is nobody's deed
    look->run(QStringLiteral("DELETE FROM agent_copy"));
    const ApiAnswer made = ask(61, QStringLiteral("lacking"));
    QVERIFY2(made.status == 201, made.body.constData());
    QVERIFY2(made.text("hint").contains(QLatin1String("callveilctl service seal")), made.body.constData());
    const ApiAnswer again = ask(61, QStringLiteral("lacking"));
    QVERIFY2(again.status == 200 && !again.json.contains(QLatin1String("hint")), again.body.constData());
    QVERIFY(m_scene->done(QStringLiteral("service seal")));
    const ApiAnswer next = ask(62, QStringLiteral("sealed"));
    QVERIFY2(next.status == 201 && !next.json.contains(QLatin1String("hint")), next.body.constData());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiBindingsTest)
#include "tst_api_bindings.moc"
