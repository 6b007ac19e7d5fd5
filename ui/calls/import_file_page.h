// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "ui/shell/page.h"

#include <QWizardPage>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace callveil {

class ImportDraft;
class StatusLine;

/// First step: which file, for which process and campaign, in which format.
class ImportFilePage final : public QWizardPage {
    Q_OBJECT

public:
    ImportFilePage(ImportDraft &draft, const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] bool isComplete() const override;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setUpForm();
    void readProcesses();
    void sayUnread(const Error &error);
    void setProcesses(std::vector<ProcessDetails> processes);
    void updateCampaigns();
    void tellTarget();
    void chooseFile();
    void setFile(const QString &file);
    void makeProcess();
    void updateState();
    void sayState();
    [[nodiscard]] bool hasProcess() const;

    ImportDraft &m_draft;
    PageContext m_context;
    ProcessService m_service;
    std::vector<ProcessDetails> m_processes;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QComboBox *m_process;
    QComboBox *m_campaign;
    QComboBox *m_format;
    QPushButton *m_newProcess;
    StatusLine *m_state;
};

} // namespace callveil
