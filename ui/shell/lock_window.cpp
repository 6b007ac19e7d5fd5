// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/lock_window.h"

#include "domain/base/when_answered.h"
#include "ui/access/password_fields.h"
#include "ui/access/waiting_line.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

LockWindow::LockWindow(Workspace &workspace, LockService &service, LocalState &local)
    : m_workspace(workspace), m_service(service), m_local(local), m_form(new FieldForm),
      m_password(passwordEdit(QStringLiteral("password"))), m_status(new StatusLine), m_busy(new WaitingLine),
      m_unlock(new QPushButton(tr("&Unlock"))), m_signOut(new QPushButton(tr("Sign &out")))
{
    setObjectName(QStringLiteral("lockWindow"));
    setWindowTitle(tr("Callveil is locked"));
    m_form->addField(QStringLiteral("password"), tr("&Password"), m_password);
    m_form->explain(
        QStringLiteral("password"), tr("Your password again. Everything that was open comes back as it was."));
    auto *loss = new WrappedLabel;
    loss->say(tr("Signing out loses changes that were not applied."));
    loss->setMuted();
    const auto person = m_workspace.identity();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(gridUnit(this) * 3 / 2);
    layout->addWidget(
        new PageHead(tr("Callveil is locked"), tr("%1 (%2) is signed in.").arg(person->displayName, person->name)));
    layout->addWidget(m_form);
    layout->addWidget(m_status);
    layout->addWidget(m_busy);
    layout->addStretch();
    layout->addWidget(loss);
    layout->addWidget(setupButtons());
    m_unlock->setDefault(true); // counts only inside the dialog
    setMinimumWidth(characters(this, 64));
    setTabOrder(m_password, m_unlock);
    setTabOrder(m_unlock, m_signOut);
    m_password->setFocus();
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &LockWindow::countDown);
    lookAtBackOff();
}

QWidget *LockWindow::setupButtons()
{
    auto *buttons = new QDialogButtonBox;
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_signOut->setObjectName(QStringLiteral("signOut"));
    m_signOut->setAutoDefault(false);
    buttons->addButton(m_unlock, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_signOut, QDialogButtonBox::ResetRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &LockWindow::unlock);
    // Queued: a screen reader that pressed it still works with it.
    connect(m_signOut, &QPushButton::clicked, this, &LockWindow::signOutAsked, Qt::QueuedConnection);
    return buttons;
}

void LockWindow::showOver(const QWidget &window)
{
    adjustSize();
    QRect place(QPoint(), size());
    place.moveCenter(window.frameGeometry().center());
    move(place.topLeft());
    show();
    raise();
}

void LockWindow::reject()
{
    m_status->say(Status::Neutral, tr("Type your password to go on, or sign out."));
}

void LockWindow::refuseSignOut(const QString &reason)
{
    m_status->say(Status::Warning, reason);
}

void LockWindow::unlock()
{
    if (!m_unlock->isEnabled())
        return;
    m_form->clearErrors();
    m_status->clear();
    setBusy(true);
    whenAnswered(
        m_service.unlock(m_workspace, m_password->text()), this, [this](const Result<void> &answer) { take(answer); });
}

void LockWindow::take(const Result<void> &answer)
{
    setBusy(false);
    m_password->setFocus(Qt::OtherFocusReason);
    if (answer) {
        m_password->clear();
        Q_EMIT unlocked();
        return;
    }
    if (accessFieldOf(answer.error()).isEmpty())
        m_status->say(Status::Critical, faultText(answer.error()));
    else
        m_form->showError(QStringLiteral("password"), faultText(answer.error()));
    m_password->selectAll();
    lookAtBackOff();
}

void LockWindow::lookAtBackOff()
{
    m_clock.start();
    countDown();
}

void LockWindow::countDown()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 until = m_local.blockedUntil(m_workspace.address().place(), m_workspace.identity()->name);
    if (until > now) {
        m_unlock->setEnabled(false);
        const QString seconds = QString::number((until - now + 999) / 1000);
        m_status->say(Status::Warning, faultText({ErrorCode::Denied, Fault::SignInBackOff, {seconds}, {}}));
        return;
    }
    m_clock.stop();
    if (m_unlock->isEnabled())
        return;
    m_unlock->setEnabled(true);
    m_status->clear();
}

void LockWindow::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_unlock->setEnabled(!busy);
    m_signOut->setEnabled(!busy);
    if (busy)
        m_busy->start(tr("Unlocking…"));
    else
        m_busy->stop();
}

} // namespace callveil
