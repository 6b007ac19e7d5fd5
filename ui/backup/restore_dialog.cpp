// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/restore_dialog.h"

#include "domain/base/when_answered.h"
#include "services/session/saved_connections.h"
#include "ui/access/password_fields.h"
#include "ui/access/server_fields.h"
#include "ui/backup/backup_files.h"
#include "ui/backup/backup_line.h"
#include "ui/backup/report_view.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace callveil {

RestoreDialog::RestoreDialog(LocalState &local, Prompt &prompt, QTimeZone zone, const QString &usual, QWidget *parent)
    : QDialog(parent), m_local(local), m_prompt(prompt), m_zone(std::move(zone)), m_usual(usual), m_service(local),
      m_steps(new QStackedWidget), m_form(new FieldForm), m_failure(new StatusLine), m_outcome(new StatusLine),
      m_line(new BackupLine), m_report(new ReportView), m_restore(new QPushButton(tr("&Restore"))),
      m_close(new QPushButton(tr("&Close")))
{
    setObjectName(QStringLiteral("restoreDialog"));
    setHelpTopic(*this, QStringLiteral("backup"));
    setWindowTitle(tr("Restore a backup"));
    setupSource();
    setupFile(usual);
    setupServer();
    setupProof();
    arrange();
    present({});
}

RestoreDialog::~RestoreDialog() = default;

void RestoreDialog::setupSource()
{
    m_backup = new QLineEdit;
    m_backup->setObjectName(QStringLiteral("backup"));
    m_form->addField(QStringLiteral("backup"), tr("&Backup"), m_backup);
    m_form->explain(QStringLiteral("backup"), tr("The file that a backup was written to."));
    m_chooseBackup = new QPushButton(tr("C&hoose a backup…"));
    m_chooseBackup->setObjectName(QStringLiteral("chooseBackup"));
    m_chooseBackup->setAccessibleName(tr("Choose a backup"));
    m_chooseBackup->setAutoDefault(false);
    m_form->addLine(m_chooseBackup);
    m_form->layout()->setAlignment(m_chooseBackup, Qt::AlignLeading);
    m_facts = new WrappedLabel(m_form);
    m_facts->setMuted();
    m_form->addLine(m_facts);
    connect(m_backup, &QLineEdit::textChanged, this, &RestoreDialog::forget);
    connect(m_backup, &QLineEdit::editingFinished, this, &RestoreDialog::look);
    connect(m_chooseBackup, &QPushButton::clicked, this, &RestoreDialog::chooseBackup);
}

void RestoreDialog::setupFile(const QString &usual)
{
    m_file = new QLineEdit(usual);
    m_file->setObjectName(QStringLiteral("newFile"));
    m_form->addField(QStringLiteral("file"), tr("New &file"), m_file,
        tr("A file that does not exist yet. Nothing that is there is written over."));
    m_choosePlace = new QPushButton(tr("Choose a p&lace…"));
    m_choosePlace->setObjectName(QStringLiteral("choosePlace"));
    m_choosePlace->setAccessibleName(tr("Choose a place"));
    m_choosePlace->setAutoDefault(false);
    m_form->addLine(m_choosePlace);
    m_form->layout()->setAlignment(m_choosePlace, Qt::AlignLeading);
    connect(m_choosePlace, &QPushButton::clicked, this, &RestoreDialog::choosePlace);
}

void RestoreDialog::setupServer()
{
    m_server = std::make_unique<ServerFields>(*m_form);
    m_login = new QLineEdit(QStringLiteral("postgres"));
    m_login->setObjectName(QStringLiteral("serverLogin"));
    m_serverPassword = passwordEdit(QStringLiteral("serverPassword"));
    m_form->addField(QStringLiteral("login"), tr("&Superuser login"), m_login);
    m_form->explain(QStringLiteral("login"),
        tr("A login of the server that may make databases and roles. It is used for this alone and not kept."));
    m_form->addField(QStringLiteral("server-password"), tr("Superuser &password"), m_serverPassword,
        tr("Used for this and not kept. The database must not exist yet; it may have another name than before."));
}

void RestoreDialog::setupProof()
{
    m_words = new QLineEdit;
    m_words->setObjectName(QStringLiteral("fingerprintWords"));
    m_form->addField(QStringLiteral("words"), tr("Fingerprint &words"), m_words,
        tr("Six words from the printed recovery kit; needed on a computer that does not know the organisation yet."));
    m_user = new QLineEdit;
    m_user->setObjectName(QStringLiteral("userName"));
    m_password = passwordEdit(QStringLiteral("password"));
    m_form->addField(QStringLiteral("user"), tr("&User name"), m_user);
    m_form->explain(QStringLiteral("user"), tr("Your user name in the database that the backup was made of."));
    m_form->addField(QStringLiteral("password"), tr("Password of &this user"), m_password,
        tr("May be empty. With them it is also tried whether numbers can be decrypted; none is shown."));
}

void RestoreDialog::addStep(const QList<QWidget *> &parts)
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gridUnit(this) * 2);
    for (QWidget *part : parts)
        layout->addWidget(part);
    layout->addStretch();
    auto *step = new QScrollArea;
    step->setWidget(column);
    step->setWidgetResizable(true);
    step->setFrameShape(QFrame::NoFrame);
    m_steps->addWidget(step);
}

