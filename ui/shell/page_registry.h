// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <vector>

namespace callveil {

/// Every page of the console, in the order of the navigation; System Configuration stands where its first tab does. A
/// new page is one entry here.
[[nodiscard]] std::vector<PageEntry> allPages();

/// Those that this person may use.
[[nodiscard]] std::vector<PageEntry> pagesFor(const std::vector<PageEntry> &pages, const QSet<Permission> &permissions);

} // namespace callveil
