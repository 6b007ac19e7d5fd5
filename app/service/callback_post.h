// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "callback_lane.h"

#include <vector>

namespace callveil {

/// All that the service sends to the organisation's own systems, an endpoint beside the other. As CallbackLane.
class CallbackPost final : public QObject {
    Q_OBJECT

public:
    explicit CallbackPost(Workspace &workspace, QObject *parent = nullptr);

    void setActive(bool active);
    /// stopped() tells when it is done.
    void stop();

Q_SIGNALS:
    void troubled(const QString &step, const callveil::Error &error);
    void recovered(const QString &step);
    /// What people should know of an endpoint, for the journal.
    void told(const QString &what, bool isWarning);
    void stopped();

private:
    void watch(CallbackLane *lane);
    void endIfStopped();

    std::vector<CallbackLane *> m_lanes;
    bool m_stopping = false;
    bool m_ended = false;
};

} // namespace callveil
