// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"

namespace callveil {

/// Writes SQLite's log into the file and empties it, so that deleted bytes are nowhere any more. False while another
/// program still reads an older state: then a later checkpoint does it. Nothing to do on a server (true). Outside a
/// transaction.
[[nodiscard]] Result<bool> emptyLog(Connection &connection);

} // namespace callveil
