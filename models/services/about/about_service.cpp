// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/about/about_service.h"

#include "storage/database/migrator.h"

namespace callveil {

QFuture<Result<DatabaseFacts>> AboutService::facts()
{
    return readAlways(
        [address = m_workspace.address()](Connection &connection, const Identity &) -> Result<DatabaseFacts> {
            const auto version = connection.one("schema.engine", {}, [](const Row &row) { return row.text(0); });
            if (!version)
                return failed(version);
            const auto schema = Migrator(connection).version();
            if (!schema)
                return failed(schema);
            const bool isFile = address.engine == Engine::Sqlite;
            return DatabaseFacts{isFile ? QStringLiteral("SQLite") : QStringLiteral("PostgreSQL"),
                version->value_or(QString()), *schema, !isFile && !address.isLoopback(),
                isFile ? QString() : tlsModeName(address.tls)};
        });
}

} // namespace callveil
