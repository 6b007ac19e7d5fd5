// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scenes.h"

#include <QElapsedTimer>

namespace callveil {

/// Who is let in over the HTTP API, what is too much for it, and how it ends.
class ApiDoorsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanup() { QVERIFY2(m_scenes.journalsHoldNoNumber(), "the journal holds a number"); }
    void listensOnThisComputerAlone();
    void letsInWhoHasAKey();
    void limitsHowOftenAKeyIsUsed();
    void refusesWhatIsTooMuch();
    void waitsForNobodyForLong();
    void saysWhenTheDatabaseIsDown();
    void answersWhatRunsBeforeItEnds();

private:
    /// The status of the answer to raw bytes; 0: none.
    [[nodiscard]] int statusOf(const QByteArray &bytes) const
    {
        const QByteArray said = m_scene->raw(bytes, 20000, "\r\n\r\n"); // the connection is closed later
        return said.startsWith("HTTP/1.1 ") ? said.mid(9, 3).toInt() : 0;
    }

    ApiScenes m_scenes;
    ApiScene *m_scene = nullptr; ///< of the engine under test
};

void ApiDoorsTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = m_scenes.running(engine);
    QVERIFY(m_scene);
}

void ApiDoorsTest::listensOnThisComputerAlone()
{
    for (const char *address :
        {"0.0.0.0:8470", "192.0.2.1:8470", "[::]:8470", "8470", "localhost", "127.0.0.1:70000"}) {
        const auto service = m_scene->launch({QStringLiteral("--listen"), QString::fromLatin1(address)});
        QVERIFY2(service->end() == 2, address);
        QVERIFY(service->says("127.0.0.1:8470"));
    }
    const QString free = QStringLiteral("127.0.0.1:0");
    QCOMPARE(m_scene->launch({QStringLiteral("--once"), QStringLiteral("--listen"), free})->end(), 2);
    const auto second =
        m_scene->launch({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_scene->port)}); // is taken
    QCOMPARE(second->end(), 1);
    QVERIFY2(second->says("cannot listen"), second->said().constData());
}

void ApiDoorsTest::letsInWhoHasAKey()
{
    const ApiAnswer none = m_scene->send("GET", "/v1/pools", {}, {});
    QCOMPARE(none.status, 401);
    QCOMPARE(none.problem(), QStringLiteral("key"));
    QByteArray wrong = m_scene->key;
    wrong[wrong.size() - 2] = wrong.at(wrong.size() - 2) == 'A' ? 'B' : 'A';
    const QList<QByteArray> keys{"Bearer x", QByteArray("Bearer " + wrong), "Basic eDp5", m_scene->key};
    for (const QByteArray &key : keys)
        QCOMPARE(m_scene->send("GET", "/v1/pools", {}, key).body, none.body); // tells nobody what is wrong with it
    QCOMPARE(m_scene->get("/v1/pools").status, 200);
    QTRY_VERIFY2_WITH_TIMEOUT(
        m_scene->service->says("GET /v1/pools 200"), m_scene->service->said().constData(), patienceMs);
    QVERIFY(m_scene->service->says("key crm"));
    QVERIFY(!m_scene->service->says(m_scene->key));
    const QByteArray all = m_scene->key;
    m_scene->key = m_scene->newKey(QStringLiteral("narrow"), QStringLiteral("pools"));
    QCOMPARE(m_scene->get("/v1/pools").status, 200);
    const ApiAnswer denied =
        m_scene->post("/v1/bindings", ApiScene::order(QStringLiteral("Wide"), 1, QStringLiteral("t")));
    QCOMPARE(denied.status, 403);
    QCOMPARE(denied.problem(), QStringLiteral("scope"));
    QVERIFY(m_scene->done(QStringLiteral("apikey revoke narrow")));
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->get("/v1/pools").status, 401, patienceMs);
    m_scene->key = all;
    QCOMPARE(m_scene->get("/nowhere").problem(), QStringLiteral("path"));
    QCOMPARE(m_scene->post("/v1/nothing", {}).status, 404);
    QCOMPARE(m_scene->send("GET", "/health", {}, {}).body, QByteArray("ok\n"));
    // What stands in a path does not come into the journal.
    QCOMPARE(m_scene->get("/v1/bindings/" + ApiScene::customer(1)).status, 404);
}

void ApiDoorsTest::limitsHowOftenAKeyIsUsed()
{
    const QByteArray counter = "callveil_http_refused_by_rate_total";
    const auto refusals = [&] { return metricOf(m_scene->send("GET", "/metrics", {}, {}).body, counter); };
    const auto before = refusals();
    QVERIFY(before);
    m_scene->key = m_scene->newKey(QStringLiteral("slow"), QStringLiteral("pools"), 1);
    QCOMPARE(m_scene->get("/v1/pools").status, 200);
    const ApiAnswer refused = m_scene->get("/v1/pools");
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.problem(), QStringLiteral("rate"));
    QVERIFY(refused.retryAfter.toInt() > 0 && refused.retryAfter.toInt() <= 60);
    m_scene->key = m_scene->newKey(QStringLiteral("quick"), QStringLiteral("pools"));
    QCOMPARE(m_scene->get("/v1/pools").status, 200); // another key's rate is its own
    QCOMPARE(refusals(), std::optional(*before + 1));
}

