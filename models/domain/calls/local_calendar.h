// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTimeZone>

namespace callveil {

/// The calendar day of a moment in one zone. Remembers the zone's offset by quarter of an hour, because asking the zone
/// for every call costs more than reading the call. One thread.
class LocalCalendar final {
public:
    explicit LocalCalendar(QTimeZone zone);

    /// Days since 1970 in the zone; `utc` in ms since 1970.
    [[nodiscard]] int dayOf(qint64 utc);

private:
    QTimeZone m_zone;
    qint64 m_quarter = -1;
    qint64 m_offset = 0;
    QHash<qint64, qint64> m_offsets; ///< ms east of UTC by quarter of an hour since 1970
};

} // namespace callveil
