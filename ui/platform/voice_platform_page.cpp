// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/voice_platform_page.h"

#include "ui/platform/api_key_panel.h"
#include "ui/platform/call_test_panel.h"
#include "ui/platform/emergency_panel.h"
#include "ui/platform/gateway_panel.h"
#include "ui/platform/late_callback_panel.h"
#include "ui/platform/opt_out_panel.h"
#include "ui/platform/service_panel.h"
#include "ui/platform/switch_login_panel.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/help_topic.h"
#include "ui/widgets/page_head.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace callveil {

VoicePlatformPage::VoicePlatformPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_parts(new QTabWidget(this))
{
    setObjectName(QStringLiteral("voicePlatformPage"));
    auto *head = new PageHead(tr("Voice Platform"),
        tr("For the switches and programs that carry masked calls: through which carriers, what callers are told, and "
           "who may ask."),
        this);
    m_parts->setObjectName(QStringLiteral("platformParts"));
    m_parts->setDocumentMode(true);
    add(new GatewayPanel(context, this), tr("&Gateways"));
    add(new EmergencyPanel(context, this), tr("Emergen&cy numbers"));
    const auto me = context.workspace.identity(); // who cannot change them has nothing to do there
    add(new LateCallbackPanel(context, this), tr("&Late-callback answers"), QStringLiteral("opt-outs"));
    if (me->may(Permission::ManagePools))
        add(new OptOutPanel(context, this), tr("&Opt-outs"), QStringLiteral("opt-outs"));
    if (me->may(Permission::ManageUsers) && me->allProcesses)
        add(new SwitchLoginPanel(context, this), tr("S&witch logins"));
    add(new ApiKeyPanel(context, this), tr("API &keys"), QStringLiteral("api"));
    add(new ServicePanel(context, this), tr("Serv&ice"), QStringLiteral("service"));
    if (me->may(Permission::ManagePools) && me->may(Permission::SearchByNumber))
        add(new CallTestPanel(context, this), tr("&Test a call"));
    connect(m_parts, &QTabWidget::currentChanged, this, &VoicePlatformPage::refresh);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addWidget(m_parts, 1);
}

void VoicePlatformPage::add(PlatformPanel *panel, const QString &title, const QString &topic)
{
    if (!topic.isEmpty())
        setHelpTopic(*panel, topic);
    const int unit = gridUnit(this);
    panel->layout()->setContentsMargins(0, unit, 0, 0);
    m_parts->addTab(panel, title);
}

void VoicePlatformPage::refresh()
{
    if (auto *panel = qobject_cast<PlatformPanel *>(m_parts->currentWidget()))
        panel->refresh();
}

} // namespace callveil
