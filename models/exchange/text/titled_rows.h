// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/text/csv_rows.h"

#include <QFile>
#include <QStringList>

namespace callveil {

/// The rows of a CSV file whose first row holds titles, in any order and case. Cells are separated by commas or
/// semicolons, whichever the first line has more of. Columns go by their place in the list of titles.
class TitledRows final {
public:
    TitledRows(const QString &path, QStringList titles);

    /// Opens the file and reads its titles. Fails with FileUnreadable, FileEmpty.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] bool has(int column) const { return m_places[column] >= 0; }
    /// Goes on to the next row that is not blank; false at the end. Fails with FileUnreadable.
    [[nodiscard]] Result<bool> next();

    /// Of the row: where it starts, and its fault.
    [[nodiscard]] const CsvRow &row() const { return m_row; }
    /// Empty where the file or the row has not got the column.
    [[nodiscard]] QString cell(int column) const;
    /// True when text stands behind the last title: a separator too many moves cells into columns that are not theirs.
    [[nodiscard]] bool isOverlong() const;

private:
    QString m_name; ///< of the file, for errors
    QStringList m_titles;
    QFile m_file;
    std::optional<CsvRows> m_rows; ///< once the file is open
    QList<int> m_places; ///< of each title; -1: missing
    int m_columns = 0; ///< how many the first row has
    CsvRow m_row;
};

} // namespace callveil
