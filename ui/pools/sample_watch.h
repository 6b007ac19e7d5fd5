// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/capacity_service.h"

#include <QTimer>

namespace callveil {

/// Notes every five minutes how full the pools are, as long as somebody who manages pools is signed in.
class SampleWatch final : public QObject {
    Q_OBJECT

public:
    SampleWatch(Workspace &workspace, QObject *parent, std::chrono::milliseconds first = std::chrono::seconds(20),
        std::chrono::milliseconds pause = std::chrono::milliseconds(PoolSample::pause));

private:
    void run();

    CapacityService m_service;
    std::chrono::milliseconds m_pause;
    QTimer m_timer;
};

} // namespace callveil
