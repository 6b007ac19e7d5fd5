// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/leak_audit_service.h"
#include "ui/widgets/form_dialog.h"

namespace callveil {

class NoteEdit;

/// Asks why findings are accepted.
class AcceptLeakDialog final : public FormDialog {
    Q_OBJECT

public:
    AcceptLeakDialog(LeakAuditService &service, QList<SeenLeak> leaks, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved();

protected:
    void save() override;

private:
    LeakAuditService &m_service;
    QList<SeenLeak> m_leaks;
    NoteEdit *m_reason;
};

} // namespace callveil
