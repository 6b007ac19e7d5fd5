// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/audit/deed_log.h"

#include <optional>
#include <vector>

namespace callveil {

/// Which entries of the record are wanted; unset and empty fields do not matter.
struct DeedFilter {
    std::optional<qint64> from, to; ///< ms since 1970, half open
    PersonId actor;
    QString action; ///< whole, "policy.apply", or its noun: "policy"
    QString text; ///< contained in the object, what changed, the reason or the console, in any case

    [[nodiscard]] bool operator==(const DeedFilter &) const = default;
};

/// The place of an entry in the record as it is listed: by time, then actor, then number.
struct DeedPlace {
    qint64 at = 0;
    PersonId actor;
    qint64 seq = 0;
};

/// The newest entry of an actor's chain, as the database or a console knows it.
struct DeedHead {
    PersonId actor;
    qint64 seq = 0;
    QByteArray hash;

    [[nodiscard]] bool operator==(const DeedHead &) const = default;
};

/// Reads the record of deeds. A server hands out the entries of people whose processes are all among the reader's own.
class DeedStore final {
public:
    explicit DeedStore(Connection &connection) : m_connection(connection) { }

    /// Up to `rows` entries older than `after`, newest first.
    [[nodiscard]] Result<std::vector<DeedEntry>> page(
        const DeedFilter &filter, const std::optional<DeedPlace> &after, int rows);
    /// Up to `rows` entries of one actor after a number, in their order.
    [[nodiscard]] Result<std::vector<DeedEntry>> chain(PersonId actor, qint64 after, int rows);
    /// Everybody with an entry or a head among the entries that the reader may see.
    [[nodiscard]] Result<std::vector<PersonId>> actors();
    /// The heads of all actors. Everybody may read them: consoles remember what they saw.
    [[nodiscard]] Result<std::vector<DeedHead>> heads();
    /// True when the entry with the head's number has the head's hash.
    [[nodiscard]] Result<bool> holds(const DeedHead &head);
    /// An entry of a statement that answers all columns in their order.
    [[nodiscard]] static DeedEntry read(const Row &row);

private:
    Connection &m_connection;
};

} // namespace callveil
