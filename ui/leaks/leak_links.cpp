// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/leak_links.h"

#include "services/calls/call_log_service.h"

#include <QCoreApplication>
#include <QHash>

#include <array>

namespace callveil {

namespace {

struct Place {
    const char *page;
    Permission permission;
    const char *title;
};

constexpr std::array s_pages{
    Place{"calls", Permission::ViewCallLog, QT_TRANSLATE_NOOP("LeakLinks", "Show these calls")},
    Place{"bindings", Permission::ManagePools, QT_TRANSLATE_NOOP("LeakLinks", "Open the binding")},
    Place{"pools", Permission::ManagePools, QT_TRANSLATE_NOOP("LeakLinks", "Open the pool")},
    Place{"masking", Permission::ConfigureMasking, QT_TRANSLATE_NOOP("LeakLinks", "Open Masking")},
    Place{"agents", Permission::ManageProcesses, QT_TRANSLATE_NOOP("LeakLinks", "Open Agents")},
    Place{"users", Permission::ManageUsers, QT_TRANSLATE_NOOP("LeakLinks", "Open Users")},
    Place{"platform", Permission::ManageSecurity, QT_TRANSLATE_NOOP("LeakLinks", "Open Voice Platform")},
    Place{"security", Permission::ManageSecurity, QT_TRANSLATE_NOOP("LeakLinks", "Open Security Settings")},
    Place{"audit", Permission::ViewAudit, QT_TRANSLATE_NOOP("LeakLinks", "Open Audit Trail")},
};

/// The page where the texts of a table are seen and changed.
QString pageOfTable(const QString &table)
{
    static const QHash<QString, QString> pages{
        {QStringLiteral("agent"), QStringLiteral("agents")},
        {QStringLiteral("agent_process"), QStringLiteral("agents")},
        {QStringLiteral("api_key"), QStringLiteral("platform")},
        {QStringLiteral("binding"), QStringLiteral("bindings")},
        {QStringLiteral("campaign"), QStringLiteral("masking")},
        {QStringLiteral("deed"), QStringLiteral("audit")},
        {QStringLiteral("gateway"), QStringLiteral("platform")},
        {QStringLiteral("import_profile"), QStringLiteral("calls")},
        {QStringLiteral("opt_out"), QStringLiteral("platform")},
        {QStringLiteral("person"), QStringLiteral("users")},
        {QStringLiteral("policy_revision"), QStringLiteral("masking")},
        {QStringLiteral("pool"), QStringLiteral("pools")},
        {QStringLiteral("process"), QStringLiteral("masking")},
        {QStringLiteral("request"), QStringLiteral("audit")},
        {QStringLiteral("retention"), QStringLiteral("security")},
        {QStringLiteral("saved_view"), QStringLiteral("calls")},
        {QStringLiteral("session_tag"), QStringLiteral("calls")},
        {QStringLiteral("setting"), QStringLiteral("security")},
        {QStringLiteral("sign_in"), QStringLiteral("users")},
    };
    return pages.value(table);
}

PageLink bindingLink(const Leak &leak)
{
    return {
        QStringLiteral("bindings"), 0, leak.session.isEmpty() ? QString() : CallLogService::sessionName(leak.session)};
}

PageLink textLink(const Leak &leak)
{
    const QString table = leak.key.place.section(u'.', 0, 0);
    PageLink link{pageOfTable(table)};
    if (link.page == QLatin1String("bindings"))
        return bindingLink(leak);
    if (link.page == QLatin1String("masking"))
        link.id = leak.key.process.value;
    else if (link.page == QLatin1String("pools") && leak.key.kind == LeakKind::ClearNumber)
        link.id = leak.key.object;
    return link;
}

PageLink wantedLink(const Leak &leak)
{
    if (!leak.calls.isEmpty())
        return {QStringLiteral("calls"), leak.key.process.value};
    switch (leak.key.kind) {
    case LeakKind::EndlessBinding:
    case LeakKind::IdleBinding:
    case LeakKind::ClosedCase:
        return bindingLink(leak);
    case LeakKind::DidInTwoPools:
    case LeakKind::PoolLow:
        return {QStringLiteral("pools"), leak.key.pool.value};
    case LeakKind::MaskingOff:
        return {QStringLiteral("masking"), leak.key.process.value};
    case LeakKind::CanarySeen:
        if (leak.key.place == QLatin1String(placeOfBindings))
            return {QStringLiteral("bindings")};
        if (leak.key.place == QLatin1String(placeOfAgents))
            return {QStringLiteral("agents")};
        return textLink(leak);
    case LeakKind::PresentedOther:
    case LeakKind::DialledAround:
    case LeakKind::ClearNumber:
    case LeakKind::UnboundCallback:
    case LeakKind::NoConsent:
        break;
    }
    return textLink(leak);
}

const Place *placeOf(const QString &page)
{
    for (const Place &place : s_pages)
        if (page == QLatin1String(place.page))
            return &place;
    return nullptr;
}

} // namespace

std::optional<PageLink> linkOf(const Leak &leak, const QSet<Permission> &permissions)
{
    PageLink link = wantedLink(leak);
    const Place *place = placeOf(link.page);
    return place && permissions.contains(place->permission) ? std::optional(std::move(link)) : std::nullopt;
}

QString linkTitle(const PageLink &link)
{
    const Place *place = placeOf(link.page);
    return place ? QCoreApplication::translate("LeakLinks", place->title) : QString();
}

} // namespace callveil
