// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"
#include "domain/calls/row_fault.h"
#include "tables/base/cell_texts.h"

namespace callveil {

/// How the tables of calls word stored values. The program hands these in, because sentences are made above the models.
struct CallTexts {
    QString (*direction)(Direction);
    QString (*disposition)(Disposition);
    QString (*legKind)(LegKind);
    QString (*medium)(Medium);
    QString (*consent)(Consent);
    QString (*duration)(qint64 seconds);
    QString (*fault)(RowFault);
    QString (*number)(const QString &); ///< a number as it is displayed, left to right in every language
    QTimeZone zone; ///< the visible zone

    /// A moment in the visible zone, to the second.
    [[nodiscard]] QString time(qint64 msSinceEpoch) const { return exactTime(msSinceEpoch, zone); }
};

} // namespace callveil
