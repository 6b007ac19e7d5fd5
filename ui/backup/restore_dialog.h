// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/backup/restore_service.h"

#include <QDialog>
#include <QTimeZone>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace callveil {

class BackupLine;
class FieldForm;
class Prompt;
class ReportView;
class ServerFields;
class StatusLine;
class WrappedLabel;

/// Makes a new database of a backup and shows the report of it. Accepted once something was restored, also when it is
/// closed by Esc: then connection() leads there.
class RestoreDialog final : public QDialog {
    Q_OBJECT

public:
    /// `usual`: the file that is proposed; empty for none.
    RestoreDialog(LocalState &local, Prompt &prompt, QTimeZone zone, const QString &usual, QWidget *parent);
    ~RestoreDialog() override;

    /// The name under which the new place was saved; empty for the usual file, which needs none.
    [[nodiscard]] const QString &connection() const { return m_connection; }
    void reject() override;

private:
    void setupSource();
    void setupFile(const QString &usual);
    void setupServer();
    void setupProof();
    void addStep(const QList<QWidget *> &parts);
    void arrange();
    void chooseBackup();
    void choosePlace();
    void look();
    void forget();
    void present(const BackupFacts &facts);
    void restore();
    [[nodiscard]] RestoreOrder order() const;
    void take(const Result<RestoreReport> &report);
    void refuse(const Error &error);
    [[nodiscard]] QString fieldOf(const Error &error) const;
    void setBusy(bool busy);

    LocalState &m_local;
    Prompt &m_prompt;
    QTimeZone m_zone;
    QString m_usual;
    RestoreService m_service;
    QStackedWidget *m_steps;
    FieldForm *m_form;
    QLineEdit *m_backup;
    QPushButton *m_chooseBackup;
    WrappedLabel *m_facts;
    QLineEdit *m_file;
    QPushButton *m_choosePlace;
    std::unique_ptr<ServerFields> m_server;
    QLineEdit *m_login;
    QLineEdit *m_serverPassword;
    QLineEdit *m_words;
    QLineEdit *m_user;
    QLineEdit *m_password;
    StatusLine *m_failure;
    StatusLine *m_outcome;
    BackupLine *m_line;
    ReportView *m_report;
    QPushButton *m_restore;
    QPushButton *m_close;
    bool m_ofServer = false;
    bool m_known = false; ///< the backup was read and says what it is
    bool m_restored = false;
    int m_request = 0;
    DatabaseAddress m_place;
    QString m_connection;
};

} // namespace callveil
