// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/lock_service.h"

#include <QDialog>
#include <QTimer>

class QLineEdit;
class QPushButton;

namespace callveil {

class FieldForm;
class StatusLine;
class WaitingLine;

/// All that is seen of a locked program: whose it is, and the way back in or out.
class LockWindow final : public QDialog {
    Q_OBJECT

public:
    LockWindow(Workspace &workspace, LockService &service, LocalState &local);

    void showOver(const QWidget &window);
    void refuseSignOut(const QString &reason);
    /// There is no way around it.
    void reject() override;

Q_SIGNALS:
    void unlocked();
    void signOutAsked();

private:
    [[nodiscard]] QWidget *setupButtons();
    void unlock();
    void take(const Result<void> &answer);
    void lookAtBackOff();
    void countDown();
    void setBusy(bool busy);

    Workspace &m_workspace;
    LockService &m_service;
    LocalState &m_local;
    FieldForm *m_form;
    QLineEdit *m_password;
    StatusLine *m_status;
    WaitingLine *m_busy;
    QPushButton *m_unlock;
    QPushButton *m_signOut;
    QTimer m_clock; ///< while the person has to wait
};

} // namespace callveil
