// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notices/notice_link.h"

namespace callveil {

std::optional<PageLink> noticeLink(const Notice &notice, const QSet<Permission> &permissions)
{
    const auto when = [&](Permission needed, PageLink link) {
        return permissions.contains(needed) ? std::optional(std::move(link)) : std::nullopt;
    };
    switch (notice.kind) {
    case NoticeKind::Findings:
        return when(Permission::ViewAudit, {QStringLiteral("leaks")});
    case NoticeKind::RevealLimit:
    case NoticeKind::SearchLimit:
        return when(Permission::ViewAudit, {QStringLiteral("audit")});
    case NoticeKind::PoolLow:
        return when(Permission::ManagePools, {QStringLiteral("pools"), notice.id});
    case NoticeKind::CallbackGone:
    case NoticeKind::CallbackFailing:
        return when(Permission::ManageCallbacks, {QStringLiteral("callbacks")});
    case NoticeKind::KeysWaiting:
        return when(Permission::ManageUsers, {QStringLiteral("privileges")});
    case NoticeKind::PolicyChanged:
        return when(Permission::ConfigureMasking, {QStringLiteral("masking"), notice.id});
    }
    return std::nullopt;
}

} // namespace callveil
