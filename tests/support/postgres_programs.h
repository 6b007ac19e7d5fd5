// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace callveil {

/// The programs of one installed PostgreSQL server (initdb, postgres, psql, pgbench), version 15 or newer.
class PostgresPrograms final {
public:
    /// Looks in PATH, in the folder that pg_config names, and where Debian puts each version; takes the newest.
    [[nodiscard]] static std::optional<PostgresPrograms> find();

    [[nodiscard]] QString path(const QString &program) const { return m_folder + u'/' + program; }

private:
    explicit PostgresPrograms(const QString &folder) : m_folder(folder) { }

    QString m_folder;
};

} // namespace callveil
