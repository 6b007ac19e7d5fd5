// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/sign_in_dialog.h"

#include "domain/base/when_answered.h"
#include "services/session/saved_passwords.h"
#include "ui/access/change_password_dialog.h"
#include "ui/access/connections_dialog.h"
#include "ui/access/demo_people.h"
#include "ui/access/password_fields.h"
#include "ui/access/recovery_wizard.h"
#include "ui/access/remember_box.h"
#include "ui/access/waiting_line.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace callveil {

SignInDialog::SignInDialog(const AccessContext &context, QList<ConnectionChoice> fixed, QWidget *parent)
    : QDialog(parent), m_context(context), m_fixed(std::move(fixed)), m_form(new FieldForm),
      m_connection(new QComboBox), m_user(new QLineEdit), m_password(passwordEdit(QStringLiteral("password"))),
      m_remember(new RememberBox(context.passwords, *m_password)), m_people(new DemoPeople), m_status(new StatusLine),
      m_busy(new WaitingLine), m_signIn(new QPushButton(tr("&Sign in"))),
      m_manage(new QPushButton(tr("&Manage connections…"))), m_kit(new QPushButton(tr("&Lost password…")))
{
    setObjectName(QStringLiteral("signInDialog"));
    setHelpTopic(*this, QStringLiteral("sign-in"));
    setWindowTitle(tr("Sign in - Callveil"));
    setupForm();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(gridUnit(this) * 3 / 2);
    layout->addWidget(new PageHead(tr("Sign in"), tr("Phone number masking for call centres")));
    layout->addWidget(m_form);
    layout->addWidget(m_people);
    layout->addWidget(m_status);
    layout->addWidget(m_busy);
    layout->addStretch();
    layout->addWidget(setupButtons());
    m_signIn->setDefault(true); // counts only inside the dialog
    setMinimumWidth(characters(this, 78));
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &SignInDialog::countDown);
    orderFields();
    fillConnections({});
    m_user->setFocus();
}

/// Some of these were made before others stood in the dialog: Tab would skip them.
void SignInDialog::orderFields()
{
    QList<QWidget *> order{m_connection, m_user, m_password, m_remember->box()};
    for (QAbstractButton *person : m_people->findChildren<QAbstractButton *>())
        order.append(person);
    order += {m_signIn, m_cancel, m_manage, m_kit};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void SignInDialog::setupForm()
{
    m_connection->setObjectName(QStringLiteral("connection"));
    m_user->setObjectName(QStringLiteral("userName"));
    m_user->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_form->addField(QStringLiteral("connection"), tr("&Connection"), m_connection);
    m_form->explain(
        QStringLiteral("connection"), tr("Which database you sign in to. Manage connections adds servers."));
    m_form->addField(QStringLiteral("user"), tr("&User name"), m_user);
    m_form->explain(QStringLiteral("user"), tr("The name that an administrator gave you."));
    m_form->addField(QStringLiteral("password"), tr("&Password"), m_password);
    m_form->explain(QStringLiteral("password"),
        tr("Your own password, or the one-time password that you were given. It never leaves this computer as it is."));
    connect(m_connection, &QComboBox::currentIndexChanged, this, &SignInDialog::noteConnection);
    m_form->addLine(m_remember);
    connect(m_user, &QLineEdit::textChanged, this, &SignInDialog::notePerson);
    connect(m_user, &QLineEdit::textEdited, this, [this] { m_filledUser.clear(); });
    connect(m_people, &DemoPeople::chosen, this, [this](const QString &user, const QString &password) {
        m_user->setText(user);
        m_password->setText(password);
        m_signIn->setFocus();
    });
}

QWidget *SignInDialog::setupButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_signIn->setObjectName(QStringLiteral("signIn"));
    m_manage->setObjectName(QStringLiteral("manageConnections"));
    m_manage->setAccessibleName(tr("Manage connections"));
    m_manage->setAutoDefault(false);
    m_cancel = buttons->button(QDialogButtonBox::Cancel);
    m_cancel->setAutoDefault(false); // or a second Return would leave
    buttons->addButton(m_signIn, QDialogButtonBox::AcceptRole);
    m_kit->setObjectName(QStringLiteral("lostPassword"));
    m_kit->setAccessibleName(tr("Lost password"));
    m_kit->setToolTip(tr("An administrator may get in with the recovery kit."));
    m_kit->setAutoDefault(false);
    buttons->addButton(m_manage, QDialogButtonBox::ResetRole);
    buttons->addButton(m_kit, QDialogButtonBox::ResetRole);
    connect(m_kit, &QPushButton::clicked, this, &SignInDialog::useKit);
    connect(buttons, &QDialogButtonBox::accepted, this, &SignInDialog::signIn);
    connect(buttons, &QDialogButtonBox::rejected, this, &SignInDialog::reject);
    connect(m_manage, &QPushButton::clicked, this, &SignInDialog::openConnections);
    return buttons;
}

