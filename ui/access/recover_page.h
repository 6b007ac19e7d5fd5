// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/recovery/recovery_service.h"
#include "ui/access/step_page.h"

class QLineEdit;
class QPlainTextEdit;

namespace callveil {

/// Takes the words of the recovery kit; from whoever is not signed in also which administrator he is and his new
/// password, on a server with a superuser's login.
class RecoverPage final : public StepPage {
    Q_OBJECT

public:
    /// `workspace`: whoever is signed in already; nullptr for nobody.
    RecoverPage(FirstStart &state, Workspace *workspace, const QString &user);

    int nextId() const override;

protected:
    void go() override;
    QString fieldOf(const Error &error) const override;

private:
    void addKit();
    void addAdministrator(const QString &user);
    void openFile();
    void recover(const QString &words);
    void take(const UsedKit &used);

    RecoveryService m_service;
    Workspace *m_workspace;
    QPlainTextEdit *m_kit;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_again = nullptr;
    QLineEdit *m_superuser = nullptr; ///< of a server only
    QLineEdit *m_superPassword = nullptr;
};

} // namespace callveil
