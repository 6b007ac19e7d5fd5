// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;
class QPlainTextEdit;

namespace callveil {

class SearchCombo;

/// Makes a process or changes one.
class ProcessDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `details` without an id: a new process.
    ProcessDialog(ProcessService &processes, ProcessDetails details, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(ProcessId process);

protected:
    void save() override;
    void refused(const Error &error) override;

private:
    void makeFields();
    void addFields();
    void showDetails();
    void listZones();
    [[nodiscard]] ProcessDetails entered() const;
    [[nodiscard]] bool refusesPlace(const Process &process);
    void finish(const Result<ProcessId> &answer);

    ProcessService &m_processes;
    ProcessDetails m_details;
    QLineEdit *m_name, *m_account, *m_project, *m_callerId;
    SearchCombo *m_country, *m_zone;
    QPlainTextEdit *m_dids;
    QPlainTextEdit *m_campaigns = nullptr; ///< of a new process alone
};

} // namespace callveil
