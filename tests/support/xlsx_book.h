// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace callveil {

/// One sheet of a workbook, as a spreadsheet reads it.
struct BookSheet {
    QString name;
    QList<QStringList> rows; ///< texts; empty where there is no cell
    QStringList faults; ///< cells that are no texts, formulas, and what else has no business there
    QByteArray xml;

    [[nodiscard]] QStringList column(int place) const;
};

/// The sheets of an XLSX file in their order; none when the file cannot be read.
[[nodiscard]] QList<BookSheet> readBook(const QString &path);

/// A text with its _xHHHH_ put back (ECMA-376, ST_Xstring).
[[nodiscard]] QString xstring(const QString &text);

} // namespace callveil
