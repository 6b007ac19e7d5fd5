// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking_policy.h"

#include <QLocale>
#include <QTimeZone>

namespace callveil {

/// How tables word stored values. The program hands these in, because sentences are made above the models.
struct CellTexts {
    QString (*policy)(const MaskingPolicy &); ///< "Replacement, 2 + 2 digits shown"
    QString (*number)(const QString &); ///< a masked number as it is displayed, left to right in every language
    QTimeZone zone; ///< the visible zone

    /// A moment in the visible zone, as short as the language has it.
    [[nodiscard]] QString time(qint64 msSinceEpoch) const
    {
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(msSinceEpoch, zone), QLocale::ShortFormat);
    }
};

} // namespace callveil
