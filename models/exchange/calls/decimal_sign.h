// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace callveil {

/// Decides whether the durations of a column are written with a decimal point or a decimal comma, so that 1,234 and
/// 1.234 can be told apart: '.', ',' or '\0' when the cells leave it open.
[[nodiscard]] char guessDecimalSign(const QList<QStringList> &rows, int column);

/// A number without the signs between its thousands, and with the decimal sign it may have; empty when it cannot be
/// told what a sign means. What stands behind the digits is kept. `decimal` as above; undecided, a comma before the
/// last three digits stands between thousands.
[[nodiscard]] QByteArray withoutThousands(QByteArrayView number, char decimal);

} // namespace callveil
