// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/rights_service.h"

#include <QTimer>

namespace callveil {

/// Looks every few seconds whether the signed-in person lost or won rights, or his sign-in was ended: what is taken
/// away is gone within 5 s (domain.md, Masking policy).
class RightsWatch final : public QObject {
    Q_OBJECT

public:
    explicit RightsWatch(Workspace &workspace, QObject *parent = nullptr);
    void stop() { m_timer.stop(); }

Q_SIGNALS:
    void ended();
    void lost();
    /// Told once; the new rights come with the next sign-in.
    void gained();

private:
    void look();
    void take(const RightsChange &change);

    Workspace &m_workspace;
    QTimer m_timer;
    bool m_asking = false;
    bool m_toldGain = false;
};

} // namespace callveil
