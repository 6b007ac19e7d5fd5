// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scene.h"

#include "support/psql_session.h"

namespace callveil {

/// Click-to-call over the HTTP API of a callveild that runs.
class ApiCallsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void aProgramAsksAndASwitchCalls();
    void refusesWhatDoesNotFit();
    void aFileHasNoSwitches();

private:
    void open(Engine engine);
    [[nodiscard]] ApiAnswer bound(int customerIndex)
    {
        return m_scene->post("/v1/bindings",
            ApiScene::order(QStringLiteral("Wide"), customerIndex, QStringLiteral("bind-%1").arg(customerIndex)));
    }
    [[nodiscard]] static qint64 idOf(const ApiAnswer &binding)
    {
        return binding.json.value(QLatin1String("id")).toInteger();
    }
    [[nodiscard]] ApiAnswer ask(const QString &token, QJsonObject order)
    {
        order.insert(QStringLiteral("operation_token"), token);
        return m_scene->post("/v1/calls", order);
    }
    [[nodiscard]] static QByteArray pathOf(const ApiAnswer &call)
    {
        return "/v1/calls/" + call.text("call").toLatin1();
    }
    [[nodiscard]] ApiAnswer cancel(const ApiAnswer &call)
    {
        return m_scene->send("DELETE", pathOf(call), {}, m_scene->bearer());
    }

    std::unique_ptr<ApiScene> m_scene;
};

void ApiCallsTest::open(Engine engine)
{
    m_scene = std::make_unique<ApiScene>(engine);
    m_scene->setUp();
    if (QTest::currentTestFailed())
        return;
    QVERIFY2(m_scene->start(), m_scene->service->said().constData());
}

void ApiCallsTest::cleanup()
{
    QVERIFY2(!m_scene || m_scene->journalHoldsNoNumber(), "the journal holds a number");
    m_scene.reset();
}

void ApiCallsTest::aProgramAsksAndASwitchCalls()
{
    open(Engine::PostgreSql);
    if (QTest::currentTestFailed())
        return;
    const auto made = m_scene->run(QStringLiteral("--json switch add dialer"));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    PsqlSession dialer(QJsonDocument::fromJson(made.out).object().value(QLatin1String("url")).toString());
    const ApiAnswer binding = bound(1);
    QVERIFY2(binding.status == 201, binding.body.constData());
    const ApiAnswer call = ask(QStringLiteral("click-1"), {{QStringLiteral("binding"), idOf(binding)}});
    QVERIFY2(call.status == 202, call.body.constData());
    QCOMPARE(call.text("state"), QStringLiteral("waiting"));
    QCOMPARE(call.text("first"), QStringLiteral("agent"));
    QCOMPARE(call.text("session"), binding.text("session"));
    QVERIFY(call.text("call").startsWith(QLatin1String("call_")));
    QVERIFY(call.json.value(QLatin1String("new")).toBool());
    QVERIFY2(!ApiScene::tellsNumbers(call.body), call.body.constData());
    // By its token, and by its session beside the first.
    for (const ApiAnswer &again : {ask(QStringLiteral("click-1"), {{QStringLiteral("binding"), idOf(binding)}}),
             ask(QStringLiteral("click-2"), {{QStringLiteral("session"), binding.text("session")}})}) {
        QCOMPARE(again.status, 202);
        QCOMPARE(again.text("call"), call.text("call"));
        QVERIFY(!again.json.value(QLatin1String("new")).toBool(true));
    }
    QStringList claim;
    const auto claims = [&] { // once its routes are made; what is claimed is told once
        claim = dialer
                    .run(QStringLiteral("SELECT request_id, first_callee, second_callee FROM "
                                        "switch_v1.call_requests_claim(5)"))
                    .split(u'|');
        return claim.size() == 3;
    };
    QVERIFY(QTest::qWaitFor(claims, patienceMs));
    QCOMPARE(claim[1].toLatin1(), ApiScene::line(1));
    QCOMPARE(claim[2].toLatin1(), ApiScene::customer(1));
    QCOMPARE(m_scene->get(pathOf(call)).text("switch"), QStringLiteral("dialer"));
    const auto report = [&](const char *words) {
        return dialer.run(
            QStringLiteral("SELECT switch_v1.call_request_state(%1, %2)").arg(claim[0], QLatin1String(words)));
    };
    dialer.run(QStringLiteral("BEGIN"));
    QCOMPARE(report("'ringing'"), QStringLiteral("t"));
    QCOMPARE(cancel(call).status, 409); // a switch is just changing it
    dialer.run(QStringLiteral("COMMIT"));
    QCOMPARE(m_scene->get(pathOf(call)).text("state"), QStringLiteral("ringing"));
    QCOMPARE(report("'failed', 'no-answer'"), QStringLiteral("t"));
    const ApiAnswer failed = m_scene->get(pathOf(call));
    QCOMPARE(failed.text("state"), QStringLiteral("failed"));
    QCOMPARE(failed.text("cause"), QStringLiteral("no-answer"));
    QVERIFY2(!ApiScene::tellsNumbers(failed.body), failed.body.constData());
    QCOMPARE(cancel(call).text("state"), QStringLiteral("failed")); // it is over, and stays so
    const ApiAnswer other = ask(QStringLiteral("click-3"),
        {{QStringLiteral("binding"), idOf(binding)}, {QStringLiteral("first"), QStringLiteral("customer")}});
    QCOMPARE(other.text("first"), QStringLiteral("customer"));
    const ApiAnswer cancelled = cancel(other);
    QCOMPARE(cancelled.status, 200);
    QCOMPARE(cancelled.text("state"), QStringLiteral("cancelled"));
    QVERIFY(m_scene->done(QStringLiteral("audit verify")));
}

