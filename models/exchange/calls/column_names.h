// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace callveil {

/// How the columns of a file are called in messages: by the header, else "column 3".
class ColumnNames final {
public:
    ColumnNames() = default;
    explicit ColumnNames(QStringList header);

    /// `column` from 0. A header cell that looks like a number (a data row taken for a header) or
    /// holds control characters is never repeated.
    [[nodiscard]] QString name(int column) const;

private:
    QStringList m_header;
};

} // namespace callveil
