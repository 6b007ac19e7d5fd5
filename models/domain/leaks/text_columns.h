// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace callveil {

/// What stands in a stored text, and so what the leak audit does with it.
enum class TextUse {
    Searched, ///< what people or their systems wrote: it is searched for telephone numbers
    Party, ///< a party as the policy of its process shows it: it is clear when it has the form of a whole number
    Own, ///< numbers and targets that are the organisation's own
    Fixed, ///< words and codes of a list or pattern in which no number of a person fits
    Copied, ///< the same as in another column, or on its way into one
    Routed, ///< the real numbers of active bindings, which a switch alone is told (security.md, rule 1)
};

/// A column of texts, by the name of its table alone.
struct TextColumn {
    const char *table;
    const char *column;
    TextUse use;
};

/// Every stored text on either engine. A test compares the list with the schema: a new column has to be decided on, and
/// one that is searched has to stand in the queries of leak.sql and in the functions cv_api.leak_texts() and so on.
[[nodiscard]] const QList<TextColumn> &textColumns();

} // namespace callveil
