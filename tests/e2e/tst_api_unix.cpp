// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scene.h"

#include <QDir>
#include <QElapsedTimer>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace callveil {

namespace {

sockaddr_un addressOf(const QString &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, qPrintable(path), sizeof(address.sun_path));
    return address;
}

/// A socket of the file system, from the side of a program that knows nothing of Qt.
class UnixSocket final {
public:
    UnixSocket() : m_descriptor(socket(AF_UNIX, SOCK_STREAM, 0))
    {
        const timeval longest{60, 0};
        setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof(longest));
    }
    ~UnixSocket() { close(m_descriptor); }
    UnixSocket(const UnixSocket &) = delete;
    UnixSocket &operator=(const UnixSocket &) = delete;

    [[nodiscard]] bool reach(const QString &path)
    {
        const sockaddr_un address = addressOf(path);
        return ::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    }
    [[nodiscard]] bool take(const QString &path)
    {
        const sockaddr_un address = addressOf(path);
        return ::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0
            && ::listen(m_descriptor, 8) == 0;
    }
    [[nodiscard]] bool say(const QByteArray &bytes)
    {
        return ::send(m_descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    /// Everything until the other side closes, or until `end` came.
    [[nodiscard]] QByteArray hear(const QByteArray &end = {})
    {
        QByteArray heard;
        char some[4096];
        while (end.isEmpty() || !heard.contains(end)) {
            const ssize_t count = ::recv(m_descriptor, some, sizeof(some), 0);
            if (count <= 0)
                break;
            heard.append(some, count);
        }
        return heard;
    }

private:
    int m_descriptor;
};

QByteArray asked(const QString &path, const QByteArray &bytes, const QByteArray &end = {})
{
    UnixSocket socket;
    return socket.reach(path) && socket.say(bytes) ? socket.hear(end) : QByteArray();
}

/// -1: there is nothing.
int modeOf(const QString &path)
{
    struct stat found = {};
    return lstat(qPrintable(path), &found) == 0 ? int(found.st_mode & 07777) : -1;
}

} // namespace

/// The HTTP API over a socket in the file system: as over TCP, and where nobody else can stand in its place.
class ApiUnixTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void servesBesideTcp();
    void refusesWhatIsTooMuch();
    void waitsForNobodyForLong();
    void goesWithTheService();
    void replacesWhatADeadInstanceLeft();
    void leavesALivingInstanceAlone();
    void refusesPlacesThatOthersCanChange();
    void followsLinksOnce();
    void refusesPathsThatAreNone();

private:
    [[nodiscard]] bool start() { return m_scene->start(listening()); }
    [[nodiscard]] QStringList listening() const
    {
        return {QStringLiteral("--listen"), QStringLiteral("unix:") + m_socket};
    }
    /// Why callveild does not listen; empty when it ended otherwise than by saying so.
    [[nodiscard]] QByteArray refusal()
    {
        const auto service = m_scene->launch(listening());
        return service->end() == 1 && service->says("cannot listen on unix:") ? service->said() : QByteArray();
    }
    [[nodiscard]] int statusOf(const QByteArray &bytes) const
    {
        const QByteArray said = asked(m_socket, bytes, "\r\n\r\n");
        return said.startsWith("HTTP/1.1 ") ? said.mid(9, 3).toInt() : 0;
    }
    [[nodiscard]] bool answers() const { return statusOf("GET /health HTTP/1.1\r\nHost: a\r\n\r\n") == 200; }

    std::unique_ptr<ApiScene> m_scene;
    QString m_folder; ///< of the socket
    QString m_socket;
};

void ApiUnixTest::initTestCase()
{
    m_scene = std::make_unique<ApiScene>(Engine::Sqlite); // no database takes part
    m_scene->setUp();
}

void ApiUnixTest::init()
{
    m_folder = m_scene->ctl.path(QStringLiteral("run-") + QLatin1String(QTest::currentTestFunction()).left(10));
    m_socket = m_folder + QStringLiteral("/api.sock");
    QVERIFY(QDir().mkpath(m_folder));
    QCOMPARE(chmod(qPrintable(m_folder), 0750), 0);
}

void ApiUnixTest::cleanup()
{
    QVERIFY2(m_scene->journalHoldsNoNumber(), "the journal holds a number");
    m_scene->service.reset();
}

