// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "exchange/sheets/sheet.h"

namespace callveil {

/// --format, and --force to replace a file; `verb` stands before their help, "export: ".
void addSheetOptions(Command &command, const QString &verb = {});
/// As --format says, else by the suffix of the file. Says why and answers the exit code when neither says a format, or
/// when the file is there and --force is not given.
[[nodiscard]] tl::expected<SheetFormat, int> sheetFormatOf(Command &command, const QString &file);

} // namespace callveil
