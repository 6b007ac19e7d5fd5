// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace callveil {

/// What a table is written as.
enum class SheetFormat { Xlsx, Csv, Pdf };

struct SheetColumn {
    QString title;
    bool figures = false; ///< aligned to the right
};

/// What stands above the rows of a table that is written or printed.
struct SheetHead {
    QString title; ///< of the pages and of the sheets of a workbook
    QString note; ///< below it on each page: what is shown, in which zone; may be empty
    std::vector<SheetColumn> columns;
    QString page = QStringLiteral("%1"); ///< how a page tells its number

    [[nodiscard]] QStringList titles() const;
};

/// The stable name, which is the suffix of its files too: "xlsx", "csv", "pdf".
[[nodiscard]] QString sheetKey(SheetFormat format);
[[nodiscard]] std::optional<SheetFormat> sheetFromKey(const QString &key);
/// By the suffix of a file's name; nullopt when it is none of these.
[[nodiscard]] std::optional<SheetFormat> sheetOfFile(const QString &file);

} // namespace callveil
