// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/processes/process_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class AgentTableModel;
class ListTable;
class TableSearch;

/// The Agents tab: who the agents are and which processes they serve. Their numbers are written here, never read.
class AgentsPage final : public Page {
    Q_OBJECT

public:
    explicit AgentsPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void sayUnread(const Error &error);
    void showFound();
    void selectAdded();
    void updateButtons();
    [[nodiscard]] std::optional<Agent> current() const;
    void create();
    void edit();
    void openDialog(const AgentForm &form, bool hasNumber = false);
    void toggleDisabled();
    void importFile();
    void showImported(const AgentImport &imported);

    PageContext m_context;
    AgentService m_agents;
    ProcessService m_processes;
    QStringList m_processNames; ///< of the processes in use
    AgentTableModel *m_model;
    ListTable *m_table;
    TableSearch *m_search;
    QPushButton *m_new, *m_edit, *m_import, *m_disable;
    QString m_added; ///< code of the agent to select once it is read
    int m_request = 0;
};

} // namespace callveil
