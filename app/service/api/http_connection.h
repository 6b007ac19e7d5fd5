// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http_reader.h"

#include <QObject>
#include <QTimer>

#include <functional>

class QTcpSocket;

namespace callveil {

/// Whoever answers requests. Lives longer than the connections that ask it.
class HttpHandler {
public:
    using Reply = std::function<void(HttpAnswer)>;

    virtual ~HttpHandler() = default;
    /// `reply` is called once, on the main thread, at once or later; nobody listens when the client is gone by then.
    virtual void handle(HttpRequest request, Reply reply) = 0;
    /// The answer to what is no request, or not one that is taken.
    [[nodiscard]] virtual HttpAnswer refusal(int status) = 0;
};

/// One client: its requests one after the other. A request that takes too long to arrive, and an answer that is not
/// fetched, end it. Deletes itself when the socket is closed.
class HttpConnection final : public QObject {
    Q_OBJECT

public:
    /// Takes the socket over.
    HttpConnection(QTcpSocket *socket, HttpHandler &handler, QObject *parent);
    ~HttpConnection() override;

    /// A request runs, or its answer is being sent.
    [[nodiscard]] bool isBusy() const { return m_phase == Phase::Running || m_phase == Phase::Writing; }
    /// What runs is answered; nothing is read any more.
    void finish();
    void abort();

Q_SIGNALS:
    void closed();

private:
    enum class Phase { Waiting, Reading, Running, Writing, Draining };

    void read();
    void run();
    void answer(quint64 request, const HttpAnswer &answer);
    void refuse(int status);
    void send(const HttpAnswer &answer);
    void noteWritten();
    void enter(Phase phase);
    void giveUp();
    void noteClosed();

    QTcpSocket *m_socket;
    HttpHandler &m_handler;
    HttpReader m_reader;
    QTimer m_timer; ///< until it is given up
    Phase m_phase = Phase::Waiting;
    quint64 m_request = 0; ///< the number of the one that runs
    qsizetype m_drained = 0;
    bool m_keepsOpen = true;
    bool m_withBody = true;
    bool m_finishing = false;
    bool m_isClosed = false;
};

} // namespace callveil
