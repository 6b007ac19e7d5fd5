// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace callveil {

/// Names a new campaign of a process or renames one.
class CampaignDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `campaign` without an id: a new one.
    CampaignDialog(ProcessService &processes, ProcessId process, Campaign campaign, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved();

protected:
    void save() override;

private:
    void finish(const std::optional<Error> &error);

    ProcessService &m_processes;
    ProcessId m_process;
    Campaign m_campaign;
    QLineEdit *m_name;
};

} // namespace callveil
