// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/switch_login_service.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace callveil {

/// Asks for the name of a switch and makes its login.
class SwitchLoginDialog final : public FormDialog {
    Q_OBJECT

public:
    explicit SwitchLoginDialog(SwitchLoginService &logins, QWidget *parent = nullptr);

Q_SIGNALS:
    void made(const callveil::SwitchAccess &access);

protected:
    void save() override;
    void reject() override;

private:
    SwitchLoginService &m_logins;
    QLineEdit *m_name;
    bool m_waiting = false;
};

} // namespace callveil
