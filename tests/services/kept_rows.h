// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database_look.h"

namespace callveil {

/// Rows as they stand, put back when it goes: what a hostile server did is undone for the next test.
class KeptRows final {
public:
    KeptRows(const DatabaseLook &look, bool embedded, QStringList tables)
        : m_look(look), m_embedded(embedded), m_tables(std::move(tables))
    {
        for (const QString &table : std::as_const(m_tables))
            m_look.run(QStringLiteral("CREATE TEMPORARY TABLE kept_%1 AS SELECT * FROM %1").arg(table));
    }

    ~KeptRows()
    {
        if (!m_embedded) // no trigger and no foreign key has a say in it
            m_look.run(QStringLiteral("SET session_replication_role TO replica"));
        for (const QString &table : std::as_const(m_tables)) {
            m_look.run(QStringLiteral("DELETE FROM %1").arg(table));
            m_look.run(QStringLiteral("INSERT INTO %1 SELECT * FROM kept_%1").arg(table));
            m_look.run(QStringLiteral("DROP TABLE kept_%1").arg(table));
        }
        if (!m_embedded)
            m_look.run(QStringLiteral("SET session_replication_role TO origin"));
    }

    KeptRows(const KeptRows &) = delete;
    KeptRows &operator=(const KeptRows &) = delete;

private:
    const DatabaseLook &m_look;
    bool m_embedded;
    QStringList m_tables;
};

} // namespace callveil
