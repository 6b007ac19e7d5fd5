// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/revisions_panel.h"

#include "tables/masking/history_table_model.h"
#include "tables/masking/scheduled_table_model.h"
#include "ui/masking/list_table.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace callveil {

namespace {

void headedColumn(QWidget *part, QHBoxLayout *head, QWidget *table)
{
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(part) / 2);
    column->addLayout(head);
    column->addWidget(table, 1);
}

} // namespace

RevisionsPanel::RevisionsPanel(const PageContext &context, MaskingService &masking, QWidget *parent)
    : QWidget(parent), m_notifier(context.notifier), m_prompt(context.prompt), m_masking(masking), m_zone(context.zone),
      m_waiting(new ScheduledTableModel(tableTexts(context.zone), this)),
      m_past(new HistoryTableModel(tableTexts(context.zone), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this));
    column->addWidget(scheduledPart(), 2);
    column->addWidget(historyPart(), 3);
}

QWidget *RevisionsPanel::scheduledPart()
{
    auto *part = new QWidget(this);
    m_scheduled = new ListTable(
        tr("Scheduled"), tr("No change is scheduled. Choose At… under Effective to apply one later."), part);
    m_scheduled->setObjectName(QStringLiteral("scheduled"));
    m_scheduled->setModel(m_waiting);
    m_scheduled->setRowsShown(2);
    m_cancel = new QPushButton(tr("&Cancel"), part);
    m_cancel->setObjectName(QStringLiteral("cancelScheduled"));
    m_cancel->setToolTip(tr("Cancels the selected change; the policy in force stays."));
    m_cancel->setEnabled(false);
    connect(
        m_scheduled, &ListTable::idsSelected, this, [this] { m_cancel->setEnabled(m_scheduled->currentId() != 0); });
    connect(m_cancel, &QPushButton::clicked, this, &RevisionsPanel::cancelSelected);
    auto *heading = new QLabel(tr("&Scheduled"), part);
    heading->setBuddy(m_scheduled);
    auto *head = new QHBoxLayout;
    head->addWidget(heading);
    head->addStretch();
    head->addWidget(m_cancel);
    headedColumn(part, head, m_scheduled);
    setTabOrder(m_scheduled, m_cancel);
    return part;
}

QWidget *RevisionsPanel::historyPart()
{
    auto *part = new QWidget(this);
    m_history = new ListTable(tr("History"), tr("Select a process to see its policies so far."), part);
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setModel(m_past);
    m_history->setRowsShown(3);
    auto *heading = new QLabel(tr("Histor&y"), part);
    heading->setBuddy(m_history);
    m_historyOf = new QLabel(part);
    m_historyOf->setForegroundRole(QPalette::PlaceholderText);
    auto *head = new QHBoxLayout;
    head->addWidget(heading);
    head->addWidget(m_historyOf, 1);
    headedColumn(part, head, m_history);
    return part;
}

void RevisionsPanel::setScheduled(const std::vector<ProcessPolicy> &processes)
{
    m_waiting->setItems(waitingRows(processes));
}

void RevisionsPanel::showHistory(const std::optional<ProcessPolicy> &process)
{
    const int request = ++m_request;
    m_historyOf->setText(process ? tr("of %1").arg(process->process.name) : QString());
    if (!process)
        return m_past->setItems({});
    m_masking.history(process->process.id)
        .then(this, [this, request, process = *process](const Result<std::vector<PolicyRevision>> &answer) {
            if (request != m_request)
                return;
            if (!answer)
                return m_notifier.fail(answer.error());
            m_past->setItems(historyRows(process, *answer));
        });
}

void RevisionsPanel::cancelSelected()
{
    const int row = m_waiting->rowOf(m_scheduled->currentId());
    if (row < 0)
        return;
    const RevisionRow waiting = m_waiting->item(row);
    const QString when = tableTexts(m_zone).time(waiting.revision.effectiveAt);
    const QString question = tr("Cancel the change of %1 to %2 at %3? The policy in force stays.")
                                 .arg(waiting.processName, policyText(waiting.revision.policy), when);
    if (!m_prompt.confirm(this, tr("Cancel scheduled change"), question, tr("Cancel change")))
        return;
    m_masking.cancel(waiting.revision.id).then(this, [this, waiting](const Result<void> &answer) {
        if (!answer)
            m_notifier.fail(answer.error());
        else
            m_notifier.show(
                Notifier::Kind::Done, tr("The scheduled change of %1 was cancelled.").arg(waiting.processName));
        Q_EMIT cancelled();
    });
}

} // namespace callveil
