// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/retention/retention_panel.h"

#include "domain/base/when_answered.h"
#include "tables/retention/retention_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/retention/held_dialog.h"
#include "ui/retention/retention_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/section_heading.h"
#include "ui/widgets/wrapped_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace callveil {

RetentionPanel::RetentionPanel(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_service(context.workspace), m_settings(context.workspace),
      m_model(new RetentionTableModel(tableTexts(context.zone), this)),
      m_table(
          new ListTable(tr("Retention of real numbers"), tr("There is no process yet: add one under Masking."), this)),
      m_busy(new BusyLine(tr("Deleting"), this))
{
    m_table->setObjectName(QStringLiteral("retention"));
    m_table->setWhatsThis(
        tr("How long each process keeps real numbers, what is due, and which are under a legal hold."));
    m_table->setModel(m_model);
    m_table->setRowsShown(6, 4);
    m_table->setFlexibleColumn(RetentionTableModel::Hold);
    makeButtons();
    arrange();
    connect(m_table, &ListTable::idsSelected, this, &RetentionPanel::updateButtons);
    connect(m_table, &ListTable::chosen, this, &RetentionPanel::change);
    connect(m_busy, &BusyLine::cancelled, this, [this] {
        if (m_progress)
            m_progress->cancelled = true;
    });
    updateButtons();
}

RetentionPanel::~RetentionPanel()
{
    if (m_progress)
        m_progress->cancelled = true;
}

void RetentionPanel::makeButtons()
{
    m_change = new QPushButton(tr("&Change…"), this);
    m_change->setAccessibleName(tr("Change retention"));
    m_change->setObjectName(QStringLiteral("changeRetention"));
    m_change->setToolTip(tr("How long the chosen process keeps real numbers, and legal holds."));
    m_delete = new QPushButton(tr("Delete &what is due…"), this);
    m_delete->setAccessibleName(tr("Delete what is due"));
    m_delete->setObjectName(QStringLiteral("deleteDue"));
    m_lookUp = new QPushButton(tr("&One person's number…"), this);
    m_lookUp->setAccessibleName(tr("One person's number"));
    m_lookUp->setObjectName(QStringLiteral("lookUp"));
    m_lookUp->setToolTip(tr("What is stored of one number, and its erasure."));
    connect(m_change, &QPushButton::clicked, this, &RetentionPanel::change);
    connect(m_delete, &QPushButton::clicked, this, &RetentionPanel::deleteDue);
    connect(m_lookUp, &QPushButton::clicked, this, &RetentionPanel::lookUp);
}

void RetentionPanel::arrange()
{
    auto *help = new WrappedLabel(
        tr("The real numbers of a month's calls are deleted so many days after the month's end, here and by every "
           "console of those who manage security, within an hour. Calls stay, masked as they are. What was deleted "
           "stands in backups and server logs until they are gone."),
        this);
    help->setMuted();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(m_busy);
    bar->addStretch();
    bar->addWidget(m_lookUp);
    bar->addWidget(m_delete);
    bar->addWidget(m_change);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(sectionHeading(tr("Re&tention of real numbers"), m_table, this));
    column->addWidget(help);
    column->addWidget(m_table, 1);
    column->addLayout(bar);
    setTabOrder(m_table, m_lookUp);
    setTabOrder(m_lookUp, m_delete);
    setTabOrder(m_delete, m_change);
}

void RetentionPanel::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_settings.settings(), this, [this, request](const Result<SecuritySettings> &settings) {
        if (!settings)
            return sayUnread(settings.error());
        whenAnswered(m_service.states(), this,
            [this, request, days = settings->backupDays](const Result<std::vector<RetentionLine>> &lines) {
                if (request != m_request)
                    return;
                if (!lines)
                    return sayUnread(lines.error());
                take(*lines, days);
            });
    });
}

void RetentionPanel::sayUnread(const Error &error)
{
    m_table->noteRead(false);
    m_context.notifier.fail(error);
}

void RetentionPanel::take(std::vector<RetentionLine> lines, int backupDays)
{
    m_model->setLines(std::move(lines), backupDays);
    m_table->noteRead();
    updateButtons();
}

bool RetentionPanel::isAnythingDue() const
{
    const auto &lines = m_model->items();
    return std::any_of(lines.begin(), lines.end(), [](const RetentionLine &line) { return line.state.isDue; });
}

void RetentionPanel::updateButtons()
{
    const bool due = isAnythingDue();
    m_change->setEnabled(m_table->currentId() != 0);
    m_delete->setEnabled(due && !m_progress);
    m_delete->setToolTip(
        due ? tr("Deletes the real numbers whose time has come, for good.") : tr("Nothing is due now."));
}

void RetentionPanel::change()
{
    const int row = m_model->rowOf(m_table->currentId());
    if (row < 0)
        return;
    auto *dialog = new RetentionDialog(m_service, m_model->item(row), this);
    connect(dialog, &RetentionDialog::changed, this, [this](const QString &process) {
        m_context.notifier.show(Notifier::Kind::Done, tr("The retention of %1 was changed.").arg(process));
        refresh();
    });
    dialog->open();
}

void RetentionPanel::deleteDue()
{
    if (m_progress
        || !m_context.prompt.confirm(this, tr("Delete real numbers"),
            tr("The real numbers whose time has come are deleted for good; nobody can reveal or find them any more. "
               "The calls stay as they are shown now."),
            tr("Delete")))
        return;
    m_progress = std::make_shared<RetentionProgress>();
    m_busy->setBusy(true);
    updateButtons();
    whenAnswered(m_service.run(m_progress), this, [this](const Result<RetentionReport> &report) { settle(report); });
}

void RetentionPanel::settle(const Result<RetentionReport> &report)
{
    m_progress.reset();
    m_busy->setBusy(false);
    if (report)
        m_context.notifier.show(Notifier::Kind::Done,
            tr("%n real numbers were deleted.", nullptr, int(std::min<qint64>(report->numbers, 1000000000))));
    else
        m_context.notifier.fail(report.error());
    refresh();
}

void RetentionPanel::lookUp()
{
    auto *dialog = new HeldDialog(m_context, this);
    connect(dialog, &HeldDialog::erased, this, &RetentionPanel::refresh);
    dialog->open();
}

} // namespace callveil
