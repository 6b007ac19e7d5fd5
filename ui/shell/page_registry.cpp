// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_registry.h"

#include "ui/audit/audit_page.h"
#include "ui/backup/backup_page.h"
#include "ui/bindings/bindings_page.h"
#include "ui/callbacks/callbacks_page.h"
#include "ui/calls/call_log_page.h"
#include "ui/leaks/leak_audit_page.h"
#include "ui/masking/agents_page.h"
#include "ui/masking/masking_page.h"
#include "ui/overview/overview_page.h"
#include "ui/people/users_page.h"
#include "ui/platform/voice_platform_page.h"
#include "ui/pools/number_pools_page.h"
#include "ui/privileges/privileges_page.h"
#include "ui/rates/rates_page.h"
#include "ui/reports/reports_page.h"
#include "ui/security/security_page.h"

#include <QCoreApplication>

#include <algorithm>

namespace callveil {

namespace {

template <typename PageClass>
Page *make(const PageContext &context, QWidget *parent)
{
    return new PageClass(context, parent);
}

QString title(const char *text)
{
    return QCoreApplication::translate("Pages", text);
}

} // namespace

std::vector<PageEntry> allPages()
{
    return {
        {QStringLiteral("overview-page"), title(QT_TRANSLATE_NOOP("Pages", "Overview")), QStringLiteral("overview"),
            Permission::ViewReports, false, make<OverviewPage>, {Permission::ManagePools, Permission::ViewAudit}},
        {QStringLiteral("calls"), title(QT_TRANSLATE_NOOP("Pages", "Call Log")), QStringLiteral("call_start"),
            Permission::ViewCallLog, false, make<CallLogPage>},
        {QStringLiteral("pools"), title(QT_TRANSLATE_NOOP("Pages", "Number Pools")), QStringLiteral("distribute_graph"),
            Permission::ManagePools, false, make<NumberPoolsPage>},
        {QStringLiteral("bindings"), title(QT_TRANSLATE_NOOP("Pages", "Bindings")), QStringLiteral("network_connect"),
            Permission::ManagePools, false, make<BindingsPage>},
        {QStringLiteral("reports"), title(QT_TRANSLATE_NOOP("Pages", "Reports")), QStringLiteral("report"),
            Permission::ViewReports, false, make<ReportsPage>},
        {QStringLiteral("leaks"), title(QT_TRANSLATE_NOOP("Pages", "Leak Audit")), QStringLiteral("data_warning"),
            Permission::ViewAudit, false, make<LeakAuditPage>},
        {QStringLiteral("masking"), title(QT_TRANSLATE_NOOP("Pages", "Masking")), QStringLiteral("view_hidden"),
            Permission::ConfigureMasking, true, make<MaskingPage>},
        {QStringLiteral("agents"), title(QT_TRANSLATE_NOOP("Pages", "Agents")), QStringLiteral("group"),
            Permission::ManageProcesses, true, make<AgentsPage>},
        {QStringLiteral("privileges"), title(QT_TRANSLATE_NOOP("Pages", "Privileges")), QStringLiteral("view_visible"),
            Permission::ManageUsers, true, make<PrivilegesPage>},
        {QStringLiteral("users"), title(QT_TRANSLATE_NOOP("Pages", "Users")), QStringLiteral("system_users"),
            Permission::ManageUsers, true, make<UsersPage>},
        {QStringLiteral("rates"), title(QT_TRANSLATE_NOOP("Pages", "Rates")), QStringLiteral("document_edit"),
            Permission::ViewReports, true, make<RatesPage>},
        {QStringLiteral("platform"), title(QT_TRANSLATE_NOOP("Pages", "Voice Platform")), QStringLiteral("configure"),
            Permission::ManageSecurity, true, make<VoicePlatformPage>},
        {QStringLiteral("callbacks"), title(QT_TRANSLATE_NOOP("Pages", "Callback Configuration")),
            QStringLiteral("go_next"), Permission::ManageCallbacks, true, make<CallbacksPage>},
        {QStringLiteral("security"), title(QT_TRANSLATE_NOOP("Pages", "Security Settings")), QStringLiteral("lock"),
            Permission::ManageSecurity, true, make<SecurityPage>},
        {QStringLiteral("backup"), title(QT_TRANSLATE_NOOP("Pages", "Backup")), QStringLiteral("document_save"),
            Permission::ManageSecurity, true, make<BackupPage>},
        {QStringLiteral("audit"), title(QT_TRANSLATE_NOOP("Pages", "Audit Trail")),
            QStringLiteral("view_calendar_journal"), Permission::ViewAudit, false, make<AuditPage>},
    };
}

bool PageEntry::isFor(const QSet<Permission> &permissions) const
{
    return !permission || permissions.contains(*permission)
        || std::any_of(others.begin(), others.end(), [&](Permission other) { return permissions.contains(other); });
}

std::vector<PageEntry> pagesFor(const std::vector<PageEntry> &pages, const QSet<Permission> &permissions)
{
    std::vector<PageEntry> allowed;
    for (const PageEntry &page : pages)
        if (page.isFor(permissions))
            allowed.push_back(page);
    return allowed;
}

} // namespace callveil
