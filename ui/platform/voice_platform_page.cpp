// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/voice_platform_page.h"

#include "ui/platform/emergency_panel.h"
#include "ui/platform/gateway_panel.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace callveil {

VoicePlatformPage::VoicePlatformPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_gateways(new GatewayPanel(context, this)), m_emergency(new EmergencyPanel(context, this))
{
    setObjectName(QStringLiteral("voicePlatformPage"));
    auto *head = new PageHead(tr("Voice Platform"),
        tr("For the voice platform: the carriers through which masked calls are to go out, and emergency numbers."),
        this);
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_gateways);
    parts->addWidget(m_emergency);
    parts->setChildrenCollapsible(false);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addWidget(parts, 1);
}

void VoicePlatformPage::refresh()
{
    m_gateways->refresh();
    m_emergency->refresh();
}

} // namespace callveil
