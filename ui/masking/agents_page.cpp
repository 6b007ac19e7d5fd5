// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/agents_page.h"

#include "domain/base/when_answered.h"
#include "tables/agents/agent_table_model.h"
#include "ui/masking/agent_dialog.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table_search.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSortFilterProxyModel>

namespace callveil {

AgentsPage::AgentsPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_agents(context.workspace), m_processes(context.workspace),
      m_model(new AgentTableModel(tableTexts(context.zone), this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void AgentsPage::makeTable()
{
    m_table = new ListTable(tr("Agents"), QString(), this);
    m_table->setObjectName(QStringLiteral("agents"));
    m_table->setWhatsThis(
        tr("The agents of your processes. Their own numbers are in the vault and stand here masked."));
    m_search = new TableSearch(
        *m_table, *m_model, tr("Search agents"), tr("Search agent, name, extension, number or process (Ctrl+F)"), this);
    m_search->rows().setSortLocaleAware(true);
    m_table->setItemDelegateForColumn(AgentTableModel::Number, new NumberDelegate(m_table));
    connect(m_table, &ListTable::idsSelected, this, &AgentsPage::updateButtons);
    connect(m_table, &ListTable::chosen, this, &AgentsPage::edit);
    connect(m_search, &TableSearch::applied, this, &AgentsPage::showFound);
}

void AgentsPage::makeButtons()
{
    m_new = new QPushButton(tr("&New agent"), this);
    m_new->setObjectName(QStringLiteral("newAgent"));
    connect(m_new, &QPushButton::clicked, this, &AgentsPage::create);
    m_edit = new QPushButton(tr("&Edit"), this);
    m_edit->setObjectName(QStringLiteral("editAgent"));
    connect(m_edit, &QPushButton::clicked, this, &AgentsPage::edit);
    m_disable = new QPushButton(tr("&Disable"), this);
    m_disable->setObjectName(QStringLiteral("disableAgent"));
    connect(m_disable, &QPushButton::clicked, this, &AgentsPage::toggleDisabled);
    m_import = new QPushButton(tr("&Import…"), this);
    m_import->setAccessibleName(tr("Import"));
    m_import->setObjectName(QStringLiteral("importAgents"));
    m_import->setToolTip(
        tr("Takes agents from a CSV file with the columns agent, name, extension, number, processes. Several processes "
           "of an agent are separated by semicolons."));
    connect(m_import, &QPushButton::clicked, this, &AgentsPage::importFile);
}

void AgentsPage::arrange()
{
    auto *head = new PageHead(tr("Agents"),
        tr("Who handles calls, and for which processes. Numbers are sealed when they are saved and shown masked."),
        this);
    head->addButton(m_import);
    head->addButton(m_new);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(m_search, 1);
    bar->addWidget(m_edit);
    bar->addWidget(m_disable);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addLayout(bar);
    page->addWidget(m_table, 1);
    QWidget *before = m_search->field();
    for (QWidget *next : std::initializer_list<QWidget *>{m_edit, m_disable, m_table, m_import, m_new}) {
        setTabOrder(before, next);
        before = next;
    }
}

void AgentsPage::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_processes.list(), this, [this, request](const Result<std::vector<ProcessDetails>> &all) {
        if (request != m_request)
            return;
        if (!all)
            return sayUnread(all.error());
        QHash<ProcessId, QString> names;
        m_processNames.clear();
        for (const ProcessDetails &details : *all) {
            names.insert(details.process.id, details.process.name);
            if (!details.process.archivedAt)
                m_processNames.append(details.process.name);
        }
        whenAnswered(m_agents.list(), this, [this, request, names](const Result<std::vector<Agent>> &agents) {
            if (request != m_request)
                return;
            if (!agents)
                return sayUnread(agents.error());
            m_model->setAgents(*agents, names);
            m_table->noteRead();
            m_search->apply();
            selectAdded();
        });
    });
}

void AgentsPage::sayUnread(const Error &error)
{
    m_table->noteRead(false);
    m_context.notifier.fail(error);
}

/// The agent that was just added, even when the search does not find it.
void AgentsPage::selectAdded()
{
    const QString code = std::exchange(m_added, {});
    const auto &all = m_model->items();
    const auto agent = std::find_if(all.begin(), all.end(), [&](const Agent &each) { return each.code == code; });
    if (!code.isEmpty() && agent != all.end())
        m_search->select(agent->id.value);
}

void AgentsPage::showFound()
{
    m_table->setEmptyText(m_model->rowCount() == 0
            ? tr("There is no agent yet. Choose New agent, or Import… to take them from a CSV file with the columns "
                 "agent, name, extension, number, processes (several separated by semicolons).")
            : tr("No agent matches the search."));
    updateButtons();
}

std::optional<Agent> AgentsPage::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void AgentsPage::updateButtons()
{
    const bool permitted = m_agents.me()->may(Permission::ManageProcesses);
    const auto agent = current();
    m_new->setEnabled(permitted);
    m_import->setEnabled(permitted);
    m_edit->setEnabled(permitted && agent);
    m_disable->setEnabled(permitted && agent);
    m_disable->setText(agent && agent->disabledAt ? tr("Ena&ble") : tr("&Disable"));
}

void AgentsPage::create()
{
    openDialog({});
}

void AgentsPage::edit()
{
    const auto agent = current();
    if (!agent || !m_edit->isEnabled())
        return;
    const bool hasNumber = std::any_of(agent->processes.begin(), agent->processes.end(),
        [](const AgentNumber &number) { return !number.text.isEmpty(); });
    openDialog({agent->id, agent->code, agent->name, agent->extension, {}, m_model->processesOf(*agent)}, hasNumber);
}

void AgentsPage::openDialog(const AgentForm &form, bool hasNumber)
{
    QStringList processes = m_processNames;
    for (const QString &name : form.processes) // an agent of an archived process stays in it
        if (!processes.contains(name))
            processes.append(name);
    auto *dialog = new AgentDialog(m_agents, form, hasNumber, processes, this);
    connect(dialog, &AgentDialog::saved, this, [this, isNew = !form.id.isSet()](const QString &code) {
        m_context.notifier.show(
            Notifier::Kind::Done, isNew ? tr("Agent %1 was added.").arg(code) : tr("Agent %1 was changed.").arg(code));
        if (isNew)
            m_added = code;
        refresh();
    });
    dialog->open();
}

void AgentsPage::toggleDisabled()
{
    const auto agent = current();
    if (!agent)
        return;
    const bool disable = !agent->disabledAt;
    whenAnswered(m_agents.setDisabled(agent->id, disable), this,
        [this, code = agent->code, disable](const Result<void> &answer) {
            if (!answer)
                return m_context.notifier.fail(answer.error());
            m_context.notifier.show(Notifier::Kind::Done,
                disable ? tr("Agent %1 was disabled.").arg(code) : tr("Agent %1 was enabled.").arg(code));
            refresh();
        });
}

void AgentsPage::importFile()
{
    const QString file =
        m_context.prompt.openFile(this, tr("Import agents"), tr("CSV files (*.csv *.txt);;All files (*)"));
    if (file.isEmpty())
        return;
    m_import->setEnabled(false);
    whenAnswered(m_agents.importFile(file), this, [this](const Result<AgentImport> &answer) {
        updateButtons();
        if (!answer)
            return m_context.notifier.fail(answer.error());
        showImported(*answer);
        refresh();
    });
}

void AgentsPage::showImported(const AgentImport &imported)
{
    QStringList lines;
    for (const AgentReject &reject : imported.rejects)
        lines.append(tr("Line %1: %2").arg(reject.line).arg(faultText(reject.error)));
    QString summary = tr("Import: %1 added, %2 changed.").arg(imported.added).arg(imported.changed);
    if (!lines.isEmpty())
        summary += u' ' + tr("%n rows were refused.", nullptr, int(lines.size()));
    m_context.notifier.show(
        lines.isEmpty() ? Notifier::Kind::Done : Notifier::Kind::Warning, summary, lines.join(u'\n'));
}

} // namespace callveil
