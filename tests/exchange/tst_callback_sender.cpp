// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/callbacks/callback_sender.h"
#include "exchange/callbacks/retry_after.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace callveil;
using namespace std::chrono_literals;
using Failure = CallbackAnswer::Failure;

namespace {

constexpr int mostMs = 20000;

/// Answers each request with the same bytes, and keeps what came.
class RawReceiver final {
public:
    RawReceiver()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port to listen on");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            ++connections;
            QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { take(socket); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }

    [[nodiscard]] QString url(const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QStringLiteral("http://%1:%2/hook?x=1").arg(host).arg(m_server.serverPort());
    }

    QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"; ///< empty: none
    bool resets = false; ///< ends the connection when a request came
    bool goesOn = false; ///< never ends its answer
    QByteArrayList requests;
    int connections = 0;

private:
    void take(QTcpSocket *socket)
    {
        m_read[socket] += socket->readAll();
        const qsizetype body = m_read[socket].indexOf("\r\n\r\n");
        if (body < 0 || !m_read[socket].endsWith('}'))
            return;
        requests.append(m_read.take(socket));
        if (resets)
            return socket->abort();
        socket->write(answer);
        if (goesOn)
            QObject::connect(
                socket, &QTcpSocket::bytesWritten, socket, [socket] { socket->write(QByteArray(8192, 'x')); });
    }

    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_read;
};

CallbackRequest requestTo(const QString &url)
{
    return {readCallbackUrl(url).value(), "{\"a\":1}", {{"webhook-id", "msg_1"}}};
}

} // namespace

/// Requests to a receiver on this computer, which has to be allowed.
class TestCallbackSender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void postsJson();
    void usesAConnectionAgain();
    void callsNobodyWhoIsNotAllowed();
    void callsWhatWasChecked();
    void aNameWithAnInternalAddressIsNotCalled();
    void triesTheNextAddress();
    void followsNoRedirect();
    void saysWhenToComeAgain();
    void endsAStalledAnswer();
    void readsNoEndlessAnswer();
    void tellsFailures_data();
    void tellsFailures();
    void needsTheCertificateOfItsHost();
    void whatIsUnderWayGoesWithTheSender();
    void readsRetryAfter_data();
    void readsRetryAfter();

private:
    [[nodiscard]] CallbackAnswer send(const QString &url)
    {
        std::optional<CallbackAnswer> answer;
        m_sender->send(requestTo(url), [&](const CallbackAnswer &taken) { answer = taken; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, mostMs))
            qFatal("there was no answer");
        return *answer;
    }
    void resolveAs(const QStringList &addresses)
    {
        m_sender->setResolver([this, addresses](const QString &, QObject *, const auto &take) {
            ++m_asked;
            QList<QHostAddress> found;
            for (const QString &address : addresses)
                found.append(QHostAddress(address));
            take(found);
        });
    }

    std::unique_ptr<RawReceiver> m_receiver;
    std::unique_ptr<CallbackSender> m_sender;
    int m_asked = 0;
};

void TestCallbackSender::init()
{
    m_receiver = std::make_unique<RawReceiver>();
    m_sender = std::make_unique<CallbackSender>(CallbackTargets({QStringLiteral("127.0.0.1")}));
    m_asked = 0;
}

void TestCallbackSender::postsJson()
{
    const CallbackAnswer answer = send(m_receiver->url());
    QVERIFY(answer.isTaken());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("ok"));
    QCOMPARE(m_receiver->requests.size(), 1);
    const QByteArray request = m_receiver->requests.front(), lower = request.toLower();
    QVERIFY2(request.startsWith("POST /hook?x=1 HTTP/1.1\r\n"), request.constData());
    QVERIFY(request.endsWith("\r\n\r\n{\"a\":1}"));
    for (const char *header : {"\r\ncontent-type: application/json\r\n", "\r\nwebhook-id: msg_1\r\n",
             "\r\naccept-encoding: identity\r\n", "\r\nhost: 127.0.0.1:", "\r\nuser-agent: callveil/"})
        QVERIFY2(lower.contains(header), header);
    for (const char *header : {"\r\ncookie:", "\r\nauthorization:", "\r\norigin:", "\r\nreferer:"})
        QVERIFY2(!lower.contains(header), header);
}

void TestCallbackSender::usesAConnectionAgain()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(send(m_receiver->url()).isTaken());
    QCOMPARE(m_receiver->requests.size(), 5);
    QCOMPARE(m_receiver->connections, 1);
}

void TestCallbackSender::callsNobodyWhoIsNotAllowed()
{
    m_sender->setTargets(CallbackTargets());
    QCOMPARE(int(send(m_receiver->url()).failure), int(Failure::NotAllowed));
    QCOMPARE(int(send(m_receiver->url(QStringLiteral("localhost"))).failure), int(Failure::NotAllowed));
    QCOMPARE(m_receiver->connections, 0);
}

/// The name is asked for once: what it leads to afterwards is no matter.
void TestCallbackSender::callsWhatWasChecked()
{
    m_sender->setResolver([this](const QString &host, QObject *, const auto &take) {
        QCOMPARE(host, QStringLiteral("hooks.example.org"));
        take({QHostAddress(m_asked++ == 0 ? QStringLiteral("127.0.0.1") : QStringLiteral("169.254.169.254"))});
    });
    QVERIFY(send(m_receiver->url(QStringLiteral("hooks.example.org"))).isTaken());
    QCOMPARE(m_asked, 1);
    QVERIFY(m_receiver->requests.front().toLower().contains("\r\nhost: hooks.example.org:"));
    QCOMPARE(int(send(m_receiver->url(QStringLiteral("hooks.example.org"))).failure), int(Failure::NotAllowed));
    QCOMPARE(m_receiver->requests.size(), 1);
}