void ApiCallsTest::refusesWhatDoesNotFit()
{
    open(Engine::PostgreSql);
    if (QTest::currentTestFailed())
        return;
    const ApiAnswer binding = bound(1);
    const auto fieldOf = [&](const QJsonObject &order) {
        const ApiAnswer answer = m_scene->post("/v1/calls", order);
        return answer.status == 422 ? answer.text("field") : QString::number(answer.status);
    };
    const QString token = QStringLiteral("operation_token"), one = QStringLiteral("binding");
    QCOMPARE(fieldOf({{one, idOf(binding)}}), token);
    QCOMPARE(fieldOf({{one, idOf(binding)}, {token, QString(201, u'x')}}), token);
    QCOMPARE(fieldOf({{token, QStringLiteral("x")}}), one);
    QCOMPARE(fieldOf({{one, idOf(binding)}, {QStringLiteral("session"), binding.text("session")},
                 {token, QStringLiteral("x")}}),
        one);
    QCOMPARE(fieldOf({{one, idOf(binding)}, {token, QStringLiteral("x")},
                 {QStringLiteral("first"), QStringLiteral("nobody")}}),
        QStringLiteral("first"));
    for (const qint64 id : {qint64(999), qint64(447700900101)}) {
        const ApiAnswer unknown = ask(QStringLiteral("x"), {{one, id}});
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.problem(), QStringLiteral("binding-unknown"));
        QVERIFY2(!ApiScene::tellsNumbers(unknown.body), unknown.body.constData());
    }
    for (const QByteArray name : {"1", "call_x", "sess_aaaaaaaaaaaaaaaaaaaaaaaaaa", "call_aaaaaaaaaaaaaaaaaaaaaaaaaa"})
        QVERIFY2(m_scene->get("/v1/calls/" + name).status == 404, name.constData());
    QCOMPARE(m_scene->send("PATCH", "/v1/calls/1", "{}", m_scene->bearer()).status, 405);
    const QByteArray optOut = ApiScene::customer(1);
    QCOMPARE(
        m_scene
            ->post("/v1/optouts",
                {{QStringLiteral("number"), QString::fromLatin1(optOut)}, {QStringLiteral("did"), binding.text("did")},
                    {QStringLiteral("action"), QStringLiteral("out")}})
            .status,
        200);
    // As soon as its routes are made.
    QTRY_COMPARE_WITH_TIMEOUT(
        m_scene->look()->integer(QStringLiteral("SELECT COUNT(*) FROM cv_route.route")), 2, patienceMs);
    QCOMPARE(ask(QStringLiteral("y"), {{one, idOf(binding)}}).problem(), QStringLiteral("opted-out"));
    QCOMPARE(m_scene->look()->integer(QStringLiteral("SELECT COUNT(*) FROM cv.call_request")), 0);
    const ApiAnswer second = bound(2);
    QCOMPARE(
        m_scene->send("DELETE", "/v1/bindings/" + QByteArray::number(idOf(second)), {}, m_scene->bearer()).status, 200);
    QCOMPARE(ask(QStringLiteral("z"), {{one, idOf(second)}}).problem(), QStringLiteral("binding-changed"));
    m_scene->key = m_scene->newKey(QStringLiteral("narrow"), QStringLiteral("pools"));
    QCOMPARE(ask(QStringLiteral("x"), {{one, idOf(binding)}}).status, 403);
}

void ApiCallsTest::aFileHasNoSwitches()
{
    open(Engine::Sqlite);
    if (QTest::currentTestFailed())
        return;
    const ApiAnswer refused = ask(QStringLiteral("x"), {{QStringLiteral("binding"), idOf(bound(1))}});
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.problem(), QStringLiteral("needs-server"));
    QCOMPARE(m_scene->get("/v1/calls/call_aaaaaaaaaaaaaaaaaaaaaaaaaa").problem(), QStringLiteral("needs-server"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiCallsTest)
#include "tst_api_calls.moc"
