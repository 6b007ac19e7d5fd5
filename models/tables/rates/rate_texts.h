// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rating/rate_table.h"
#include "tables/base/cell_texts.h"

namespace callveil {

/// How tables word rates; handed in by the program.
struct RateTexts {
    QString (*kind)(RateKind);
    QString (*state)(RateState);
    QString (*why)(WhyUnrated);
    QString (*advice)(WhyUnrated);
    QString (*country)(const QString &region);
    QString (*duration)(qint64 seconds);
    QString (*fault)(const Error &);
    CellTexts cells;

    /// A prefix; sorts as its digits do.
    [[nodiscard]] TableCell prefixCell(const QString &prefix) const { return cells.numberCell(prefix, prefix); }
    /// The country whose code the prefix begins with.
    [[nodiscard]] TableCell countryCell(const QString &prefix) const
    {
        const QString region = regionOfPrefix(prefix);
        return {region.isEmpty() ? QString() : country(region)};
    }
};

} // namespace callveil
