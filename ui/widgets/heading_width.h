// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QHeaderView;

namespace callveil {

/// The width at which a heading is whole, beside its sort mark when the table can be sorted by it. Qt's own hint keeps
/// a square of the header's height for the mark.
[[nodiscard]] int headingWidth(const QHeaderView &header, int section, bool sortable);

} // namespace callveil
