// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace callveil {

class EmergencyPanel;
class GatewayPanel;

/// Voice Platform: what the platform that carries the calls is told.
class VoicePlatformPage final : public Page {
    Q_OBJECT

public:
    explicit VoicePlatformPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    GatewayPanel *m_gateways;
    EmergencyPanel *m_emergency;
};

} // namespace callveil
