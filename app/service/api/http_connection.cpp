// SPDX-License-Identifier: GPL-3.0-or-later
#include "http_connection.h"

#include <QPointer>
#include <QTcpSocket>

#include <utility>

namespace callveil {

using namespace std::chrono_literals;

namespace {

constexpr auto longestIdle = 30s; ///< between two requests
constexpr auto longestReading = 10s; ///< from the first byte to the last
constexpr auto longestRunning = 60s;
constexpr auto longestWriting = 10s;
constexpr auto longestDraining = 2s;
constexpr qsizetype mostDrained = 1024 * 1024;

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, HttpHandler &handler, QObject *parent)
    : QObject(parent), m_socket(socket), m_handler(handler)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(HttpReader::mostHead + HttpReader::mostBody);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::giveUp);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::noteWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::noteClosed);
    enter(Phase::Waiting);
    // What came with the connection is told of by no signal.
    QMetaObject::invokeMethod(this, &HttpConnection::read, Qt::QueuedConnection);
}

HttpConnection::~HttpConnection()
{
    m_socket->disconnect(this);
}

void HttpConnection::enter(Phase phase)
{
    m_phase = phase;
    switch (phase) {
    case Phase::Waiting:
        return m_timer.start(longestIdle);
    case Phase::Reading:
        return m_timer.start(longestReading);
    case Phase::Running:
        return m_timer.start(longestRunning);
    case Phase::Writing:
        return m_timer.start(longestWriting);
    case Phase::Draining:
        return m_timer.start(longestDraining);
    }
}

void HttpConnection::giveUp()
{
    if (m_phase == Phase::Reading)
        return refuse(408);
    abort();
}

void HttpConnection::finish()
{
    m_finishing = true;
    if (!isBusy())
        abort();
}

void HttpConnection::abort()
{
    m_socket->abort(); // which tells, if it was open
    noteClosed();
}

void HttpConnection::noteClosed()
{
    if (std::exchange(m_isClosed, true))
        return;
    m_timer.stop();
    Q_EMIT closed();
    deleteLater();
}

/// While a request runs nothing more is read: what the client sends waits in the socket.
void HttpConnection::read()
{
    if (m_isClosed)
        return;
    if (m_phase == Phase::Draining) {
        m_drained += m_socket->readAll().size();
        return m_drained > mostDrained ? abort() : void();
    }
    if (m_phase == Phase::Writing || m_phase == Phase::Running)
        return;
    m_reader.feed(m_socket->readAll());
    if (m_reader.state() == HttpReader::State::Refused)
        return refuse(m_reader.refusal());
    if (m_reader.state() == HttpReader::State::Done)
        return run();
    if (m_reader.takeExpectation())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    if (m_phase == Phase::Waiting && m_reader.hasBegun())
        enter(Phase::Reading);
}

void HttpConnection::run()
{
    HttpRequest request = m_reader.take();
    m_keepsOpen = request.keepsOpen;
    m_withBody = request.method != "HEAD";
    enter(Phase::Running);
    m_handler.handle(std::move(request), [self = QPointer(this), number = ++m_request](const HttpAnswer &answer) {
        if (self)
            self->answer(number, answer);
    });
}

void HttpConnection::answer(quint64 request, const HttpAnswer &answer)
{
    if (request == m_request && m_phase == Phase::Running)
        send(answer);
}

/// Nothing that follows can be read. What is still on its way is thrown away, so that the client gets the answer.
void HttpConnection::refuse(int status)
{
    m_keepsOpen = false;
    m_withBody = true;
    send(m_handler.refusal(status));
}

void HttpConnection::send(const HttpAnswer &answer)
{
    m_keepsOpen = m_keepsOpen && !m_finishing;
    enter(Phase::Writing);
    m_socket->write(written(answer, m_keepsOpen, m_withBody));
    m_socket->flush();
    noteWritten();
}

void HttpConnection::noteWritten()
{
    if (m_phase != Phase::Writing || m_socket->bytesToWrite() > 0)
        return;
    if (m_finishing)
        return m_socket->disconnectFromHost();
    if (!m_keepsOpen)
        enter(Phase::Draining);
    else
        enter(Phase::Waiting);
    QMetaObject::invokeMethod(this, &HttpConnection::read, Qt::QueuedConnection);
}

} // namespace callveil
