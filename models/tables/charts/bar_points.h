// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>
#include <vector>

namespace callveil {

/// Values of some things side by side: what a picture of bars is made of.
struct BarPoints {
    QStringList categories;
    QStringList names; ///< of the series, at most five
    std::vector<std::vector<double>> values; ///< [series][category]
    std::vector<std::optional<double>> marks; ///< [category], a line across its bars, e.g. a limit; empty: none has one
    QString markName;
    QString unit; ///< shown after values, e.g. "%"

    bool operator==(const BarPoints &) const = default;
};

} // namespace callveil
