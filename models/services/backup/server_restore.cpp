// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/backup/server_restore.h"

#include "services/setup/server_database.h"
#include "storage/database/migrator.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace callveil {

QString ServerRestore::renamed(QString script, const QString &from, const QString &to)
{
    // Roles, whole or as the beginning that a function completes; and logins of people and switches, also within the
    // pattern of one.
    const QRegularExpression roles(QStringLiteral("\\bcv_%1_(?=[a-z]+\\b|')").arg(from));
    const QRegularExpression logins(QStringLiteral("\\bcv([us])_%1(?=\\\\?\\.)").arg(from));
    return script.replace(roles, QStringLiteral("cv_%1_").arg(to)).replace(logins, QStringLiteral("cv\\1_") + to);
}

tl::unexpected<Error> ServerRestore::damaged() const
{
    return fail(ErrorCode::Invalid, Fault::BackupDamaged, {QFileInfo(m_file).fileName()});
}

Result<void> ServerRestore::run()
{
    if (const auto usable = checkLogins(); !usable)
        return usable;
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
        return tl::unexpected(undo(filled.error()));
    return {};
}

Error ServerRestore::undo(Error why)
{
    const auto dropped = dropServerDatabase(m_login.address, m_login.password, m_rolesMade);
    if (dropped)
        return why;
    const QString left = QStringLiteral("; left behind is the database %1, or roles of it: %2")
                             .arg(m_login.address.database, dropped.error().detail);
    if (why.fault == Fault::Cancelled) // it would say that nothing is
        why = dropped.error();
    why.detail += left;
    return why;
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
    const Result<void> made = makeRoles(**server);
    m_rolesMade = made.has_value();
    return made;
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

/// Before anything is made: whoever signed a backup decides with it whom a server lets in.
Result<void> ServerRestore::checkLogins() const
{
    for (const BackupLogin &login : m_manifest.logins)
        if (!checkLogin(login))
            return damaged();
    return {};
}

/// Logins are people of the backup, each once.
Result<void> ServerRestore::checkPeople(BackupStore &store) const
{
    auto people = store.people();
    if (!people)
        return failed(people);
    for (const BackupLogin &login : m_manifest.logins)
        if (!people->removeOne(login.name))
            return damaged();
    return {};
}

Result<void> ServerRestore::makeLogins()
{
    const auto server = openServer(m_login.address, m_login.password);
    if (!server)
        return failed(server);
    if (const auto begun = (*server)->begin(); !begun)
        return begun;
    BackupStore store(**server);
    if (const auto fit = checkPeople(store); !fit)
        return fit;
    if (const auto quiet = store.keepLogQuiet(); !quiet)
        return quiet;
    for (const BackupLogin &login : m_manifest.logins)
        if (const auto made = makeLogin(**server, login); !made)
            return made;
    if (const auto done = (*server)->commit(); !done)
        return done;
    if (const auto upgraded = Migrator(**server).upgrade(); !upgraded) // a backup of an older program
        return upgraded;
    if (const auto made = store.makeCallKey(); !made)
        return made;
    return store.forgetScans();
}

/// Of checked parts: they become text of a statement.
Result<void> ServerRestore::makeLogin(Connection &connection, const BackupLogin &login) const
{
    return runServerScript(connection, QStringLiteral("login"),
        {{QStringLiteral("{login}"), QStringLiteral("cvu_%1.%2").arg(m_login.address.database, login.name)},
            {QStringLiteral("{may}"), login.enabled ? QStringLiteral("LOGIN") : QStringLiteral("NOLOGIN")},
            {QStringLiteral("{verifier}"),
                login.verifier.isEmpty() ? QStringLiteral("NULL") : QStringLiteral("'%1'").arg(login.verifier)},
            {QStringLiteral("{groups}"), login.groups.join(u',')}});
}

} // namespace callveil
