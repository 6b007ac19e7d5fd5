// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/first_start.h"

#include <QWizard>

namespace callveil {

/// Uses the recovery kit: for an administrator who cannot sign in, or for whoever is signed in and has nobody else to
/// give the keys that people wait for. Ends with the new kit, which replaces the one that was used.
class RecoveryWizard final : public QWizard {
    Q_OBJECT

public:
    /// `user`: who tried to sign in; may be empty.
    RecoveryWizard(const AccessContext &context, const DatabaseAddress &address, const QString &user, QWidget *parent);
    /// For whoever is signed in.
    RecoveryWizard(const AccessContext &context, Workspace &workspace, QWidget *parent);

    /// Signed in with the new password, when accepted by whoever was not.
    [[nodiscard]] const std::shared_ptr<Workspace> &workspace() const { return m_state.workspace; }
    void reject() override;

private:
    RecoveryWizard(const AccessContext &context, DatabaseAddress address, Workspace *workspace, const QString &user,
        QWidget *parent);

    FirstStart m_state;
};

} // namespace callveil
