// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QHttpServer>
#include <QHttpServerResponder>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

/// Somebody else's system that is called back on loopback, and does what receivers do on bad days. Its arguments say
/// what it does with one request after the other, and after the last of them it takes everything: a status; "stall":
/// never answers; "reset": breaks all connections; "forget": takes it, and breaks all connections instead of saying so,
/// so that it comes again. It writes its port, then a line of JSON for each request, and {} for each line that it
/// reads. It ends with its input.
namespace {

/// Keeps its connections at hand, which QHttpServer does not tell of.
class BreakableServer final : public QTcpServer {
public:
    void breakAll()
    {
        for (const QPointer<QTcpSocket> &socket : std::exchange(m_sockets, {}))
            if (socket)
                socket->abort();
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        m_sockets.append(socket);
        addPendingConnection(socket);
    }

private:
    QList<QPointer<QTcpSocket>> m_sockets;
};

void say(const QByteArray &line)
{
    std::fputs(line.constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

QByteArray told(const QHttpServerRequest &request, const QString &deed)
{
    QJsonObject line{{QStringLiteral("deed"), deed}};
    for (const char *header : {"webhook-id", "webhook-timestamp", "webhook-signature"})
        line.insert(QLatin1String(header), QString::fromLatin1(request.value(header)));
    line.insert(QStringLiteral("body"), QString::fromUtf8(request.body()));
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList deeds = QCoreApplication::arguments().mid(1);
    BreakableServer listener;
    QHttpServer server;
    server.route(QStringLiteral("/hook"), QHttpServerRequest::Method::Post,
        [&](const QHttpServerRequest &request, QHttpServerResponder &&responder) {
            const QString deed = deeds.isEmpty() ? QStringLiteral("200") : deeds.takeFirst();
            say(told(request, deed));
            if (const int status = deed.toInt(); status != 0)
                responder.write(QHttpServerResponder::StatusCode(status));
            else if (deed != QLatin1String("stall"))
                QTimer::singleShot(0, &listener, [&] { listener.breakAll(); });
        });
    if (!listener.listen(QHostAddress::LocalHost))
        return 1;
    server.bind(&listener);
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, qApp, [] {
        char text[64];
        const ssize_t size = ::read(STDIN_FILENO, text, sizeof text);
        if (size <= 0)
            return QCoreApplication::quit();
        for (auto lines = std::count(text, text + size, '\n'); lines > 0; --lines)
            say("{}");
    });
    say(QByteArray::number(listener.serverPort()));
    return QCoreApplication::exec();
}
