// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "storage/people/identity.h"

namespace callveil {

/// One deed to record. Texts hold ids, names and masked text only; `reason` was checked for numbers.
struct Deed {
    QString action; ///< "policy.apply": noun and verb, stable
    QString object; ///< pseudonymous: "process 3"
    QString before, after; ///< what changed, as compact JSON or plain words
    QString reason;
};

/// A deed as stored.
struct DeedEntry {
    PersonId actor;
    qint64 seq = 0;
    Deed deed;
    qint64 at = 0; ///< ms since 1970, database clock
    QString console;
    QByteArray previous, hash, signature;
};

/// The write path of the record of deeds: entries are hash-chained and signed per actor (security.md).
class DeedLog final {
public:
    explicit DeedLog(Connection &connection) : m_connection(connection) { }

    /// Appends to the actor's chain inside the transaction that is open: the deed and its entry stand or fall together.
    [[nodiscard]] Result<void> append(const Identity &actor, const Deed &deed);

    /// The hash that an entry must have: over the previous hash and every field.
    [[nodiscard]] static QByteArray hashOf(const DeedEntry &entry);

private:
    Connection &m_connection;
};

} // namespace callveil
