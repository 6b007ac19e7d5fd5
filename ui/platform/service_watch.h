// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/duty/lease_service.h"

#include <QTimer>

namespace callveil {

/// Asks every ten seconds whether the service runs, for whoever manages pools or security.
class ServiceWatch final : public QObject {
    Q_OBJECT

public:
    ServiceWatch(Workspace &workspace, QObject *parent, std::chrono::milliseconds pause = std::chrono::seconds(10));

Q_SIGNALS:
    void answered(const callveil::ServiceState &state);

private:
    void ask();

    LeaseService m_service;
    std::chrono::milliseconds m_pause;
    QTimer m_timer;
};

} // namespace callveil
