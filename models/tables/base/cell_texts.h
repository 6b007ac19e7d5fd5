// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking_policy.h"
#include "tables/base/table_cell.h"

#include <QTimeZone>

namespace callveil {

/// A moment in a zone, to the second.
[[nodiscard]] QString exactTime(qint64 msSinceEpoch, const QTimeZone &zone);

/// How tables word stored values. The program hands these in, because sentences are made above the models.
struct CellTexts {
    QString (*policy)(const MaskingPolicy &); ///< "Replacement, 2 + 2 digits shown"
    QString (*number)(const QString &); ///< a number, time or mask as it is displayed, left to right in every language
    QTimeZone zone; ///< the visible zone

    /// Date and time as short as the language has them, to the minute.
    [[nodiscard]] static QString timeFormat();
    /// A moment in the visible zone.
    [[nodiscard]] QString time(qint64 msSinceEpoch) const;

    /// A moment; sorts by time.
    [[nodiscard]] TableCell timeCell(qint64 msSinceEpoch) const { return numberCell(time(msSinceEpoch), msSinceEpoch); }
    /// What reads from left to right in every language; sorts by `key`, by itself when there is none.
    [[nodiscard]] TableCell numberCell(const QString &text, const QVariant &key = {}) const
    {
        return text.isEmpty() ? TableCell() : TableCell{number(text), text, key};
    }
};

} // namespace callveil
