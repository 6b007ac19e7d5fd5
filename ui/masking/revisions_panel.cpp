// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/revisions_panel.h"

#include "domain/base/when_answered.h"
#include "tables/masking/history_table_model.h"
#include "tables/masking/scheduled_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>

namespace callveil {

namespace {
enum Tab { HistoryTab, ScheduledTab };
}

RevisionsPanel::RevisionsPanel(const PageContext &context, MaskingService &masking, QWidget *parent)
    : QWidget(parent), m_notifier(context.notifier), m_prompt(context.prompt), m_masking(masking), m_zone(context.zone),
      m_waiting(new ScheduledTableModel(tableTexts(context.zone), this)),
      m_past(new HistoryTableModel(tableTexts(context.zone), this)), m_tabs(new QTabBar(this)),
      m_tables(new QStackedWidget(this)),
      m_history(new ListTable(tr("History"), tr("Select a process to see its policies so far."), this)),
      m_scheduled(new ListTable(
          tr("Scheduled"), tr("No change is scheduled. Choose At… under Effective to apply one later."), this)),
      m_historyOf(new QLabel(this)), m_cancel(new QPushButton(tr("Cance&l"), this))
{
    makeTables();
    makeHead();
    auto *head = new QHBoxLayout;
    head->addWidget(m_tabs);
    head->addWidget(m_historyOf, 1);
    head->addStretch();
    head->addWidget(m_cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(head);
    column->addWidget(m_tables, 1);
    updateHead();
}

void RevisionsPanel::makeTables()
{
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setWhatsThis(tr("Which policies the process had, who applied them and why. Records keep the mask that "
                               "they were written with."));
    m_history->setModel(m_past);
    m_history->setFlexibleColumn(HistoryTableModel::Note);
    m_scheduled->setObjectName(QStringLiteral("scheduled"));
    m_scheduled->setWhatsThis(tr("Policies that will hold from a later moment on. Each can be cancelled until then."));
    m_scheduled->setModel(m_waiting);
    m_scheduled->setFlexibleColumn(ScheduledTableModel::Note);
    for (ListTable *table : {m_history, m_scheduled}) {
        table->setRowsShown(3, 2);
        m_tables->addWidget(table);
    }
    connect(m_scheduled, &ListTable::idsSelected, this, &RevisionsPanel::updateHead);
}

void RevisionsPanel::makeHead()
{
    m_tabs->setObjectName(QStringLiteral("revisionTabs"));
    m_tabs->setAccessibleName(tr("Policies before and to come"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Histor&y"));
    m_tabs->addTab(tr("&Scheduled"));
    m_historyOf->setForegroundRole(QPalette::PlaceholderText);
    m_cancel->setObjectName(QStringLiteral("cancelScheduled"));
    m_cancel->setToolTip(tr("Cancels the selected change; the policy in force stays."));
    // Or the head would jump from tab to tab.
    QSizePolicy policy = m_cancel->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_cancel->setSizePolicy(policy);
    setTabOrder(m_tabs, m_history);
    setTabOrder(m_history, m_scheduled);
    setTabOrder(m_scheduled, m_cancel);
    connect(m_tabs, &QTabBar::currentChanged, this, &RevisionsPanel::updateHead);
    connect(m_cancel, &QPushButton::clicked, this, &RevisionsPanel::cancelSelected);
}

void RevisionsPanel::updateHead()
{
    m_tables->setCurrentIndex(m_tabs->currentIndex());
    const bool showsHistory = m_tabs->currentIndex() == HistoryTab;
    m_historyOf->setVisible(showsHistory);
    m_cancel->setVisible(!showsHistory);
    m_cancel->setEnabled(m_scheduled->currentId() != 0);
    const int waiting = m_waiting->rowCount();
    m_tabs->setTabText(ScheduledTab, waiting == 0 ? tr("&Scheduled") : tr("&Scheduled (%1)").arg(waiting));
}

void RevisionsPanel::openScheduled()
{
    m_tabs->setCurrentIndex(ScheduledTab);
}

void RevisionsPanel::setScheduled(const std::vector<ProcessPolicy> &processes)
{
    m_waiting->setItems(waitingRows(processes));
    m_scheduled->noteRead();
    updateHead();
}

void RevisionsPanel::sayUnread()
{
    m_scheduled->noteRead(false);
}

void RevisionsPanel::showHistory(const std::optional<ProcessPolicy> &process)
{
    const int request = ++m_request;
    m_historyOf->setText(process ? tr("of %1").arg(process->process.name) : QString());
    if (!process) {
        m_history->noteRead(); // it says that one is to be selected
        return m_past->setItems({});
    }
    if (m_past->rowCount() == 0)
        m_history->forgetRead();
    whenAnswered(m_masking.history(process->process.id), this,
        [this, request, process = *process](const Result<std::vector<PolicyRevision>> &answer) {
            if (request != m_request)
                return;
            m_history->noteRead(answer.has_value());
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
    whenAnswered(m_masking.cancel(waiting.revision.id), this, [this, waiting](const Result<void> &answer) {
        if (!answer)
            m_notifier.fail(answer.error());
        else
            m_notifier.show(
                Notifier::Kind::Done, tr("The scheduled change of %1 was cancelled.").arg(waiting.processName));
        Q_EMIT cancelled();
    });
}

} // namespace callveil
