// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"
#include "ui/shell/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace callveil {

class HistoryTableModel;
class ListTable;
class ScheduledTableModel;

/// Two tabs: the history of one process, and the changes that wait, with Cancel.
class RevisionsPanel final : public QWidget {
    Q_OBJECT

public:
    RevisionsPanel(const PageContext &context, MaskingService &masking, QWidget *parent = nullptr);

    void setScheduled(const std::vector<ProcessPolicy> &processes);
    /// What is scheduled could not be read: an empty table says so.
    void sayUnread();
    /// Reads and shows the history; nullopt: no process is selected.
    void showHistory(const std::optional<ProcessPolicy> &process);

    void openScheduled();

Q_SIGNALS:
    void cancelled();

private:
    void makeTables();
    void makeHead();
    void updateHead();
    void cancelSelected();

    Notifier &m_notifier;
    Prompt &m_prompt;
    MaskingService &m_masking;
    QTimeZone m_zone;
    ScheduledTableModel *m_waiting;
    HistoryTableModel *m_past;
    QTabBar *m_tabs;
    QStackedWidget *m_tables;
    ListTable *m_history;
    ListTable *m_scheduled;
    QLabel *m_historyOf;
    QPushButton *m_cancel;
    int m_request = 0;
};

} // namespace callveil
