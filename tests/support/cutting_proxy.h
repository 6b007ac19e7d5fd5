// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cut_plan.h"

#include <QThread>

class QTcpServer;

namespace callveil {

/// A proxy on 127.0.0.1 between PostgreSQL clients and a server without TLS, which can cut the connection at any
/// statement. Works in a thread of its own, so that a test may block; needs a QCoreApplication.
/// A statement is a Query, an Execute or the end of a COPY: what can change data.
class CuttingProxy final {
public:
    explicit CuttingProxy(quint16 serverPort);
    ~CuttingProxy();

    [[nodiscard]] quint16 port() const { return m_port; }

    /// The server never sees statement k (from 1, counted since the last reset); the client sees a lost connection.
    void cutBefore(int k) { m_plan.plan(CutPlan::Verdict::CutBefore, k); }

    /// The server carries statement k out and answers, but the client sees a lost connection instead of the answer.
    void cutAfter(int k) { m_plan.plan(CutPlan::Verdict::CutAfter, k); }

    /// Drops new connections at once while true.
    void refuse(bool refusing) { m_plan.setRefusing(refusing); }

    /// Counts from 0 again, forgets a planned cut and refuses nobody.
    void reset() { m_plan.reset(); }

    [[nodiscard]] int statements() const { return m_plan.statements(); }

    /// True once the planned cut has been made; later connections pass through.
    [[nodiscard]] bool hasCut() const { return m_plan.hasCut(); }

private:
    void acceptClients();

    const quint16 m_serverPort;
    CutPlan m_plan;
    QThread m_thread;
    QTcpServer *m_listener;
    quint16 m_port = 0;
};

} // namespace callveil
