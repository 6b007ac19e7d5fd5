// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/backup/backup_service.h"
#include "ui/shell/page.h"

class QLineEdit;
class QPushButton;

namespace callveil {

class BackupLine;
class FieldForm;
class ReportView;
class StatusLine;

/// Backs the organisation's database up, says what was verified, and leads to restoring a backup.
class BackupPage final : public Page {
    Q_OBJECT

public:
    explicit BackupPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeLogin();
    void arrange();
    void backUp();
    void take(const Result<BackupReport> &report);
    void restore();
    void updateButtons();

    PageContext m_context;
    BackupService m_service;
    QPushButton *m_restore;
    QPushButton *m_backUp;
    StatusLine *m_last;
    FieldForm *m_form; ///< of a server: who may read everything
    QLineEdit *m_login;
    QLineEdit *m_password;
    BackupLine *m_line;
    ReportView *m_report;
    int m_request = 0;
};

} // namespace callveil
