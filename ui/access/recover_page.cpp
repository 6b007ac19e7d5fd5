// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/recover_page.h"

#include "domain/base/when_answered.h"
#include "services/setup/recovery_kit.h"
#include "ui/access/first_start_wizard.h"
#include "ui/access/password_fields.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/field_form.h"

#include <QFile>
#include <QFileInfo>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace callveil {

namespace {
constexpr qint64 largestKit = 64 * 1024;
}

RecoverPage::RecoverPage(FirstStart &state, Workspace *workspace, const QString &user)
    : StepPage(state, tr("Use the recovery kit"),
        workspace ? tr("Gives people the keys that they wait for and that nobody else can give. The kit is used up by "
                       "this, and you get a new one.")
                  : tr("Gives an administrator a new password and all keys that he is entitled to. The kit is used up "
                       "by this, and you get a new one. It is recorded.")),
      m_service(state.context.local), m_workspace(workspace), m_kit(new QPlainTextEdit)
{
    addKit();
    if (!workspace)
        addAdministrator(user);
}

void RecoverPage::addKit()
{
    m_kit->setObjectName(QStringLiteral("kitWords"));
    m_kit->setTabChangesFocus(true);
    m_kit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_kit->setFixedHeight(fontMetrics().lineSpacing() * 5);
    m_form->addField(
        QStringLiteral("kit"), tr("&Words of the kit"), m_kit, tr("All 17, in their order, or the saved file."));
    auto *open = new QPushButton(tr("&Open file…"));
    open->setObjectName(QStringLiteral("openKit"));
    open->setAccessibleName(tr("Open file"));
    connect(open, &QPushButton::clicked, this, &RecoverPage::openFile);
    m_form->addLine(open);
    m_form->layout()->setAlignment(open, Qt::AlignLeading);
}

void RecoverPage::addAdministrator(const QString &user)
{
    m_user = new QLineEdit(user);
    m_user->setObjectName(QStringLiteral("recoveredUser"));
    m_user->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_password = passwordEdit(QStringLiteral("newPassword"));
    m_again = passwordEdit(QStringLiteral("newPasswordAgain"));
    m_form->addField(QStringLiteral("user"), tr("&Administrator"), m_user);
    m_form->explain(QStringLiteral("user"), tr("The user name of the administrator who gets the new password."));
    m_form->addField(QStringLiteral("password"), tr("New &password"), m_password, passwordAdvice());
    m_form->addField(QStringLiteral("again"), tr("&Repeat it"), m_again);
    m_form->explain(
        QStringLiteral("again"), tr("The new password once more, so that a slip of a finger locks nobody out."));
    if (m_state.order.address.engine == Engine::Sqlite)
        return;
    m_superuser = new QLineEdit(QStringLiteral("postgres"));
    m_superuser->setObjectName(QStringLiteral("superuser"));
    m_superPassword = passwordEdit(QStringLiteral("superPassword"));
    m_form->addField(QStringLiteral("superuser"), tr("&Superuser of the server"), m_superuser);
    m_form->explain(QStringLiteral("superuser"),
        tr("A login of the PostgreSQL server that may change other logins; used for this alone."));
    m_form->addField(QStringLiteral("super-password"), tr("Passwor&d of the superuser"), m_superPassword,
        tr("Used for this alone, and not kept."));
}

int RecoverPage::nextId() const
{
    return FirstStartWizard::KitStep;
}

void RecoverPage::openFile()
{
    const QString path =
        m_state.context.prompt.openFile(this, tr("Open recovery kit"), tr("Text (*.txt);;All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse({ErrorCode::NotFound, Fault::FileUnreadable, {QFileInfo(path).fileName()}, {}});
    m_kit->setPlainText(RecoveryKit::wordsIn(QString::fromUtf8(file.read(largestKit))));
}

void RecoverPage::go()
{
    const QString words = RecoveryKit::wordsIn(m_kit->toPlainText());
    if (m_password && !checkRepeated(*m_form, QStringLiteral("again"), *m_password, *m_again))
        return;
    startWork(tr("Opening the keys…"));
    if (!m_workspace)
        return recover(words);
    whenAnswered(RecoveryService::use(*m_workspace, words), this, [this](const Result<UsedKit> &used) {
        if (!used)
            return refuse(used.error());
        take(*used);
    });
}

void RecoverPage::recover(const QString &words)
{
    RecoverOrder order{m_state.order.address, {}, words, m_user->text().trimmed(), m_password->text()};
    if (m_superuser) {
        order.address.user = m_superuser->text().trimmed();
        order.superuserPassword = m_superPassword->text();
    }
    whenAnswered(
        m_service.recover(order), this, [this](const Result<std::shared_ptr<RecoveryService::Recovered>> &recovered) {
            if (!recovered)
                return refuse(recovered.error());
            m_state.workspace = (*recovered)->workspace;
            take((*recovered)->kit);
        });
}

void RecoverPage::take(const UsedKit &used)
{
    const Workspace &workspace = m_workspace ? *m_workspace : *m_state.workspace;
    m_state.outcome.recoveryWords = used.newWords;
    m_state.outcome.fingerprintWords = m_state.context.words.write(workspace.identity()->fingerprint);
    m_state.outcome.adminName = workspace.identity()->name;
    m_state.order.organisation = workspace.organisation();
    m_kit->setPlainText({});
    finishStep();
}

QString RecoverPage::fieldOf(const Error &error) const
{
    if (error.fault == Fault::KitWrong)
        return QStringLiteral("kit");
    if (error.fault == Fault::SuperuserRefused || error.fault == Fault::NeedsSuperuser)
        return QStringLiteral("superuser");
    if (error.fault == Fault::PersonUnknown)
        return QStringLiteral("user");
    return accessFieldOf(error);
}

} // namespace callveil