void ApiUnixTest::servesBesideTcp()
{
    QVERIFY2(start(), m_scene->service->said().constData());
    QVERIFY(m_scene->service->says("the API listens on unix:"));
    QCOMPARE(modeOf(m_socket), 0660);
    const QByteArray head = "GET /v1/pools HTTP/1.1\r\nHost: a\r\nAuthorization: ";
    const QByteArray said = asked(m_socket, head + m_scene->bearer() + "\r\nConnection: close\r\n\r\n");
    QVERIFY2(said.startsWith("HTTP/1.1 200 "), said.constData());
    const ApiAnswer overTcp = m_scene->get("/v1/pools");
    QCOMPARE(overTcp.status, 200);
    QCOMPARE(said.mid(said.indexOf("\r\n\r\n") + 4), overTcp.body);
    QCOMPARE(statusOf(head + "Bearer x\r\n\r\n"), 401); // the way in is no key
    // One connection takes one request after the other.
    UnixSocket kept;
    QVERIFY(kept.reach(m_socket));
    for (int i = 0; i < 3; ++i) {
        QVERIFY(kept.say("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"));
        QVERIFY(kept.hear("ok\n").startsWith("HTTP/1.1 200 "));
    }
    // A binding is made over it like over TCP.
    const QByteArray body = QJsonDocument(ApiScene::order(QStringLiteral("Wide"), 1, QStringLiteral("u1"))).toJson();
    const QByteArray made = asked(m_socket,
        "POST /v1/bindings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\n"
        "Authorization: "
            + m_scene->bearer() + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY2(made.startsWith("HTTP/1.1 201 "), made.constData());
    QVERIFY2(!ApiScene::tellsNumbers(made), made.constData());
}

void ApiUnixTest::refusesWhatIsTooMuch()
{
    QVERIFY2(start(), m_scene->service->said().constData());
    const QByteArray head = "POST /v1/bindings HTTP/1.1\r\nHost: a\r\n";
    QCOMPARE(statusOf(head + "Content-Length: 65537\r\n\r\n"), 413);
    QCOMPARE(statusOf(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 411);
    QCOMPARE(statusOf(head + "X: " + QByteArray(20000, 'x') + "\r\n\r\n"), 431);
    QCOMPARE(statusOf("GET /health HTTP/1.1\r\n\r\n"), 400);
    // What came through a proxy is told no counts.
    QCOMPARE(statusOf("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"), 200);
    QCOMPARE(statusOf("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n"), 404);
    QVERIFY(answers());
}

void ApiUnixTest::waitsForNobodyForLong()
{
    QVERIFY2(start(), m_scene->service->said().constData());
    UnixSocket slow;
    QVERIFY(slow.reach(m_socket));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(slow.say("GET /health HTTP/1.1\r\n"));
    const QByteArray said = slow.hear("\r\n\r\n");
    QVERIFY2(said.startsWith("HTTP/1.1 408"), said.constData());
    QVERIFY2(timer.elapsed() > 5000 && timer.elapsed() < 30000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(answers());
}

void ApiUnixTest::goesWithTheService()
{
    QVERIFY2(start(), m_scene->service->said().constData());
    UnixSocket idle;
    QVERIFY(idle.reach(m_socket) && idle.say("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"));
    QVERIFY(idle.hear("ok\n").startsWith("HTTP/1.1 200 "));
    m_scene->service->signal(SIGTERM);
    QCOMPARE(m_scene->service->end(), 0);
    QCOMPARE(idle.hear(), QByteArray()); // was closed
    QVERIFY(QDir(m_folder).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
}

void ApiUnixTest::replacesWhatADeadInstanceLeft()
{
    QVERIFY2(start(), m_scene->service->said().constData());
    m_scene->service->signal(SIGKILL);
    QCOMPARE(m_scene->service->end(), -1);
    QCOMPARE(modeOf(m_socket), 0660); // is still there,
    QVERIFY(!UnixSocket().reach(m_socket)); // and nobody behind it
    QVERIFY2(start(), m_scene->service->said().constData());
    QVERIFY(answers());
    QCOMPARE(modeOf(m_socket), 0660);
}

void ApiUnixTest::leavesALivingInstanceAlone()
{
    QVERIFY2(start(), m_scene->service->said().constData());
    QVERIFY(refusal().contains("another instance listens there"));
    QVERIFY(answers());
    m_scene->service->signal(SIGTERM);
    QCOMPARE(m_scene->service->end(), 0);
    // A program that is none of ours has no lock, and answers.
    UnixSocket other;
    QVERIFY(other.take(m_socket));
    QVERIFY(refusal().contains("another instance listens there"));
    QVERIFY(UnixSocket().reach(m_socket));
}

void ApiUnixTest::refusesPlacesThatOthersCanChange()
{
    const QByteArray why = "only its owner can write into";
    for (const mode_t mode : {0777U, 01777U, 0770U, 0757U}) { // sticky: others could stand there while we do not run
        QCOMPARE(chmod(qPrintable(m_folder), mode), 0);
        QVERIFY2(refusal().contains(why), qPrintable(QString::number(mode, 8)));
        QCOMPARE(modeOf(m_socket), -1);
    }
    // Above, others could move the folder away, unless the sticky bit is set.
    m_socket = m_folder + QStringLiteral("/own/api.sock");
    QVERIFY(QDir().mkpath(m_folder + QStringLiteral("/own")));
    QCOMPARE(chmod(qPrintable(m_folder + QStringLiteral("/own")), 0700), 0);
    QVERIFY(refusal().contains(why));
    QCOMPARE(chmod(qPrintable(m_folder), 01777), 0);
    QVERIFY2(start(), m_scene->service->said().constData());
    QVERIFY(answers());
    m_scene->service.reset();
    QCOMPARE(chmod(qPrintable(m_folder), 0750), 0);
    if (geteuid() == 0) { // nobody else gives a folder away
        QCOMPARE(chown(qPrintable(m_folder), 65534, gid_t(-1)), 0);
        QVERIFY(refusal().contains("belongs to somebody else"));
        QCOMPARE(chown(qPrintable(m_folder), 0, gid_t(-1)), 0);
    }
    m_socket = m_folder + QStringLiteral("/none/api.sock");
    QVERIFY(!refusal().isEmpty());
    // What stands there and is no socket is left as it is, also behind a link.
    m_socket = m_folder + QStringLiteral("/file");
    QFile file(m_socket);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("kept") == 4);
    file.close();
    QVERIFY(refusal().contains("no socket"));
    m_socket = m_folder + QStringLiteral("/link");
    QVERIFY(QFile::link(m_folder + QStringLiteral("/file"), m_socket));
    QVERIFY(refusal().contains("no socket"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("kept"));
}

void ApiUnixTest::followsLinksOnce()
{
    const QString real = m_folder + QStringLiteral("/real"), other = m_folder + QStringLiteral("/other");
    const QString link = m_folder + QStringLiteral("/link");
    for (const QString &folder : {real, other}) {
        QVERIFY(QDir().mkpath(folder));
        QCOMPARE(chmod(qPrintable(folder), 0700), 0);
    }
    QVERIFY(QFile::link(QStringLiteral("../%1/real").arg(QDir(m_folder).dirName()), link));
    m_socket = link + QStringLiteral("/api.sock");
    QVERIFY2(start(), m_scene->service->said().constData());
    QVERIFY(answers());
    QCOMPARE(modeOf(real + QStringLiteral("/api.sock")), 0660);
    // By its end the link leads to something of somebody else.
    QVERIFY(QFile::remove(link) && QFile::link(other, link));
    for (const char *name : {"/api.sock", "/api.sock.lock"}) {
        QFile file(other + QLatin1String(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("kept") == 4);
    }
    m_scene->service->signal(SIGTERM);
    QCOMPARE(m_scene->service->end(), 0);
    const QDir::Filters all = QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot;
    QVERIFY(QDir(real).entryList(all).isEmpty());
    QCOMPARE(QDir(other).entryList(all).size(), 2);
    // A link to itself leads nowhere, and a path that is short may lead to a long one.
    QVERIFY(QFile::remove(link) && QFile::link(link, link));
    QVERIFY(refusal().contains("too many links"));
    const QString deep = real + u'/' + QString(100, u'd');
    QVERIFY(QDir().mkpath(deep) && QFile::remove(link) && QFile::link(deep, link));
    QCOMPARE(chmod(qPrintable(deep), 0700), 0);
    QVERIFY(refusal().contains("107 bytes"));
    if (geteuid() == 0) { // nobody else gives a link away
        QVERIFY(QFile::remove(link) && QFile::link(real, link));
        QCOMPARE(lchown(qPrintable(link), 65534, gid_t(-1)), 0);
        QVERIFY(refusal().contains("belongs to somebody else"));
        QCOMPARE(modeOf(real + QStringLiteral("/api.sock")), -1);
    }
}

void ApiUnixTest::refusesPathsThatAreNone()
{
    const QByteArray tooLong = "unix:/" + QByteArray(107, 'x');
    const QByteArray twoBytesEach = "unix:/" + QString(60, QChar(0xe9)).toUtf8();
    const QList<QByteArray> texts{"unix:", "unix:api.sock", "unix:/run/", tooLong, twoBytesEach};
    for (const QByteArray &text : texts) {
        const auto service = m_scene->launch({QStringLiteral("--listen"), QString::fromUtf8(text)});
        QVERIFY2(service->end() == 2, text.constData());
        QVERIFY2(service->says("unix:/run/callveil/api.sock"), service->said().constData());
        QCOMPARE(service->says("107 bytes"), text.size() > 50);
    }
    const auto once = m_scene->launch(QStringList{QStringLiteral("--once")} + listening());
    QCOMPARE(once->end(), 2);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiUnixTest)
#include "tst_api_unix.moc"
