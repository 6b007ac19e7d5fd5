// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callbacks/callback_service.h"
#include "ui/widgets/form_dialog.h"

class QSpinBox;

namespace callveil {

/// Gives an endpoint another secret; asks how long the old one signs too.
class RenewSecretDialog final : public FormDialog {
    Q_OBJECT

public:
    RenewSecretDialog(CallbackService &callbacks, CallbackKind kind, QWidget *parent = nullptr);

Q_SIGNALS:
    void renewed();

protected:
    void save() override;

private:
    CallbackService &m_callbacks;
    CallbackKind m_kind;
    QSpinBox *m_hours;
};

} // namespace callveil