void ApiDoorsTest::refusesWhatIsTooMuch()
{
    if (m_scene->engine == Engine::PostgreSql)
        return; // no database takes part
    const QByteArray head = "POST /v1/bindings HTTP/1.1\r\nHost: a\r\n";
    QCOMPARE(m_scene->send("POST", "/v1/bindings", QByteArray(65537, ' '), m_scene->bearer()).status, 413);
    QCOMPARE(m_scene->send("POST", "/v1/bindings", QByteArray(65000, ' '), m_scene->bearer()).status, 400);
    QCOMPARE(statusOf(head + "Content-Length: 99999999999999999999\r\n\r\n"), 413);
    QCOMPARE(statusOf(head + "Content-Length: -1\r\n\r\n"), 400);
    QCOMPARE(statusOf(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), 400);
    QCOMPARE(statusOf(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 411);
    QCOMPARE(statusOf(head + "X: " + QByteArray(20000, 'x') + "\r\n\r\n"), 431);
    QCOMPARE(statusOf(QByteArray(20000, 'x')), 431);
    QCOMPARE(statusOf("GET /" + QByteArray(3000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
    QCOMPARE(statusOf("GET /health HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
    for (const QByteArray bytes : {"GET /health HTTP/1.1\r\n\r\n", "GET  /health HTTP/1.1\r\nHost: a\r\n\r\n",
             "GET /health HTTP/1.1\r\nHost : a\r\n\r\n", "GET /health HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
             "GET http://a/health HTTP/1.1\r\nHost: a\r\n\r\n", "GET /health HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
             "\x16\x03\x01\r\n\r\n"})
        QVERIFY2(statusOf(bytes) == 400, bytes.constData());
    // Two requests of one connection, the second sent before the first is answered.
    const QByteArray twice = m_scene->raw("GET /health HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n"
                                          "Connection: close\r\n\r\n",
        20000);
    QCOMPARE(twice.count("HTTP/1.1 200 OK"), 2);
    const QByteArray asked = m_scene->raw("HEAD /health HTTP/1.0\r\n\r\n", 20000);
    QVERIFY2(asked.startsWith("HTTP/1.1 200 OK") && asked.endsWith("\r\n\r\n"), asked.constData());
    QCOMPARE(m_scene->get("/health").status, 200);
}

/// Whoever sends a byte now and then holds nobody up.
void ApiDoorsTest::waitsForNobodyForLong()
{
    if (m_scene->engine == Engine::PostgreSql)
        return; // no database takes part
    QTcpSocket slow;
    slow.setProxy(QNetworkProxy::NoProxy);
    slow.connectToHost(QStringLiteral("127.0.0.1"), m_scene->port);
    QVERIFY(slow.waitForConnected(patienceMs));
    QElapsedTimer timer;
    timer.start();
    QByteArray said;
    while (slow.state() == QAbstractSocket::ConnectedState && !said.contains("\r\n\r\n") && timer.elapsed() < 30000) {
        slow.write("G");
        slow.waitForReadyRead(500);
        said += slow.readAll();
    }
    QVERIFY2(said.startsWith("HTTP/1.1 408"), said.constData());
    QVERIFY2(timer.elapsed() > 5000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(m_scene->get("/health").status, 200);
}

void ApiDoorsTest::saysWhenTheDatabaseIsDown()
{
    if (m_scene->engine == Engine::Sqlite)
        return;
    QCOMPARE(m_scene->get("/v1/pools").status, 200);
    PostgresCluster::shared().stop();
    const ApiAnswer down = m_scene->get("/v1/pools");
    QVERIFY2(down.status == 503, down.body.constData());
    QCOMPARE(down.problem(), QStringLiteral("offline"));
    QVERIFY(down.retryAfter.toInt() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->get("/health").body, QByteArray("database down\n"), patienceMs);
    QVERIFY(m_scene->send("GET", "/metrics", {}, {}).body.contains("callveil_leader "));
    const auto late = m_scene->launch({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    QTRY_VERIFY_WITH_TIMEOUT(late->says("the API listens on"), patienceMs);
    const quint16 first = m_scene->port;
    const QByteArray said = late->said();
    m_scene->port = said.mid(said.indexOf(" port ") + 6).split('\n').first().toUShort();
    QCOMPARE(m_scene->get("/health").body, QByteArray("starting\n"));
    QCOMPARE(m_scene->get("/v1/pools").problem(), QStringLiteral("starting"));
    m_scene->port = first;
    QVERIFY(PostgresCluster::shared().start());
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->get("/v1/pools").status, 200, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->get("/health").body, QByteArray("ok\n"), patienceMs);
}

void ApiDoorsTest::answersWhatRunsBeforeItEnds()
{
    QCOMPARE(m_scene->get("/v1/pools").status, 200);
    if (m_scene->engine == Engine::Sqlite) {
        m_scene->service->signal(SIGTERM);
        QCOMPARE(m_scene->service->end(), 0);
        return;
    }
    const auto holder = m_scene->look(), watcher = m_scene->look();
    holder->run(QStringLiteral("BEGIN"));
    holder->run(QStringLiteral("LOCK TABLE cv.agent IN ACCESS EXCLUSIVE MODE"));
    const QByteArray body = QJsonDocument(ApiScene::order(QStringLiteral("Wide"), 1, QStringLiteral("last"))).toJson();
    QNetworkReply *reply = m_scene->begin("POST", "/v1/bindings", body, m_scene->bearer(), "application/json");
    QTRY_VERIFY_WITH_TIMEOUT(watcher->integer(QStringLiteral(
                                 "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND relation = 'cv.agent'::regclass"))
            > 0,
        patienceMs);
    m_scene->service->signal(SIGTERM);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->get("/health").status, 0, patienceMs); // nobody new is let in
    QVERIFY(!reply->isFinished());
    holder->run(QStringLiteral("COMMIT"));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patienceMs);
    const ApiAnswer answer = ApiClient::answerOf(reply);
    QVERIFY2(answer.status == 201, answer.body.constData());
    QCOMPARE(m_scene->service->end(), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiDoorsTest)
#include "tst_api_doors.moc"