void SignInDialog::fillConnections(const QString &selected)
{
    m_choices = m_fixed + savedChoices(m_context.local);
    {
        const QSignalBlocker quiet(m_connection);
        m_connection->clear();
        for (const ConnectionChoice &known : std::as_const(m_choices))
            m_connection->addItem(known.name);
        m_connection->setCurrentIndex(qMax(0, m_connection->findText(selected)));
    }
    noteConnection();
}

bool SignInDialog::choose(const QString &name)
{
    const int row = m_connection->findText(name);
    if (row >= 0)
        m_connection->setCurrentIndex(row);
    return row >= 0;
}

const ConnectionChoice &SignInDialog::choice() const
{
    return m_choices[m_connection->currentIndex()];
}

/// What was refused was refused by another database.
void SignInDialog::noteConnection()
{
    m_form->clearErrors();
    m_people->setVisible(choice().demo);
    m_kit->setVisible(!choice().demo);
    m_remember->setVisible(!choice().demo);
    fillUser();
    notePerson();
}

/// A saved password names its user as well, unless one is typed already.
void SignInDialog::fillUser()
{
    if (m_user->text() != m_filledUser)
        return;
    m_filledUser = m_context.passwords.users(choice().address.place()).value(0);
    m_user->setText(m_filledUser);
}

void SignInDialog::notePerson()
{
    m_remember->setPerson(choice().address.place(), m_user->text().trimmed());
    lookAtBackOff();
}

void SignInDialog::signIn()
{
    if (!m_signIn->isEnabled())
        return;
    m_form->clearErrors();
    m_status->clear();
    const QString user = m_user->text().trimmed();
    if (user.isEmpty())
        return (void)m_form->showError({ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("user")}, {}});
    if (m_remember->isLooking() && m_password->text().isEmpty())
        return waitForSavedPassword();
    DatabaseAddress address = choice().address;
    address.user = user;
    setBusy(tr("Signing in to %1…").arg(choice().name));
    whenAnswered(m_context.signIn.signIn(address, user, m_password->text()), this,
        [this, request = ++m_request](const SignInService::Answer &answer) {
            if (request == m_request)
                take(answer);
        });
}

/// The key chain may be asking the person for its own password.
void SignInDialog::waitForSavedPassword()
{
    setBusy(tr("Asking the key chain…"));
    connect(
        m_remember, &RememberBox::found, this,
        [this](bool filled) {
            endBusy();
            if (filled)
                signIn();
        },
        Qt::SingleShotConnection);
}

void SignInDialog::take(const SignInService::Answer &answer)
{
    endBusy();
    if (!answer)
        return refuse(answer.error());
    if ((*answer)->identity()->mustChangePassword)
        return changePassword(*answer);
    m_first = *answer;
    if (!m_remember->isTicked() || choice().demo)
        return enter({});
    setBusy(tr("Saving the password…"));
    whenAnswered(m_remember->keep(), this, [this](const Result<void> &saved) { enter(saved); });
}

