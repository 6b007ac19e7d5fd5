// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/backup_page.h"

#include "domain/base/when_answered.h"
#include "ui/access/password_fields.h"
#include "ui/access/server_fields.h"
#include "ui/backup/backup_files.h"
#include "ui/backup/backup_line.h"
#include "ui/backup/report_view.h"
#include "ui/backup/restore_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"

#include <QDateTime>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace callveil {

namespace {

/// A backup that is older than this is said to be old.
constexpr qint64 oldAfterMs = 7LL * 24 * 3600 * 1000;

} // namespace

BackupPage::BackupPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_service(context.workspace), m_restore(new QPushButton(tr("&Restore…"))),
      m_backUp(new QPushButton(tr("&Back up now…"))), m_last(new StatusLine), m_form(new FieldForm),
      m_login(new QLineEdit(QStringLiteral("postgres"))), m_password(passwordEdit(QStringLiteral("serverPassword"))),
      m_line(new BackupLine), m_report(new ReportView)
{
    m_restore->setObjectName(QStringLiteral("restore"));
    m_restore->setAccessibleName(tr("Restore"));
    m_backUp->setObjectName(QStringLiteral("backUp"));
    m_backUp->setAccessibleName(tr("Back up now"));
    makeLogin();
    arrange();
    connect(m_backUp, &QPushButton::clicked, this, &BackupPage::backUp);
    connect(m_restore, &QPushButton::clicked, this, &BackupPage::restore);
}

void BackupPage::makeLogin()
{
    m_login->setObjectName(QStringLiteral("serverLogin"));
    m_form->addField(QStringLiteral("login"), tr("Maintenance &login"), m_login,
        tr("A superuser of the server: row policies let nobody else read everything."));
    m_form->addField(QStringLiteral("server-password"), tr("Maintenance &password"), m_password,
        tr("Used for this backup and not kept."));
    m_form->setVisible(m_context.workspace.address().engine == Engine::PostgreSql);
}

void BackupPage::arrange()
{
    auto *head = new PageHead(tr("Backup"),
        tr("Copies the database into one file while it is in use, and verifies the copy before it is called done."),
        this);
    head->addButton(m_restore);
    head->addButton(m_backUp);
    auto *column = new QWidget;
    column->setMaximumWidth(characters(this, 110));
    auto *parts = new QVBoxLayout(column);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(gridUnit(this) * 2);
    for (QWidget *part : std::initializer_list<QWidget *>{m_last, m_form, m_line, m_report})
        parts->addWidget(part);
    parts->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this) * 2);
    page->addWidget(head);
    page->addWidget(scroll, 1);
}

void BackupPage::updateButtons()
{
    m_backUp->setEnabled(!m_line->isRunning());
    m_form->setEnabled(!m_line->isRunning());
}

void BackupPage::refresh()
{
    whenAnswered(m_service.last(), this, [this, request = ++m_request](const Result<std::optional<qint64>> &last) {
        if (request != m_request)
            return;
        if (!last)
            return m_context.notifier.fail(last.error());
        if (!*last)
            return m_last->say(Status::Warning, tr("No backup was made yet."));
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(**last, m_context.zone);
        const bool isOld = at.msecsTo(QDateTime::currentDateTimeUtc()) > oldAfterMs;
        m_last->say(isOld ? Status::Warning : Status::Ok,
            tr("The last backup was made at %1.").arg(isolated(QLocale().toString(at, QLocale::ShortFormat))));
    });
}

void BackupPage::backUp()
{
    m_form->clearErrors();
    BackupOrder order;
    order.file = chooseBackupToWrite(m_context.prompt, this, m_context.workspace.organisation());
    if (order.file.isEmpty())
        return;
    order.replaces = true; // the file choice has asked
    order.maintenanceUser = m_login->text().trimmed();
    order.maintenancePassword = m_password->text();
    m_report->clear();
    m_context.notifier.dismiss(Notifier::Kind::Done);
    const auto progress = m_line->start();
    updateButtons();
    whenAnswered(m_service.create(std::move(order), progress), this,
        [this](const Result<BackupReport> &report) { take(report); });
}

void BackupPage::take(const Result<BackupReport> &report)
{
    m_line->finish();
    m_password->clear();
    updateButtons();
    if (!report) {
        const Fault fault = report.error().fault;
        if (fault == Fault::SuperuserRefused || fault == Fault::NeedsSuperuser)
            return m_form->showError(serverFieldOf(fault), faultText(report.error()));
        return m_context.notifier.fail(report.error());
    }
    m_report->show(backupLines(*report, m_context.zone));
    if (report->isSound())
        m_context.notifier.show(Notifier::Kind::Done, tr("The backup was made and verified."));
    else
        m_context.notifier.show(Notifier::Kind::Warning,
            tr("The backup was made, but what it holds is not as it must be. The report says what."));
    refresh();
}

void BackupPage::restore()
{
    auto *dialog = new RestoreDialog(m_context.local, m_context.prompt, m_context.zone, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace callveil
