// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"

#include <QTimer>

namespace callveil {

/// Takes the numbers of bindings that have ended out of the vault: soon after the sign-in of somebody who manages
/// pools, and every ten minutes. What a binding lets through does not wait for it.
class BindingWatch final : public QObject {
    Q_OBJECT

public:
    BindingWatch(Workspace &workspace, QObject *parent, std::chrono::milliseconds first = std::chrono::seconds(30),
        std::chrono::milliseconds pause = std::chrono::minutes(10));

private:
    void run();

    BindingService m_service;
    std::chrono::milliseconds m_pause;
    QTimer m_timer;
};

} // namespace callveil
