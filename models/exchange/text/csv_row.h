// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/row_fault.h"

#include <QByteArrayView>

#include <optional>
#include <string>
#include <vector>

namespace callveil {

/// One row of a CSV file: trimmed fields in UTF-8, or the fault for which it must be rejected. Made to be reused for
/// row after row.
class CsvRow final {
public:
    static constexpr qsizetype s_longestField = 64 * 1024; ///< bytes
    static constexpr int s_mostFields = 4096;
    static constexpr char s_separator = '\x1F';

    qint64 line = 0; ///< where the row starts, from 1
    int lines = 1; ///< how many lines it takes
    std::optional<RowFault> fault;
    int faultColumn = -1; ///< from 0; -1: the row as a whole

    void clear();
    void append(QByteArrayView field);
    void refuse(RowFault why, int column = -1);

    [[nodiscard]] int size() const { return int(m_ends.size()); }
    [[nodiscard]] QByteArrayView field(int column) const;
    [[nodiscard]] bool isBlank() const;
    /// All fields joined by 0x1F, the canonical form of the row.
    [[nodiscard]] QByteArrayView joined() const { return QByteArrayView(m_joined.data(), qsizetype(m_joined.size())); }

private:
    std::string m_joined; ///< keeps its memory from row to row, which a shared QByteArray could not
    std::vector<qsizetype> m_ends; ///< end of each field in m_joined
};

} // namespace callveil
