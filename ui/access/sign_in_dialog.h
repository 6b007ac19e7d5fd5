// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/access_context.h"
#include "ui/access/connection_choice.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace callveil {

class WaitingLine;
class DemoPeople;
class FieldForm;
class RememberBox;
class StatusLine;

/// Signs a person in to one of the known databases. Never waits on the GUI thread; whoever must change his password
/// does so before he is in.
class SignInDialog final : public QDialog {
    Q_OBJECT

public:
    /// `fixed`: what can be chosen besides the saved connections; the first is preselected.
    SignInDialog(const AccessContext &context, QList<ConnectionChoice> fixed, QWidget *parent = nullptr);

    /// Preselects a connection; false when there is none of this name.
    bool choose(const QString &name);
    void showError(const Error &error);

Q_SIGNALS:
    void signedIn(std::shared_ptr<callveil::Workspace> workspace);
    /// Follows signedIn() when the password was to be remembered and the key chain did not take it.
    void passwordNotSaved(const callveil::Error &error);

private:
    void setupForm();
    [[nodiscard]] QWidget *setupButtons();
    void orderFields();
    void fillConnections(const QString &selected);
    void noteConnection();
    void notePerson();
    void fillUser();
    void signIn();
    void waitForSavedPassword();
    void enter(const Result<void> &saved);
    void take(const SignInService::Answer &answer);
    void refuse(const Error &error);
    void changePassword(const std::shared_ptr<Workspace> &workspace);
    [[nodiscard]] int secondsToWait() const;
    void lookAtBackOff();
    void countDown();
    void stopCountDown();
    void setBusy(const QString &with);
    void endBusy();
    void setInputEnabled(bool enabled);
    void openConnections();
    void useKit();
    [[nodiscard]] const ConnectionChoice &choice() const;

    AccessContext m_context;
    QList<ConnectionChoice> m_fixed;
    QList<ConnectionChoice> m_choices;
    FieldForm *m_form;
    QComboBox *m_connection;
    QLineEdit *m_user;
    QLineEdit *m_password;
    RememberBox *m_remember;
    DemoPeople *m_people;
    StatusLine *m_status;
    WaitingLine *m_busy;
    QPushButton *m_signIn;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_manage;
    QPushButton *m_kit;
    QPointer<QWidget> m_typedIn; ///< had the focus before the sign-in began
    QTimer m_clock;
    int m_seconds = 0;
    int m_request = 0;
    QString m_filledUser; ///< not typed: whose password is saved
    std::shared_ptr<Workspace> m_first; ///< signed in, while a one-time password is changed or a password is saved
};

} // namespace callveil
