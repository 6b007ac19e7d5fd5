// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/audit_service.h"

#include <QTimer>

namespace callveil {

/// Looks after sign-in and once a minute whether what this computer saw of the record of deeds is still there.
class RecordWatch final : public QObject {
    Q_OBJECT

public:
    RecordWatch(Workspace &workspace, LocalState &local, QObject *parent = nullptr);

    /// Looks now.
    void look();
    void stop();

Q_SIGNALS:
    /// What is missing or changed is another than at the last look; empty: everything is there again.
    void breaksChanged(const std::vector<callveil::DeedBreak> &breaks);

private:
    void take(const std::vector<DeedBreak> &breaks);

    AuditService m_audit;
    QTimer m_timer;
    std::vector<DeedBreak> m_told;
    bool m_asking = false;
    bool m_stopped = false;
};

} // namespace callveil
