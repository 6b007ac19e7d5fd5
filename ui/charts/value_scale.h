// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QValueAxis;

namespace callveil {

/// An axis of values from 0 in whole steps of 1, 2 or 5 times a power of ten.
struct ValueScale {
    double top = 1, step = 1;

    /// Up to `greatest` at least, in about as many steps as fit.
    [[nodiscard]] static ValueScale upTo(double greatest, int steps);
    /// `room`: what the axis is longer than its last step, as a part of it. `unit`: stands behind each number.
    void apply(QValueAxis &axis, double room = 0, const QString &unit = {}) const;
};

} // namespace callveil
