// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace callveil {

class WaitingLine;
class FieldForm;
class StatusLine;
class Workspace;

/// Changes the password of whoever is signed in; accepted when it was changed.
class ChangePasswordDialog final : public QDialog {
    Q_OBJECT

public:
    ChangePasswordDialog(Workspace &workspace, QWidget *parent);

    [[nodiscard]] QString newPassword() const;
    void reject() override;

private:
    void setupFields(bool oneTime);
    void change();
    void take(const Result<void> &answer);
    void setBusy(bool busy);

    Workspace &m_workspace;
    FieldForm *m_form;
    QLineEdit *m_old;
    QLineEdit *m_new;
    QLineEdit *m_again;
    StatusLine *m_status;
    WaitingLine *m_busy;
    QPushButton *m_change;
    bool m_waiting = false;
};

} // namespace callveil
