// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/agents/agent_service.h"
#include "services/processes/process_service.h"
#include "ui/shell/page.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace callveil {

class AgentTableModel;
class ListTable;

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
    void search(const QString &text);
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
    QSortFilterProxyModel *m_found;
    ListTable *m_table;
    QLineEdit *m_search;
    QLabel *m_count;
    QPushButton *m_new, *m_edit, *m_import, *m_disable;
    QString m_added; ///< code of the agent to select once it is read
    int m_request = 0;
};

} // namespace callveil
