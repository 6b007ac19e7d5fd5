// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/sheets/sheet.h"
#include "ui/shell/page.h"

namespace callveil {

/// Where a table goes, and as what.
struct SheetChoice {
    QString file;
    SheetFormat format = SheetFormat::Xlsx;
};

/// Asks for a file, a workbook by default: its suffix says the format. Nothing when it is cancelled, or has a suffix of
/// something else, which the banner says. `name` is proposed, without a suffix.
[[nodiscard]] std::optional<SheetChoice> chooseSheet(
    const PageContext &context, QWidget *parent, const QString &title, const QString &name);

} // namespace callveil
