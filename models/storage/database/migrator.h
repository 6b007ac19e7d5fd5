// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"

namespace callveil {

/// Brings a database to the schema of this program by numbered, immutable migrations. Each is executed and recorded in
/// one transaction, so that an interrupted one leaves the old version intact.
class Migrator final {
public:
    explicit Migrator(Connection &connection);
    /// For tests: migrations from another folder, laid out as :/sql/<engine>/migrations.
    Migrator(Connection &connection, QString folder);

    /// 0 for an empty database.
    [[nodiscard]] Result<int> version();
    /// The version that this program works with.
    [[nodiscard]] int newest() const;
    /// The same, for an engine to which there is no connection yet.
    [[nodiscard]] static int newest(Engine engine);
    /// Runs what is missing. Fails with DatabaseNewer (args: its version, ours), or DatabaseNotCallveil for a file that
    /// holds something else.
    [[nodiscard]] Result<void> upgrade();
    /// DatabaseNotCallveil when a database without our tables holds anything else.
    [[nodiscard]] Result<void> refuseForeign();
    /// Fails with DatabaseNewer, DatabaseOlder or DatabaseNotCallveil unless the versions agree.
    [[nodiscard]] Result<void> check();

private:
    struct Migration {
        int version = 0;
        QString title;
        QString path;
    };
    [[nodiscard]] static std::vector<Migration> migrationsIn(const QString &folder);
    [[nodiscard]] Result<void> apply(const Migration &migration);
    [[nodiscard]] tl::unexpected<Error> mismatch(Fault fault, int found) const;

    Connection &m_connection;
    std::vector<Migration> m_migrations;
};

/// The text with {db} replaced by the database's name, for scripts that name roles.
[[nodiscard]] QString withDatabaseName(const QString &script, const Connection &connection);

} // namespace callveil
