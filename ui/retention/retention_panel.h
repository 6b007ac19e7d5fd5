// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/retention/retention_service.h"
#include "services/security/security_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class BusyLine;
class ListTable;
class RetentionTableModel;

/// How long real numbers are kept, process by process: rules, legal holds, deletion, and what is held of one number.
class RetentionPanel final : public QWidget {
    Q_OBJECT

public:
    explicit RetentionPanel(const PageContext &context, QWidget *parent = nullptr);
    /// A deletion that is under way stops; the next one goes on.
    ~RetentionPanel() override;

    void refresh();

private:
    void makeButtons();
    void arrange();
    void updateButtons();
    void change();
    void deleteDue();
    void settle(const Result<RetentionReport> &report);
    void lookUp();
    void sayUnread(const Error &error);
    void take(std::vector<RetentionLine> lines, int backupDays);
    [[nodiscard]] bool isAnythingDue() const;

    PageContext m_context;
    RetentionService m_service;
    SecurityService m_settings;
    RetentionTableModel *m_model;
    ListTable *m_table;
    BusyLine *m_busy;
    QPushButton *m_change;
    QPushButton *m_delete;
    QPushButton *m_lookUp;
    std::shared_ptr<RetentionProgress> m_progress; ///< of the deletion that runs
    int m_request = 0;
};

} // namespace callveil
