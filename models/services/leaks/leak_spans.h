// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/leaks/leak_reader.h"

namespace callveil {

/// What the leak audit reads at once.
using LeakPages = std::vector<std::vector<LeakSpan>>;

/// Without the legs of sessions that are looked at as a whole: one that came in and grew since the last scan is looked
/// at once.
[[nodiscard]] std::vector<LeakSpan> withoutRepeats(std::vector<LeakSpan> spans);
[[nodiscard]] qint64 sessionsIn(const LeakSpan &span);
/// Long rows of sessions are cut into pages, short ones are put together.
[[nodiscard]] LeakPages paged(const std::vector<LeakSpan> &spans);

} // namespace callveil
