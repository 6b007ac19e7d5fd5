// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/asterisk_layout.h"
#include "exchange/calls/time_reader.h"

namespace callveil {

/// Which clock an Asterisk server wrote its local times by. The epoch in a uniqueid tells when the channel was made; a
/// record may start much later (transfers, forks), so the offset is settled once for a file, by its first rows, and the
/// given zone holds unless they agree on another one.
class AsteriskClock final {
public:
    AsteriskClock(const QList<QStringList> &rows, const AsteriskLayout &layout, TimeReader &times);

    /// ms east of UTC for the next record; empty: the zone decides. Follows the server's clocks when they change.
    [[nodiscard]] TimeReader::Offset offset(QByteArrayView start, QByteArrayView uniqueId, const TimeReader &times);

private:
    void settle();

    QHash<qint64, int> m_votes; ///< rows by the offset at which record and channel start together
    int m_zoneVotes = 0; ///< rows where they do by the zone
    int m_rows = 0; ///< rows that say anything
    int m_possibleRows = 0; ///< rows that the zone makes possible: not before their channel, and soon after it
    TimeReader::Offset m_offset;
    int m_changed = 0; ///< records in a row that are an hour ahead of it
};

} // namespace callveil
