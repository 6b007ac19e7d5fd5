// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace callveil {

/// A proxy number as it is added to a pool.
struct DidEntry {
    qint64 line = 0; ///< of the list, from 1
    QString number; ///< E.164
    QString area; ///< area code; empty when the number has none

    bool operator==(const DidEntry &) const = default;
};

/// A line of a list of numbers that was refused.
struct DidReject {
    qint64 line = 0;
    Error error;
};

/// A list of proxy numbers as typed or read from a file.
struct DidList {
    static constexpr qsizetype most = 10000; ///< numbers at once

    std::vector<DidEntry> entries; ///< each number once, in order
    std::vector<DidReject> rejects;
};

/// Reads a list: one number in each line, or a range as "first .. last" or "first to last"; commas and semicolons
/// separate as lines do; blank lines and lines that begin with # are left out. `country` is the region of the pool: its
/// numbers may be written nationally, and those of other countries are refused; with `area`, those of other area codes
/// too; with `type`, those that are known to be of another. Rejects name the field "number", "country", "area" or
/// "number-type" (NumberNotPossible, NumberCharacters, ChoiceUnknown), RangeBackwards, DidRepeated or RangeTooLong.
/// Fails with RangeTooLong when all together are more than DidList::most numbers.
[[nodiscard]] Result<DidList> readDidList(
    const QString &text, const QString &country, const QString &area = {}, std::optional<NumberType> type = {});

/// An area code as numbers hold it: without the prefix that is dialled before it inside the country (020: 20).
[[nodiscard]] QString withoutTrunkPrefix(const QString &area, const QString &country);

/// Numbers in few words, for the record of deeds: rows of neighbours as "first..last", the others by themselves.
[[nodiscard]] QString rangesOf(QStringList numbers);

} // namespace callveil