void RestoreDialog::arrange()
{
    addStep({m_form});
    addStep({m_outcome, m_report});
    auto *buttons = new QDialogButtonBox;
    m_restore->setObjectName(QStringLiteral("restoreNow"));
    m_close->setObjectName(QStringLiteral("closeRestore"));
    buttons->addButton(m_restore, QDialogButtonBox::ActionRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);
    m_restore->setDefault(true); // counts only inside the dialog
    m_close->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(gridUnit(this) * 2);
    layout->addWidget(m_steps, 1);
    layout->addWidget(m_failure);
    layout->addWidget(m_line);
    layout->addWidget(buttons);
    resize(characters(this, 100), fontMetrics().lineSpacing() * 38);
    QList<QWidget *> order = m_form->fields(); // made before their buttons: Tab would skip those
    order.insert(2, m_choosePlace);
    order.insert(1, m_chooseBackup);
    order += {m_restore, m_close};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_backup->setFocus();
    connect(m_restore, &QPushButton::clicked, this, &RestoreDialog::restore);
    connect(m_close, &QPushButton::clicked, this, &RestoreDialog::reject);
}

void RestoreDialog::chooseBackup()
{
    const QString path = chooseBackupToRead(m_prompt, this);
    if (path.isEmpty())
        return;
    m_backup->setText(path);
    look();
}

void RestoreDialog::choosePlace()
{
    const QString path = chooseRestoredFile(m_prompt, this, m_file->text());
    if (!path.isEmpty())
        m_file->setText(path);
}

/// What it is decides where it can go.
void RestoreDialog::look()
{
    m_form->clearErrors();
    if (m_backup->text().isEmpty())
        return;
    whenAnswered(
        RestoreService::look(m_backup->text()), this, [this, request = ++m_request](const Result<BackupFacts> &facts) {
            if (request != m_request || m_restored)
                return;
            m_known = facts.has_value();
            present(facts.value_or(BackupFacts{}));
            if (!facts)
                refuse(facts.error());
        });
}

/// Another file is another backup: nothing is restored that was not looked at.
void RestoreDialog::forget()
{
    ++m_request;
    m_known = false;
    present({});
}

void RestoreDialog::present(const BackupFacts &facts)
{
    QStringList lines;
    if (m_known)
        for (const ReportLine &line : factLines(facts, m_zone))
            lines.append(QStringLiteral("%1: %2").arg(line.label, line.text));
    m_facts->say(m_known ? lines.join(u'\n') : tr("A backup says here what it is once it was chosen."));
    m_ofServer = m_known && facts.ofServer;
    m_form->setFieldVisible(QStringLiteral("file"), !m_ofServer);
    m_choosePlace->setVisible(!m_ofServer);
    m_server->setVisible(m_ofServer);
    m_form->setFieldVisible(QStringLiteral("login"), m_ofServer);
    m_form->setFieldVisible(QStringLiteral("server-password"), m_ofServer);
    m_restore->setEnabled(m_known);
}

RestoreOrder RestoreDialog::order() const
{
    RestoreOrder order;
    order.file = m_backup->text();
    if (m_ofServer) {
        order.place = m_server->address();
        order.place.user = m_login->text().trimmed();
        order.superuserPassword = m_serverPassword->text();
    } else {
        order.place.file = QFileInfo(m_file->text()).absoluteFilePath();
    }
    order.fingerprintWords = m_words->text();
    order.userName = m_user->text().trimmed();
    order.password = m_password->text();
    return order;
}

void RestoreDialog::restore()
{
    m_form->clearErrors();
    m_failure->clear();
    if (m_ofServer && !m_server->check())
        return;
    if (!m_ofServer && m_file->text().trimmed().isEmpty())
        return m_form->showError(QStringLiteral("file"), tr("Choose where the database shall be."));
    const RestoreOrder wanted = order();
    m_place = wanted.place;
    const auto progress = m_line->start();
    setBusy(true);
    whenAnswered(
        m_service.restore(wanted, progress), this, [this](const Result<RestoreReport> &report) { take(report); });
}

void RestoreDialog::setBusy(bool busy)
{
    m_form->setEnabled(!busy);
    m_restore->setEnabled(!busy);
    m_close->setEnabled(!busy);
}

void RestoreDialog::take(const Result<RestoreReport> &report)
{
    m_line->finish();
    setBusy(false);
    m_serverPassword->clear();
    m_password->clear();
    if (!report)
        return refuse(report.error());
    m_restored = true;
    if (m_ofServer || m_place.file != m_usual)
        m_connection = saveConnection(m_local, m_place);
    if (report->isSound())
        m_outcome->say(Status::Ok, tr("The backup was restored. This is what was found in the new database."));
    else
        m_outcome->say(Status::Critical, tr("The backup was restored, but not all of it is as it must be."));
    m_report->show(restoreLines(*report, m_zone));
    m_restore->hide();
    m_steps->setCurrentIndex(1);
    m_close->setFocus();
}

QString RestoreDialog::fieldOf(const Error &error) const
{
    switch (error.fault) {
    case Fault::BackupDamaged:
    case Fault::FileUnreadable:
        return QStringLiteral("backup");
    case Fault::BackupStranger:
    case Fault::BackupOtherWords:
        return QStringLiteral("words");
    case Fault::FilePermission:
    case Fault::FileUnwritable:
        return m_ofServer ? QStringLiteral("database") : QStringLiteral("file");
    default:
        break;
    }
    const QString field = serverFieldOf(error.fault);
    return field == QLatin1String("database") && !m_ofServer ? QStringLiteral("file") : field;
}

void RestoreDialog::refuse(const Error &error)
{
    const QString field = fieldOf(error);
    if (field.isEmpty())
        m_failure->say(Status::Critical, faultText(error));
    else
        m_form->showError(field, faultText(error));
}

/// Work that is under way ends at its next step and takes back what it made.
void RestoreDialog::reject()
{
    if (m_line->isRunning())
        return m_line->cancel();
    if (m_restored)
        return accept();
    QDialog::reject();
}

} // namespace callveil
