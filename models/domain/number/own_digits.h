// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace callveil {

/// `text` with x for every digit of a run that also stands in one of `numbers`: at least leastFreeDigits digits in
/// their order, also when separators stand between them. Finds the numbers of a record in its other fields, whatever
/// country they belong to and whether or not such numbers exist.
[[nodiscard]] QString withOwnDigitsMasked(QString text, const QStringList &numbers);

} // namespace callveil
