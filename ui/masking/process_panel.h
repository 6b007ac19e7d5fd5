// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"
#include "services/processes/process_service.h"
#include "ui/shell/page.h"

class QCheckBox;
class QPushButton;

namespace callveil {

class ListTable;
class ProcessTableModel;

/// The table of processes with what can be done to one: edit, archive, manage its campaigns.
class ProcessPanel final : public QWidget {
    Q_OBJECT

public:
    ProcessPanel(const PageContext &context, ProcessService &processes, QWidget *parent = nullptr);

    /// `policies`: of the processes in use; `all` holds the archived ones too.
    void setProcesses(const std::vector<ProcessPolicy> &policies, std::vector<ProcessDetails> all);
    /// They could not be read: an empty table says so.
    void sayUnread();
    /// Revisions that were just applied, until everything is read again.
    void takeApplied(const std::vector<PolicyRevision> &revisions);
    /// Those of the table's processes that have these ids, with their policies.
    [[nodiscard]] std::vector<ProcessPolicy> processes(const QList<qint64> &ids) const;
    [[nodiscard]] QList<qint64> selectedIds() const;
    /// The selected one that was clicked last.
    [[nodiscard]] std::optional<ProcessPolicy> current() const;
    void select(const QList<qint64> &ids);

    void createProcess();

Q_SIGNALS:
    void processesSelected();
    /// Something was changed in the database: read it again. `select`: id of the process to select, or 0.
    void processesChanged(qint64 select);

private:
    void makeButtons();
    void arrange();
    void showProcesses();
    void updateButtons();
    void editProcess();
    void toggleArchived();
    void openCampaigns();
    void openDialog(const ProcessDetails &details);
    [[nodiscard]] const ProcessDetails *currentDetails() const;

    PageContext m_context;
    ProcessService &m_processes;
    std::vector<ProcessPolicy> m_policies;
    std::vector<ProcessDetails> m_all;
    ProcessTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_edit, *m_archive, *m_campaigns;
    QCheckBox *m_showArchived;
};

} // namespace callveil
