// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/about/about_service.h"

#include <QString>

namespace callveil {

/// What whoever helps wants to know of this program and this computer, a fact to a line: versions and looks, no number,
/// no name of a person, of an organisation, of a host or of a file. English in every language. Without facts, nothing
/// is said of the database.
[[nodiscard]] QString diagnosticsText(const std::optional<DatabaseFacts> &facts);

/// "SQLite 3.40.1, schema 12".
[[nodiscard]] QString engineText(const DatabaseFacts &facts);

} // namespace callveil
