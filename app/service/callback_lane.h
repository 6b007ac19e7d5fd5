// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callbacks/callback_dispatch.h"

#include <QTimer>

namespace callveil {

/// Sends the events of one endpoint while the service leads: a few at a time, so that a target that does not answer
/// holds up nothing but itself, and stores what came of it. Lives on the main thread; must have stopped() before the
/// workspace goes.
class CallbackLane final : public QObject {
    Q_OBJECT

public:
    CallbackLane(Workspace &workspace, CallbackKind kind, QObject *parent);

    [[nodiscard]] CallbackKind kind() const { return m_kind; }
    /// Begins to send, or begins nothing any more.
    void setActive(bool active);
    /// Ends: what is on its way is given up and sent again by whoever leads next, what was answered is stored.
    void stop();
    [[nodiscard]] bool isStopped() const { return m_stopping && !m_asking && !m_storing; }

Q_SIGNALS:
    /// Told once, until it works again or fails in another way.
    void troubled(const callveil::Error &error);
    void recovered();
    /// The target has not taken anything for so long: told once, until it takes something.
    void failing();
    void delivering();
    /// It answered that nothing is to be sent to it again.
    void disabled();
    void stopped();

private:
    void look();
    void take();
    void takeBatch(const Result<CallbackBatch> &batch);
    void sendNext();
    void settle(const ReadyCallback &sent, const CallbackAnswer &answer);
    void store();
    void takeStored(const Result<void> &stored);
    void note(const Error *error);
    void noteAnswer(bool isTaken);
    void endIfStopped();

    CallbackDispatch m_dispatch;
    CallbackKind m_kind;
    std::unique_ptr<CallbackSender> m_sender;
    QTimer m_timer; ///< until it looks again
    QTimer m_storeTimer;
    QSet<qint64> m_underWay; ///< until what came of them is stored
    std::vector<ReadyCallback> m_ready; ///< the next one stands last
    std::vector<SettledCallback> m_settled, m_beingStored;
    std::optional<Fault> m_fault;
    std::optional<qint64> m_failingSince;
    int m_sending = 0;
    bool m_active = false, m_asking = false, m_storing = false, m_stopping = false;
    bool m_isFull = false; ///< there may be more that is due
    bool m_isGone = false, m_goneBeingStored = false;
    bool m_toldFailing = false;
};

} // namespace callveil
