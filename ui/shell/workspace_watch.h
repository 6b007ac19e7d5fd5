// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"

#include <QTimer>

namespace callveil {

/// Looks after one sign-in: whether the database answers (which also heals a lost connection), whether others changed
/// a masking policy, and tells the database once a minute that the person is still there.
class WorkspaceWatch final : public QObject {
    Q_OBJECT

public:
    explicit WorkspaceWatch(Workspace &workspace, QObject *parent = nullptr);

    [[nodiscard]] bool isOnline() const { return m_online; }
    void stop();

Q_SIGNALS:
    void onlineChanged(bool online);
    /// Somebody else changed the masking of a process that this person sees.
    void policyChanged(const QString &process, const PolicyRevision &revision);

private:
    void poll();
    void setOnline(bool online);
    void noteNewest(RevisionId newest);
    void readChanges();
    void tell(const std::vector<PolicyRevision> &changes);
    void touch();

    Workspace &m_workspace;
    MaskingService m_masking;
    QTimer m_pollTimer;
    QTimer m_touchTimer;
    std::optional<RevisionId> m_seen;
    bool m_online = true;
    bool m_asking = false;
};

} // namespace callveil
