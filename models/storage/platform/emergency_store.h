// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/platform/emergency_numbers.h"
#include "storage/database/connection.h"

namespace callveil {

/// An emergency number and where it came from.
struct EmergencyRow {
    EmergencyNumber number;
    PersonId addedBy; ///< unset: it is known of the country
    QString addedByName;
    qint64 addedAt = 0; ///< ms since 1970, UTC
};

/// Reads and writes the emergency numbers of countries.
class EmergencyStore final {
public:
    explicit EmergencyStore(Connection &connection) : m_connection(connection) { }

    /// By country, shorter numbers first.
    [[nodiscard]] Result<std::vector<EmergencyRow>> list();
    [[nodiscard]] Result<qint64> count(const QString &country);
    /// The countries of the processes and pools that the person sees which have no number.
    [[nodiscard]] Result<QStringList> missing();
    /// Adds numbers to a country that has none; how many were added. A server decides itself who may.
    [[nodiscard]] Result<qint64> prefill(const QString &country, const QStringList &digits);
    /// Fails with NameTaken when it is there.
    [[nodiscard]] Result<void> add(const EmergencyNumber &number, PersonId by);
    /// False when it is not there.
    [[nodiscard]] Result<bool> remove(const EmergencyNumber &number);

private:
    Connection &m_connection;
};

} // namespace callveil
