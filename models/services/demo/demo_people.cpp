// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/demo/demo_plan.h"
#include "services/demo/demo_service.h"

namespace callveil {

QString DemoService::password()
{
    return QStringLiteral("try-callveil-demo");
}

QList<DemoPerson> DemoService::people()
{
    return {{QStringLiteral("demo.administrator"), QStringLiteral("Demo Administrator"), Role::Administrator},
        {QStringLiteral("demo.supervisor"), QStringLiteral("Demo Supervisor"), Role::Supervisor},
        {QStringLiteral("demo.analyst"), QStringLiteral("Demo Analyst"), Role::Analyst},
        {QStringLiteral("demo.executive"), QStringLiteral("Demo Executive"), Role::Executive},
        {QStringLiteral("demo.manager"), QStringLiteral("Demo Group Manager"), Role::GroupManager},
        {QStringLiteral("demo.agent"), QStringLiteral("Demo Professional Agent"), Role::ProfessionalAgent}};
}

} // namespace callveil
