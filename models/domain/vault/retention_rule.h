// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// How long the real numbers of a process are kept (domain.md, Retention of real numbers): whole months, each until so
/// many days after its last. While a legal hold stands, nothing is deleted.
struct RetentionRule {
    int days = 0; ///< leastDays to mostDays
    QString holdReason; ///< of a legal hold; empty without one

    static constexpr int leastDays = 1;
    static constexpr int mostDays = 3650;

    [[nodiscard]] bool isHeld() const { return !holdReason.isEmpty(); }
    [[nodiscard]] bool operator==(const RetentionRule &) const = default;
};

} // namespace callveil
