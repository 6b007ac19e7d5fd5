// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet.h"
#include "storage/calls/call_store.h"

#include <QTimeZone>

namespace callveil {

/// How calls are written into a table.
struct CallSheet {
    SheetHead head; ///< names the zone of the times
    std::function<QStringList(const CallLine &)> cells; ///< of one call; called on a database thread
};

/// For programs: columns under names that stay, keys for words, ISO times, plain decimals.
[[nodiscard]] CallSheet plainCallSheet(const QTimeZone &zone);

/// As masking that is off leaves it: a number whole, or a text with as many digits as one.
[[nodiscard]] bool isClear(const ShownParty &party);

} // namespace callveil
