// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/audit/audit_service.h"
#include "ui/widgets/form_dialog.h"

namespace callveil {

class NoteEdit;

/// Asks why this computer shall take the record as it is from now on, and has it recorded.
class AcceptDialog final : public FormDialog {
    Q_OBJECT

public:
    explicit AcceptDialog(AuditService &audit, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved();

protected:
    void save() override;

private:
    AuditService &m_audit;
    NoteEdit *m_reason;
};

} // namespace callveil
