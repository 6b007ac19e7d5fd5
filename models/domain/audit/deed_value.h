// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callveil {

/// What stands behind the name of a field in the text before or after a deed: "cost 12.30 EUR; legs 7".
enum class DeedValue {
    Text, ///< words, and what people typed
    Count,
    Money, ///< "12.30 EUR, 0.50 USD"
    Number, ///< proxy numbers, prefixes and emergency numbers, as digits
    Target, ///< where the organisation is called or calls from, in any form
};

/// Of a field that names its owner by id, as nounOfField() says, this is Text too.
[[nodiscard]] DeedValue deedValueOf(const QString &field);
/// What of the text before or after a deed may hold somebody's number: all but the fields of the organisation's own
/// values (its numbers, ids, counts and amounts of money) that have the form of such a value.
[[nodiscard]] QString searchedText(const QString &action, const QString &text);

} // namespace callveil
