// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/setup/server_database.h"

#include "storage/database/migrator.h"

#include <QFile>
#include <QRegularExpression>

namespace callveil {

namespace {

constexpr int oldestServer = 150000; // PostgreSQL 15

Result<void> checkName(const QString &database)
{
    static const QRegularExpression usable(QStringLiteral("^[a-z_][a-z0-9_]{0,29}$"));
    if (!usable.match(database).hasMatch())
        return fail(ErrorCode::Invalid, Fault::DatabaseAddress, {database});
    return {};
}

/// Every server has it for such work.
DatabaseAddress maintenance(DatabaseAddress address)
{
    address.database = QStringLiteral("postgres");
    return address;
}

} // namespace

Result<void> checkServer(Connection &connection)
{
    struct Facts {
        int version = 0;
        QString shown;
        bool superuser = false;
    };
    const auto facts = connection.one("schema.server", {}, [](const Row &row) {
        return Facts{row.text(0).toInt(), row.text(1), row.text(2) == QLatin1String("on")};
    });
    if (!facts)
        return failed(facts);
    if ((*facts)->version < oldestServer)
        return fail(ErrorCode::Invalid, Fault::ServerTooOld, {(*facts)->shown});
    if (!(*facts)->superuser)
        return fail(ErrorCode::Denied, Fault::NeedsSuperuser);
    return checkName(connection.address().database);
}

Result<int> serverVersion(Connection &connection)
{
    const auto version = connection.one("schema.server", {}, [](const Row &row) { return row.text(0).toInt(); });
    if (!version)
        return failed(version);
    return version->value_or(0);
}

Result<std::unique_ptr<Connection>> openServer(const DatabaseAddress &address, const QString &password)
{
    Q_ASSERT(address.engine == Engine::PostgreSql);
    QByteArray bytes = password.toUtf8();
    const auto credentials = std::make_shared<Credentials>(address.user, SecretBytes::takeFrom(bytes));
    auto connection = Connection::open(address, credentials);
    if (!connection && connection.error().fault == Fault::SignInRefused)
        return fail(ErrorCode::Denied, Fault::SuperuserRefused, {address.user});
    if (!connection)
        return connection;
    if (const auto fits = checkServer(**connection); !fits)
        return failed(fits);
    return connection;
}

Result<bool> hasServerDatabase(const DatabaseAddress &address, const QString &password)
{
    if (const auto fits = checkName(address.database); !fits)
        return failed(fits);
    const auto target = openServer(address, password);
    if (target)
        return true;
    // A session is refused in the same way for a wrong password as for a database that is not there.
    if (target.error().fault != Fault::SuperuserRefused)
        return failed(target);
    const auto server = openServer(maintenance(address), password);
    if (!server)
        return failed(server);
    const auto count = (*server)->integer("server.has_database", {{":name", address.database}});
    if (!count)
        return failed(count);
    if (*count > 0)
        return failed(target); // it is there and does not let this login in
    return false;
}

Result<void> makeServerDatabase(const DatabaseAddress &address, const QString &password)
{
    if (const auto fits = checkName(address.database); !fits)
        return fits;
    const auto server = openServer(maintenance(address), password);
    if (!server)
        return failed(server);
    return runServerScript(**server, QStringLiteral("database"), {{QStringLiteral("{name}"), address.database}});
}

Result<void> dropServerDatabase(const DatabaseAddress &address, const QString &password, bool alsoRoles)
{
    const auto server = openServer(maintenance(address), password);
    if (!server)
        return failed(server);
    const QHash<QString, QString> name{{QStringLiteral("{name}"), address.database}};
    if (const auto dropped = runServerScript(**server, QStringLiteral("drop_database"), name); !dropped || !alsoRoles)
        return dropped;
    return runServerScript(**server, QStringLiteral("drop_roles"), name);
}

Result<void> runServerScript(Connection &connection, const QString &name, const QHash<QString, QString> &words)
{
    QFile file(QStringLiteral(":/sql/postgresql/%1.sql").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, Fault::Unexpected, {}, file.fileName());
    QString script = withDatabaseName(QString::fromUtf8(file.readAll()), connection);
    for (auto word = words.begin(); word != words.end(); ++word)
        script.replace(word.key(), word.value());
    return connection.runScript(script);
}

Result<void> makeRoles(Connection &connection)
{
    return runServerScript(connection, QStringLiteral("roles"));
}

Result<void> clearRoles(Connection &connection)
{
    const auto elsewhere = connection.integer("schema.roles_elsewhere");
    if (!elsewhere)
        return failed(elsewhere);
    if (*elsewhere > 0)
        return fail(ErrorCode::Conflict, Fault::NameTaken, {QStringLiteral("database"), connection.address().database});
    return runServerScript(connection, QStringLiteral("leftovers"));
}

} // namespace callveil
