// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notices/notice.h"

#include <algorithm>
#include <tuple>

namespace callveil {

QString noticeKindKey(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Findings:
        return QStringLiteral("findings");
    case NoticeKind::RevealLimit:
        return QStringLiteral("reveal-limit");
    case NoticeKind::SearchLimit:
        return QStringLiteral("search-limit");
    case NoticeKind::PoolLow:
        return QStringLiteral("pool-low");
    case NoticeKind::CallbackGone:
        return QStringLiteral("callback-gone");
    case NoticeKind::CallbackFailing:
        return QStringLiteral("callback-failing");
    case NoticeKind::KeysWaiting:
        return QStringLiteral("keys-waiting");
    case NoticeKind::PolicyChanged:
        return QStringLiteral("policy-changed");
    }
    return {};
}

QString Notice::key() const
{
    return QStringLiteral("%1 %2").arg(noticeKindKey(kind)).arg(id);
}

void sortNotices(std::vector<Notice> &notices)
{
    std::stable_sort(notices.begin(), notices.end(), [](const Notice &left, const Notice &right) {
        return std::tuple(left.weight, left.since.value_or(0)) > std::tuple(right.weight, right.since.value_or(0));
    });
}

} // namespace callveil
