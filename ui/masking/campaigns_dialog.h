// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace callveil {

class CampaignTableModel;
class ListTable;
class StatusLine;

/// The campaigns of one process: new, rename, archive. Deletes itself when it is closed.
class CampaignsDialog final : public QDialog {
    Q_OBJECT

public:
    CampaignsDialog(ProcessService &processes, Process process, QWidget *parent = nullptr);

Q_SIGNALS:
    void campaignsChanged();

private:
    void makeTable();
    void arrange();
    void refresh();
    void showCampaigns();
    void updateButtons();
    void create();
    void rename();
    void edit(const Campaign &campaign);
    void toggleArchived();
    [[nodiscard]] std::optional<Campaign> current() const;
    /// Shows what came of a change and reads the list again.
    void settle(const std::optional<Error> &error);

    ProcessService &m_processes;
    Process m_process;
    std::vector<Campaign> m_campaigns;
    CampaignTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_new, *m_rename, *m_archive;
    QCheckBox *m_showArchived;
    StatusLine *m_failure;
};

} // namespace callveil