void TestCallbackSender::aNameWithAnInternalAddressIsNotCalled()
{
    for (const QStringList &addresses : {QStringList{QStringLiteral("127.0.0.1"), QStringLiteral("10.0.0.1")},
             QStringList{QStringLiteral("1.1.1.1"), QStringLiteral("::1")}}) {
        resolveAs(addresses);
        QCOMPARE(int(send(m_receiver->url(QStringLiteral("hooks.example.org"))).failure), int(Failure::NotAllowed));
    }
    QCOMPARE(m_receiver->connections, 0);
}

void TestCallbackSender::triesTheNextAddress()
{
    m_sender->setTargets(CallbackTargets({QStringLiteral("127.0.0.0/8")}));
    resolveAs({QStringLiteral("127.0.0.9"), QStringLiteral("127.0.0.1")}); // nobody listens at the first
    QVERIFY(send(m_receiver->url(QStringLiteral("hooks.example.org"))).isTaken());
}

void TestCallbackSender::followsNoRedirect()
{
    RawReceiver other;
    m_receiver->answer = "HTTP/1.1 302 Found\r\nLocation: " + other.url().toLatin1() + "\r\nContent-Length: 0\r\n\r\n";
    const CallbackAnswer answer = send(m_receiver->url());
    QCOMPARE(answer.status, 302);
    QVERIFY(!answer.isTaken());
    QCOMPARE(other.connections, 0);
}

void TestCallbackSender::saysWhenToComeAgain()
{
    m_receiver->answer = "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n";
    const CallbackAnswer answer = send(m_receiver->url());
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.retryAfter == 120s);
}

void TestCallbackSender::endsAStalledAnswer()
{
    m_sender->setTimeLimit(300ms);
    m_receiver->answer.clear();
    QCOMPARE(int(send(m_receiver->url()).failure), int(Failure::TimedOut));
    m_receiver->answer = "HTTP/1.1 204 No Content\r\nContent-Length: 10\r\n\r\n"; // it took the event, and says no more
    const CallbackAnswer answer = send(m_receiver->url());
    QVERIFY(answer.isTaken() || answer.failure == Failure::Broken);
    m_receiver->answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    QVERIFY(send(m_receiver->url()).isTaken());
}

void TestCallbackSender::readsNoEndlessAnswer()
{
    m_receiver->answer = "HTTP/1.1 200 OK\r\n\r\n";
    m_receiver->goesOn = true;
    const CallbackAnswer answer = send(m_receiver->url());
    QVERIFY(answer.isTaken());
    QVERIFY(answer.body.size() <= CallbackSender::mostBody);
}

void TestCallbackSender::tellsFailures_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("resets");
    QTest::addColumn<int>("failure");
    QTest::addColumn<int>("status");
    QTest::newRow("reset") << QByteArray() << true << int(Failure::Broken) << 0;
    QTest::newRow("no HTTP") << QByteArray("220 mail.example.org ESMTP\r\n\r\n") << false << int(Failure::Broken) << 0;
    QTest::newRow("gone") << QByteArray("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n") << false << int(Failure::None)
                          << 410;
    QTest::newRow("wants a password") << QByteArray("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                                                    "Content-Length: 0\r\n\r\n")
                                      << false << int(Failure::None) << 401;
}

void TestCallbackSender::tellsFailures()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, resets);
    QFETCH(int, failure);
    QFETCH(int, status);
    m_receiver->answer = answer;
    m_receiver->resets = resets;
    m_sender->setTimeLimit(2000ms);
    const CallbackAnswer taken = send(m_receiver->url());
    QCOMPARE(int(taken.failure), failure);
    QCOMPARE(taken.status, status);
    QVERIFY(!taken.isTaken());
}

void TestCallbackSender::needsTheCertificateOfItsHost()
{
    const QString url = m_receiver->url().replace(QLatin1String("http:"), QLatin1String("https:"));
    m_sender->setTimeLimit(2000ms);
    const CallbackAnswer answer = send(url); // the receiver speaks no TLS
    QVERIFY(!answer.isTaken());
    QCOMPARE(answer.status, 0);
    QCOMPARE(m_receiver->requests.size(), 0); // nothing was sent in clear
}

void TestCallbackSender::whatIsUnderWayGoesWithTheSender()
{
    m_receiver->answer.clear();
    bool isTaken = false;
    m_sender->send(requestTo(m_receiver->url()), [&](const CallbackAnswer &) { isTaken = true; });
    QTRY_COMPARE_WITH_TIMEOUT(m_receiver->requests.size(), 1, mostMs);
    m_sender.reset();
    QCoreApplication::processEvents();
    QVERIFY(!isTaken);
}

void TestCallbackSender::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("seconds"); // -1: nothing that counts
    QTest::newRow("seconds") << QByteArray(" 30 ") << 30;
    QTest::newRow("long") << QByteArray("99999999999999999999") << 86400;
    QTest::newRow("date") << QByteArray("Mon, 23 Nov 2026 12:01:00 GMT") << 60;
    QTest::newRow("past") << QByteArray("Mon, 23 Nov 2026 11:00:00 GMT") << 0;
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("negative") << QByteArray("-5") << -1;
    QTest::newRow("words") << QByteArray("soon") << -1;
}

void TestCallbackSender::readsRetryAfter()
{
    QFETCH(QByteArray, header);
    QFETCH(int, seconds);
    const auto read = retryAfterOf(header, QDateTime({2026, 11, 23}, {12, 0}, Qt::UTC));
    QCOMPARE(read ? int(read->count()) : -1, seconds);
}

QTEST_GUILESS_MAIN(TestCallbackSender)
#include "tst_callback_sender.moc"
