// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/gateway_service.h"
#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace callveil {

/// Adds a gateway or changes one.
class GatewayDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `gateway` without an id: a new one.
    GatewayDialog(GatewayService &gateways, Gateway gateway, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(callveil::GatewayId gateway, const QString &name);

protected:
    void save() override;

private:
    void addPlace();
    void addUse();
    [[nodiscard]] QSpinBox *addSpin(const QString &key, const QString &label, int value, int most, const QString &help);

    GatewayService &m_gateways;
    Gateway m_stored;
    QLineEdit *m_name, *m_target, *m_prefixes;
    QSpinBox *m_priority, *m_channels;
    QCheckBox *m_enabled;
};

} // namespace callveil
