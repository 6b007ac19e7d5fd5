// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notices/notice.h"
#include "domain/people/role.h"
#include "ui/shell/page_link.h"

#include <QSet>

namespace callveil {

/// Where something can be done about it; nullopt: nowhere that this person may use.
[[nodiscard]] std::optional<PageLink> noticeLink(const Notice &notice, const QSet<Permission> &permissions);

} // namespace callveil
