// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/backup/server_restore.h"

#include "services/setup/server_database.h"
#include "storage/backup/backup_store.h"
#include "storage/database/migrator.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace callveil {

QString ServerRestore::renamed(QString script, const QString &from, const QString &to)
{
    // Roles, whole or as the beginning that a function completes; and logins, also within the pattern of one.
    const QRegularExpression roles(QStringLiteral("\\bcv_%1_(?=[a-z]+\\b|')").arg(from));
    const QRegularExpression logins(QStringLiteral("\\bcvu_%1(?=\\\\?\\.)").arg(from));
    return script.replace(roles, QStringLiteral("cv_%1_").arg(to)).replace(logins, QStringLiteral("cvu_") + to);
}

Result<void> ServerRestore::run()
{
    const auto there = hasServerDatabase(m_login.address, m_login.password);
    if (!there)
        return failed(there);
    if (*there)
        return fail(ErrorCode::Conflict, Fault::DatabaseExists, {m_login.address.title()});
    if (const auto made = makeServerDatabase(m_login.address, m_login.password); !made)
        return made;
    m_progress.begin(BackupProgress::Step::Restoring);
    const Result<void> filled = fillDatabase();
    if (!filled)
        undo();
    return filled;
}

void ServerRestore::undo()
{
    const auto dropped = dropServerDatabase(m_login.address, m_login.password);
    Q_UNUSED(dropped) // why it is taken back is what the person is told
}

Result<void> ServerRestore::makeRolesAnew(int &version)
{
    const auto server = openServer(m_login.address, m_login.password);
    if (!server)
        return failed(server);
    const auto found = serverVersion(**server);
    if (!found)
        return failed(found);
    version = *found / 10000;
    if (version < m_manifest.serverVersion / 10000)
        return fail(ErrorCode::Invalid, Fault::ServerOlder,
            {QString::number(version), QString::number(m_manifest.serverVersion / 10000)});
    if (const auto cleared = clearRoles(**server); !cleared)
        return cleared;
    return makeRoles(**server);
}

Result<void> ServerRestore::fillDatabase()
{
    int version = 0;
    if (const auto made = makeRolesAnew(version); !made)
        return made;
    const auto programs = ServerPrograms::find(std::max(version, m_manifest.programVersion));
    if (!programs)
        return failed(programs);
    if (const auto begun = runPart(*programs, QStringLiteral("pre-data")); !begun)
        return begun;
    if (const auto filled = programs->fill(m_login, m_file, m_progress); !filled)
        return filled;
    // Before the triggers are there that ask for an entry in the record.
    if (const auto renamed = renameLogins(); !renamed)
        return renamed;
    if (const auto ended = runPart(*programs, QStringLiteral("post-data")); !ended)
        return ended;
    return makeLogins();
}

Result<void> ServerRestore::runPart(const ServerPrograms &programs, const QString &part)
{
    const auto script = programs.schemaPart(m_file, part, m_progress);
    if (!script)
        return failed(script);
    const auto server = openServer(m_login.address, m_login.password); // a script changes settings of its session
    if (!server)
        return failed(server);
    return (*server)->runScript(renamed(*script, m_manifest.database, m_login.address.database));
}

Result<void> ServerRestore::renameLogins()
{
    const auto server = openServer(m_login.address, m_login.password);
    return server ? BackupStore(**server).renameLogins() : failed(server);
}

Result<void> ServerRestore::makeLogins()
{
    const auto server = openServer(m_login.address, m_login.password);
    if (!server)
        return failed(server);
    if (const auto begun = (*server)->begin(); !begun)
        return begun;
    for (const BackupLogin &login : m_manifest.logins)
        if (const auto made = makeLogin(**server, login); !made)
            return made;
    if (const auto done = (*server)->commit(); !done)
        return done;
    return Migrator(**server).upgrade(); // a backup of an older program
}

Result<void> ServerRestore::makeLogin(Connection &connection, const BackupLogin &login)
{
    static const QRegularExpression name(QStringLiteral("^[a-z0-9][a-z0-9._-]{0,23}$"));
    static const QRegularExpression groups(QStringLiteral("^([a-z]+(,[a-z]+)*)?$"));
    static const QRegularExpression verifier(QStringLiteral(
        "^(SCRAM-SHA-256\\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44})?$"));
    const QString joined = login.groups.join(u',');
    if (!name.match(login.name).hasMatch() || !groups.match(joined).hasMatch()
        || !verifier.match(login.verifier).hasMatch())
        return fail(ErrorCode::Invalid, Fault::BackupDamaged, {QFileInfo(m_file).fileName()});
    return runServerScript(connection, QStringLiteral("login"),
        {{QStringLiteral("{login}"), QStringLiteral("cvu_%1.%2").arg(m_login.address.database, login.name)},
            {QStringLiteral("{may}"), login.enabled ? QStringLiteral("LOGIN") : QStringLiteral("NOLOGIN")},
            {QStringLiteral("{verifier}"),
                login.verifier.isEmpty() ? QStringLiteral("NULL") : QStringLiteral("'%1'").arg(login.verifier)},
            {QStringLiteral("{groups}"), joined}});
}

} // namespace callveil
