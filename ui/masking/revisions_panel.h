// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"
#include "ui/shell/page.h"

class QLabel;
class QPushButton;

namespace callveil {

class HistoryTableModel;
class ListTable;
class ScheduledTableModel;

/// The changes that wait, with Cancel, and the history of one process.
class RevisionsPanel final : public QWidget {
    Q_OBJECT

public:
    RevisionsPanel(const PageContext &context, MaskingService &masking, QWidget *parent = nullptr);

    void setScheduled(const std::vector<ProcessPolicy> &processes);
    /// Reads and shows the history; nullopt: no process is selected.
    void showHistory(const std::optional<ProcessPolicy> &process);

Q_SIGNALS:
    void cancelled();

private:
    [[nodiscard]] QWidget *scheduledPart();
    [[nodiscard]] QWidget *historyPart();
    void cancelSelected();

    Notifier &m_notifier;
    Prompt &m_prompt;
    MaskingService &m_masking;
    QTimeZone m_zone;
    ScheduledTableModel *m_waiting;
    HistoryTableModel *m_past;
    ListTable *m_scheduled = nullptr;
    ListTable *m_history = nullptr;
    QPushButton *m_cancel = nullptr;
    QLabel *m_historyOf = nullptr;
    int m_request = 0;
};

} // namespace callveil
