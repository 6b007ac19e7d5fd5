// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking.h"
#include "domain/number/number_reader.h"
#include "exchange/calls/csv_mapping.h"

namespace callveil {

/// Shows the cells of a file for the mapping page so that none can give a number away: whatever has as many digits as a
/// number is masked, unless it is plainly a time, or an id in a column of ids.
class PreviewMask final {
public:
    /// `guess` is what the file itself says of its columns; a mapping that a person chose must not uncover any.
    /// `latest`: ms since 1970 up to which a time can be one of a call.
    PreviewMask(const QString &region, MaskingPolicy policy, TokenHash tokens, const CsvMapping &guess, qint64 latest);

    [[nodiscard]] QString text(const QString &cell) const;
    [[nodiscard]] QString cell(const QString &cell, int column) const;

private:
    [[nodiscard]] bool isTime(const QString &cell, int column) const;
    [[nodiscard]] bool isId(const QString &cell, int column) const;

    NumberReader m_reader;
    MaskingPolicy m_policy;
    TokenHash m_tokens;
    QList<int> m_timeColumns;
    int m_idColumn;
    qint64 m_latest;
};

} // namespace callveil
