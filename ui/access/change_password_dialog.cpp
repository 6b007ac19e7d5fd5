// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/change_password_dialog.h"

#include "domain/base/when_answered.h"
#include "services/session/sign_in_service.h"
#include "ui/access/password_fields.h"
#include "ui/access/waiting_line.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

ChangePasswordDialog::ChangePasswordDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_form(new FieldForm),
      m_old(passwordEdit(QStringLiteral("oldPassword"))), m_new(passwordEdit(QStringLiteral("newPassword"))),
      m_again(passwordEdit(QStringLiteral("newPasswordAgain"))), m_status(new StatusLine), m_busy(new WaitingLine),
      m_change(new QPushButton(tr("C&hange password")))
{
    setObjectName(QStringLiteral("changePasswordDialog"));
    const bool oneTime = workspace.identity()->mustChangePassword;
    setWindowTitle(oneTime ? tr("Choose a password") : tr("Change my password"));
    setupFields(oneTime);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_change->setObjectName(QStringLiteral("changePassword"));
    buttons->addButton(m_change, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_form);
    layout->addWidget(m_status);
    layout->addWidget(m_busy);
    layout->addStretch();
    layout->addWidget(buttons);
    m_change->setDefault(true); // counts only inside the dialog
    setMinimumWidth(characters(this, 72));
    // The button was made before the fields stood in the dialog: Tab would skip its neighbour.
    setTabOrder(m_old, m_new);
    setTabOrder(m_new, m_again);
    setTabOrder(m_again, m_change);
    setTabOrder(m_change, buttons->button(QDialogButtonBox::Cancel));
    connect(buttons, &QDialogButtonBox::accepted, this, &ChangePasswordDialog::change);
    connect(buttons, &QDialogButtonBox::rejected, this, &ChangePasswordDialog::reject);
}

void ChangePasswordDialog::setupFields(bool oneTime)
{
    if (oneTime)
        m_status->say(Status::Neutral, tr("Your password can be used only once. Choose one of your own to go on."));
    m_form->addField(QStringLiteral("current"), tr("C&urrent password"), m_old);
    m_form->explain(
        QStringLiteral("current"), tr("The password that you sign in with now, or the one that you were given."));
    m_form->addField(QStringLiteral("password"), tr("&New password"), m_new, passwordAdvice());
    m_form->addField(QStringLiteral("again"), tr("New password &again"), m_again);
    m_form->explain(
        QStringLiteral("again"), tr("The new password once more, so that a slip of a finger locks nobody out."));
}

QString ChangePasswordDialog::newPassword() const
{
    return m_new->text();
}

/// A change that is under way cannot be taken back.
void ChangePasswordDialog::reject()
{
    if (!m_waiting)
        QDialog::reject();
}

void ChangePasswordDialog::change()
{
    m_form->clearErrors();
    m_status->clear();
    if (m_waiting || !checkRepeated(*m_form, QStringLiteral("again"), *m_new, *m_again))
        return;
    setBusy(true);
    whenAnswered(SignInService::changePassword(m_workspace, m_old->text(), m_new->text()), this,
        [this](const Result<void> &answer) { take(answer); });
}

void ChangePasswordDialog::take(const Result<void> &answer)
{
    setBusy(false);
    if (answer)
        return accept();
    const QString field = accessFieldOf(answer.error());
    if (field.isEmpty())
        m_status->say(Status::Critical, faultText(answer.error()));
    else
        m_form->showError(field, faultText(answer.error()));
}

void ChangePasswordDialog::setBusy(bool busy)
{
    m_waiting = busy;
    m_form->setEnabled(!busy);
    m_change->setEnabled(!busy);
    if (busy)
        m_busy->start(tr("Changing the password…"));
    else
        m_busy->stop();
}

} // namespace callveil