void SignInDialog::enter(const Result<void> &saved)
{
    endBusy();
    m_password->clear();
    Q_EMIT signedIn(std::exchange(m_first, nullptr));
    if (!saved)
        Q_EMIT passwordNotSaved(saved.error());
    accept();
}

void SignInDialog::refuse(const Error &error)
{
    const QString field = accessFieldOf(error);
    if (field == QLatin1String("password")) {
        const bool saved = m_remember->isFilled();
        m_form->showError(
            field, saved ? tr("The saved password was refused. Type the password that holds now.") : faultText(error));
        if (saved)
            m_remember->dropRefused();
        m_password->selectAll();
    } else if (error.fault != Fault::SignInBackOff) {
        m_status->say(Status::Critical, faultText(error));
    }
    if (secondsToWait() > 0)
        lookAtBackOff();
}

/// How long this user of this database has to wait after failures.
int SignInDialog::secondsToWait() const
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 blocked = m_context.local.blockedUntil(choice().address.place(), m_user->text().trimmed());
    return blocked > now ? int((blocked - now + 999) / 1000) : 0;
}

/// Looked up anew for every user and connection: what one has to wait for holds no other up.
void SignInDialog::lookAtBackOff()
{
    stopCountDown();
    m_seconds = secondsToWait() + 1;
    if (m_seconds > 1) {
        m_clock.start();
        countDown();
    }
}

void SignInDialog::showError(const Error &error)
{
    m_status->say(Status::Critical, faultText(error));
}

void SignInDialog::changePassword(const std::shared_ptr<Workspace> &workspace)
{
    m_first = workspace;
    auto *dialog = new ChangePasswordDialog(*workspace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog](int result) {
        m_password->setText(result == QDialog::Accepted ? dialog->newPassword() : QString());
        setBusy(tr("Signing in to %1…").arg(choice().name));
        whenAnswered(SignInService::signOut(*m_first), this, [this, result](const Result<void> &) {
            m_first.reset(); // here and not with the answer: a workspace must not end on a thread of its own
            endBusy();
            if (result == QDialog::Accepted)
                signIn(); // what he may do is read anew
        });
    });
    dialog->open();
}

void SignInDialog::countDown()
{
    if (--m_seconds <= 0)
        return stopCountDown();
    if (m_signIn->hasFocus())
        m_password->setFocus(Qt::OtherFocusReason);
    m_signIn->setEnabled(false);
    m_status->say(
        Status::Warning, faultText({ErrorCode::Denied, Fault::SignInBackOff, {QString::number(m_seconds)}, {}}));
}

void SignInDialog::stopCountDown()
{
    m_clock.stop();
    m_status->clear();
    m_signIn->setEnabled(true);
}

void SignInDialog::setBusy(const QString &with)
{
    m_typedIn = focusWidget(); // what is disabled loses the focus
    setInputEnabled(false);
    m_busy->start(with);
}

void SignInDialog::endBusy()
{
    setInputEnabled(true);
    m_busy->stop();
    if (m_typedIn)
        m_typedIn->setFocus(Qt::OtherFocusReason);
}

void SignInDialog::setInputEnabled(bool enabled)
{
    m_form->setEnabled(enabled);
    m_people->setEnabled(enabled);
    m_signIn->setEnabled(enabled);
    m_manage->setEnabled(enabled);
    m_kit->setEnabled(enabled);
}

/// Everybody else asks an administrator for a new password.
void SignInDialog::useKit()
{
    auto *wizard = new RecoveryWizard(m_context, choice().address, m_user->text().trimmed(), this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &QDialog::accepted, this, [this, wizard] {
        m_first = wizard->workspace();
        enter({});
    });
    wizard->open();
}

void SignInDialog::openConnections()
{
    auto *dialog = new ConnectionsDialog(m_context, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { fillConnections(m_connection->currentText()); });
    dialog->open();
}

} // namespace callveil
