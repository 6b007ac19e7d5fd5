// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_order.h"
#include "storage/database/connection.h"
#include "storage/people/identity.h"

namespace callveil {

/// Reads the beginning of a file and shows it masked by the policy that the process would store it under.
[[nodiscard]] Result<ImportPreview> previewImport(
    Connection &connection, const Identity &person, const ImportOrder &order);

} // namespace callveil
