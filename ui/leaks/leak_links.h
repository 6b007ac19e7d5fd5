// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/leak.h"
#include "domain/people/role.h"
#include "ui/shell/page_link.h"

#include <QSet>

namespace callveil {

/// Where a finding leads to: a page and what of it, as far as the person may use it; nullopt when there is nothing.
[[nodiscard]] std::optional<PageLink> linkOf(const Leak &leak, const QSet<Permission> &permissions);
/// What the way there is called: "Show these calls".
[[nodiscard]] QString linkTitle(const PageLink &link);

} // namespace callveil
